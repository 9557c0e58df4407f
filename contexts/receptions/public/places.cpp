#include "contexts/receptions/public/places.hpp"

#include <algorithm>
#include <map>

#include "contexts/receptions/public/openings.hpp"
#include "contexts/receptions/schedule/duty.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/places.hpp"
#include "kernel/contacts/contacts.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"
#include "lib/db/query.hpp"
#include "lib/ical/ical.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

constexpr std::size_t places_on_a_page = 25;
constexpr const char* list_path = "/receptions";

/// What a request to these pages reads with.
struct Reading {
  const Services& services;
  const Wording& words;
  std::shared_ptr<const rules::Rulebook> book;
  Instant now;
};
Reading reading_of(const Turn& turn) {
  return {turn.services, turn.words, turn.services.rules.book(), turn.services.clock.now()};
}

ReceptionLine line_of_place(const Reading& by, db::Tx& tx, const ReceptionPlace& place) {
  const Date today = by.words.today;
  const auto schedule = Schedule::read(tx, place.id, today, today + days_shown);
  Told told = opening_in_words(by.words, schedule, by.book->calendar(), minute_of(by.now));
  return {.name = place.name,
          .href = place_page_href(place),
          .body = by.words.unit(place.body),
          .address = place.address,
          .now = std::move(told.now),
          .next = std::move(told.next),
          .head = next_head_day(by.words, schedule, minute_of(by.now))};
}

std::vector<ReceptionPlace> places_of_bodies(db::Tx& tx, const std::vector<UnitId>& bodies,
                                             Date day) {
  if (bodies.empty()) return {};
  db::Query query("select ");
  query.add(place_columns)
      .add(
          " from reception_places p where p.opened_on <= :day and (p.closed_on is null or "
          "p.closed_on > :day)")
      .any_of("p.body_id", bodies)
      .add(" order by p.kind, p.body_id, p.id")
      .bind("day", day);
  return query.all<ReceptionPlace>(tx);
}

/// Of the bodies that serve the place, those of the smallest area first.
std::vector<ReceptionPlace> places_serving(db::Tx& tx, UnitId area, Date day) {
  std::vector<UnitId> bodies;
  std::vector<UnitId> areas{area};
  for (UnitId above : units::ancestors(tx, area)) areas.push_back(above);
  std::vector<ReceptionPlace> all;
  for (UnitId each : areas) {
    bodies.clear();
    for (const units::Unit& body : units::bodies_serving(tx, each)) bodies.push_back(body.id);
    for (ReceptionPlace& place : places_of_bodies(tx, bodies, day)) {
      const bool is_there = std::ranges::find(all, place.id, &ReceptionPlace::id) != all.end();
      if (!is_there) all.push_back(std::move(place));
    }
  }
  return all;
}

/// Whether each word stands in its name, address, or the name of its body.
bool is_meant(const Wording& words, const ReceptionPlace& place, const std::string& folded) {
  const std::string text = text::fold(place.name + " " + place.address + " " +
                                      words.unit(place.body) + " " + place.code);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at && text.find(folded.substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

void add_found(const Reading& by, db::Tx& tx, std::string title,
               const std::vector<ReceptionPlace>& places, ReceptionListPage& page) {
  if (places.empty()) return;
  ReceptionGroup group{.title = std::move(title), .places = {}};
  for (const ReceptionPlace& place : places) group.places.push_back(line_of_place(by, tx, place));
  page.groups.push_back(std::move(group));
}

/// All of them, or those that are sought, a page behind the place `after`.
void add_all_places(const Turn& turn, const Reading& by, db::Tx& tx, ReceptionListPage& page) {
  const std::string sought = text::clean(turn.request.query.get("q"));
  auto places = open_places(tx, by.words.today);
  std::erase_if(places, [&](const ReceptionPlace& place) {
    return !is_meant(by.words, place, text::fold(sought));
  });
  const auto body_of = [&](const ReceptionPlace& place) {
    return by.words.directory.find(place.body);
  };
  std::ranges::stable_sort(places, {}, [&](const ReceptionPlace& place) {
    const units::Unit* body = body_of(place);
    return body ? body->level : units::Level::village;
  });
  const std::string after = text::clean(turn.request.query.get("after"));
  auto first = std::ranges::find(places, after, &ReceptionPlace::code);
  first = first == places.end() ? places.begin() : first + 1;
  const auto left = static_cast<std::size_t>(places.end() - first);
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(left, places_on_a_page));
  if (first != places.begin()) page.pager.newer_href = Href(list_path).with("q", sought).text();
  if (last != places.end())
    page.pager.older_href =
        Href(list_path).with("q", sought).with("after", (last - 1)->code).text();
  add_found(by, tx, turn.tr(sought.empty() ? N_("All places of reception") : N_("Found")),
            {first, last}, page);
}

pages::EmptyState no_place_known(const Turn& turn, bool is_sought) {
  if (is_sought)
    return {.title = turn.tr(N_("Nothing found")),
            .text = turn.tr(N_("Try the name of the commune or of the body, or look at all.")),
            .actions = {{turn.tr(N_("All places of reception")), list_path}}};
  return {.title = turn.tr(N_("No place of reception is announced here yet")),
          .text = turn.tr(N_("Each body enters where and when it receives citizens; it is then "
                             "shown here. Until then, ask the body itself."))};
}

ReceptionListPage list_page(const Turn& turn, db::Tx& tx) {
  const Reading by = reading_of(turn);
  ReceptionListPage page{.frame =
                             pages::frame_for(turn.request, turn.tr(N_("Receptions of citizens")))};
  page.frame.section = "receptions";
  const std::string sought = text::clean(turn.request.query.get("q"));
  page.box = {
      .action = list_path, .label = turn.tr(N_("Commune, body or address")), .value = sought};
  page.frame.searches = false;
  const pages::YourPlace* here = pages::your_place(turn.request);
  const bool is_first_page = !turn.request.query.has("after");
  if (here != nullptr) page.here = {here->name, here->href};
  if (here != nullptr && sought.empty() && is_first_page)
    add_found(by, tx, turn.locale().tr(N_("For {place}"), {{"place", here->name}}),
              places_serving(tx, here->id, by.words.today), page);
  add_all_places(turn, by, tx, page);
  if (page.groups.empty()) page.empty = no_place_known(turn, !sought.empty());
  return page;
}

/// The page is of nobody but an open place.
std::optional<ReceptionPlace> place_named(db::Tx& tx, std::string_view code, Date today) {
  auto place = find_place(tx, code);
  const bool is_open =
      place && place->opened_on <= today && (!place->closed_on || *place->closed_on > today);
  return is_open ? std::move(place) : std::nullopt;
}

void add_fact_of_place(const Turn& turn, std::vector<pages::Fact>& facts, const char* label,
                       std::string value) {
  if (!value.empty()) facts.push_back({turn.tr(label), std::move(value)});
}

/// In what the law asked for this year, and what was kept of it.
void tell_duty(const Turn& turn, const Reading& by, db::Tx& tx, const ReceptionPlace& place,
               ReceptionPlacePage& page) {
  const units::Unit* body = by.words.directory.find(place.body);
  if (body == nullptr) return;
  const Date today = by.words.today, began = Date::of(today.year(), 1, 1);
  const Duty duty = duty_of(tx, *by.book, *body, began, today, today);
  if (duty.owed == 0 && page.head_past.empty()) return;
  const i18n::Locale& locale = turn.locale();
  const auto add = [&](std::string sentence) {
    page.duty += (page.duty.empty() ? "" : " ") + std::move(sentence);
  };
  const std::string year = std::to_string(today.year());
  if (duty.owed > 0)
    add(locale.tr(N_("In {year}, since this place is known here, the law has asked for {n} days on "
                     "which the head receives in person."),
                  {{"year", year}, {"n", locale.number(std::int64_t{duty.owed})}}));
  add(locale.tr(N_("The head received on {n}."), {{"n", locale.number(std::int64_t{duty.held})}}));
  if (duty.held_by_deputy > 0)
    add(locale.ntr("On {n} day a deputy received in the head's place.",
                   "On {n} days a deputy received in the head's place.", duty.held_by_deputy, {}));
  if (duty.missed > 0)
    add(locale.ntr("On {n} day nobody received.", "On {n} days nobody received.", duty.missed, {}));
  if (duty.unsaid > 0)
    add(locale.ntr("Of {n} day it is not yet said.", "Of {n} days it is not yet said.", duty.unsaid,
                   {}));
  for (const rules::Limit* limit : duty_limits(*by.book, *body, today)) {
    page.duty_basis = limit->basis;
    page.duty_unchecked = !limit->verified;
  }
}

/// From when other permanent hours hold.
std::string changes_of_week(const Turn& turn, const Schedule& schedule, Date today) {
  std::optional<Date> next;
  for (const Hours& each : schedule.hours())
    if (each.valid_from > today && (!next || each.valid_from < *next)) next = each.valid_from;
  if (!next) return {};
  std::string week;
  for (const WeekLine& line : week_of(turn.words, schedule, *next))
    week += (week.empty() ? "" : "; ") + line.day + " " + line.times;
  return turn.locale().tr(N_("From {date} other hours hold: {hours}."),
                          {{"date", turn.locale().date(*next)}, {"hours", week}});
}

ReceptionPlacePage place_page(const Turn& turn, db::Tx& tx, const ReceptionPlace& place) {
  const Reading by = reading_of(turn);
  const Date today = by.words.today;
  const auto schedule = Schedule::read(tx, place.id, today, today + days_shown);
  Told told = opening_in_words(by.words, schedule, by.book->calendar(), minute_of(by.now));
  ReceptionPlacePage page{
      .frame = pages::frame_for(turn.request, place.name),
      .name = place.name,
      .body = {by.words.unit(place.body), body_href(by.words.directory, place.body)},
      .now = std::move(told.now),
      .next = std::move(told.next)};
  page.frame.section = "receptions";
  page.frame.trail = {{turn.tr(N_("Home")), "/"},
                      {turn.tr(N_("Receptions of citizens")), list_path}};
  add_fact_of_place(turn, page.facts, N_("Where"), place.address);
  add_fact_of_place(turn, page.facts, N_("How to get there"), place.directions);
  if (!place.phone.empty())
    page.facts.push_back({turn.tr(N_("Telephone")), place.phone, contacts::dial_href(place.phone)});
  add_fact_of_place(turn, page.facts, N_("Languages besides Vietnamese"), place.languages);
  std::string access;
  for (const Access each : accesses)
    if ((place.access & static_cast<std::int64_t>(each)) != 0)
      access += (access.empty() ? "" : "; ") + turn.tr(label(each));
  add_fact_of_place(turn, page.facts, N_("Made easy for everybody"), std::move(access));
  page.week = week_of(by.words, schedule, today);
  page.week_changes = changes_of_week(turn, schedule, today);
  page.changes = days_unlike(by.words, schedule, by.book->calendar(), today, today + days_shown);
  for (const HeadDay& day : schedule.head_days())
    page.head_ahead.push_back(head_day_line(by.words, day));
  for (const HeadDay& day : head_days(tx, place.id, Date::of(today.year(), 1, 1), today - 1))
    page.head_past.push_back(head_day_line(by.words, day));
  std::ranges::reverse(page.head_past);
  page.online = online_ahead_lines(by.words, tx, place, by.now);
  tell_duty(turn, by, tx, place, page);
  page.calendar_href = place_page_href(place) + ".ics";
  page.notice_href = place_page_href(place) + "/notice";
  page.board_href = place_page_href(place) + "/board";
  const bool is_open = place.opened_on <= today && (!place.closed_on || today < *place.closed_on);
  if (is_open) page.book_href = place_page_href(place) + "/book";
  return page;
}

/// Every opening of the days to come; a head's day keeps its event when it is moved within itself.
http::Response calendar_file(const Turn& turn, const ReceptionPlace& place,
                             const Schedule& schedule, const rules::Calendar& calendar,
                             std::vector<ical::Event> online) {
  ical::Calendar file{
      .name = place.name, .stamped = start_of(turn.words.today), .events = std::move(online)};
  const std::string href = turn.request.link(place_page_href(place));
  for (int ahead = 0; ahead <= days_shown; ++ahead) {
    const Date day = turn.words.today + ahead;
    for (const Opening& each : schedule.openings_on(day, calendar)) {
      const HeadDay* head = each.head_day ? schedule.head_day(*each.head_day) : nullptr;
      file.events.push_back(
          {.uid = head ? "reception-day-" + std::to_string(head->id.value) + "@gandan"
                       : "reception-" + place.code + "-" + day.iso() + "-" +
                             std::to_string(each.from_minute) + "@gandan",
           .day = day,
           .summary = head ? turn.tr(N_("The head receives citizens")) + ": " + head->head
                           : turn.tr(N_("Reception of citizens")),
           .description = head ? head->subject : place.name,
           .href = href,
           .time = ical::Event::Time{moment_of(day, each.from_minute),
                                     moment_of(day, each.until_minute)},
           .where = place.address});
    }
  }
  auto response = http::Response::text(ical::write(file));
  response.headers.set("Content-Type", ical::media_type);
  return response;
}

http::Response show_place(const Turn& turn, std::string_view asked) {
  constexpr std::string_view file = ".ics";
  const bool is_file = asked.ends_with(file);
  const std::string_view code = is_file ? asked.substr(0, asked.size() - file.size()) : asked;
  const Date today = turn.words.today;
  if (is_file) {
    std::optional<ReceptionPlace> place;
    Schedule schedule;
    std::vector<ical::Event> online;
    turn.services.database.read([&](db::Tx& tx) {
      place = place_named(tx, code, today);
      if (!place) return;
      schedule = Schedule::read(tx, place->id, today, today + days_shown);
      online = online_events(turn, tx, *place, today, today + days_shown);
    });
    if (!place) return http::Response::not_found();
    return calendar_file(turn, *place, schedule, turn.services.rules.book()->calendar(),
                         std::move(online));
  }
  const auto page =
      turn.services.database.read([&](db::Tx& tx) -> std::optional<ReceptionPlacePage> {
        const auto place = place_named(tx, code, today);
        if (!place) return std::nullopt;
        return place_page(turn, tx, *place);
      });
  if (!page) return http::Response::not_found();
  return pages::render(turn.request, views::reception_place, *page);
}

http::Response show_notice(const Turn& turn, std::string_view code) {
  const auto notice =
      turn.services.database.read([&](db::Tx& tx) -> std::optional<ReceptionNotice> {
        const auto place = place_named(tx, code, turn.words.today);
        if (!place) return std::nullopt;
        ReceptionPlacePage page = place_page(turn, tx, *place);
        std::erase_if(page.head_ahead,
                      [](const HeadDayLine& line) { return !line.reason.empty(); });
        return ReceptionNotice{.frame = std::move(page.frame),
                               .body = page.body.label,
                               .name = place->name,
                               .address = place->address,
                               .phone = place->phone,
                               .printed = turn.locale().date(turn.words.today),
                               .week = std::move(page.week),
                               .head_ahead = std::move(page.head_ahead),
                               .changes = std::move(page.changes),
                               .back_href = place_page_href(*place)};
      });
  if (!notice) return http::Response::not_found();
  ReceptionNotice sheet = *notice;
  sheet.frame.title = turn.tr(N_("Schedule of receptions"));
  sheet.frame.trail.push_back({sheet.name, sheet.back_href});
  if (!turn.request.site.empty()) {
    sheet.page_address = turn.request.link(sheet.back_href);
    sheet.code = qr::encode(sheet.page_address);
  }
  return pages::render(turn.request, views::reception_notice, sheet);
}

PrintPart part_of(Services& services, db::Tx& tx, const UnitVisit& visit,
                  const std::vector<UnitId>& bodies) {
  constexpr std::size_t most = 6;
  const Wording words{visit.locale, visit.directory, visit.today};
  const Reading by{services, words, services.rules.book(), services.clock.now()};
  ReceptionPart part;
  for (const ReceptionPlace& place : places_of_bodies(tx, bodies, visit.today))
    if (part.places.size() < most) part.places.push_back(line_of_place(by, tx, place));
  if (part.places.empty()) return {};
  return prints(views::receptions_part, std::move(part));
}

/// The head's days next to today, on one side of it.
std::vector<HeadDay> days_near(db::Tx& tx, const CalendarVisit& visit, bool is_ahead) {
  db::Query query("select ");
  query.add(day_columns)
      .add(is_ahead ? " from reception_days d where d.day >= :today and d.day <= :end"
                    : " from reception_days d where d.day < :today and d.day >= :end")
      .any_of("d.body_id", visit.bodies)
      .add(is_ahead ? " order by d.day, d.id limit :most"
                    : " order by d.day desc, d.id desc limit :most")
      .bind("today", visit.today)
      .bind("end", is_ahead ? visit.to : visit.from)
      .bind("most", std::int64_t{visit.most});
  return query.all<HeadDay>(tx);
}

}  // namespace

std::string place_page_href(const ReceptionPlace& place) {
  std::string href = "/receptions/";
  html::percent_encode(href, place.code);
  return href;
}

void add_place_pages(http::App& app, Services& services) {
  app.router.get(list_path, http::everyone(), [&services](http::Request& request) {
    const Turn turn(request, services);
    const auto page = services.database.read([&](db::Tx& tx) { return list_page(turn, tx); });
    return pages::render(request, views::reception_list, page);
  });
  app.router.get("/receptions/{place}", http::everyone(),
                 [&services](http::Request& request, std::string_view place) {
                   return show_place(Turn(request, services), place);
                 });
  app.router.get("/receptions/{place}/notice", http::everyone(),
                 [&services](http::Request& request, std::string_view place) {
                   return show_notice(Turn(request, services), place);
                 });
}

UnitPart receptions_of_body(Services& services) {
  return {8, [&services](db::Tx& tx, const UnitVisit& visit) {
            return part_of(services, tx, visit, visit.bodies);
          }};
}

UnitPart receptions_of_place(Services& services) {
  return {8, [&services](db::Tx& tx, const UnitVisit& visit) {
            return part_of(services, tx, visit, visit.bodies);
          }};
}

ReadCalendar calendar_of_receptions(Services&) {
  return [](db::Tx& tx, const CalendarVisit& visit) {
    std::vector<DatedMatter> all;
    if (visit.place && visit.bodies.empty()) return all;  // a list of no body is one of all
    const Wording words{visit.locale, visit.directory, visit.today};
    std::map<PlaceId, std::optional<ReceptionPlace>> places;
    for (const bool is_ahead : {true, false})
      for (const HeadDay& day : days_near(tx, visit, is_ahead)) {
        const auto [place, is_new] = places.try_emplace(day.place);
        if (is_new) place->second = find_place(tx, day.place);
        if (!place->second || day.state == DayState::moved) continue;
        const pages::Badge state = badge_of(words, day);
        all.push_back(
            {.day = day.day,
             .what = day.state == DayState::ahead && day.day >= visit.today
                         ? visit.locale.tr(N_("The head receives, {time}"),
                                           {{"time", stretch(day.from_minute, day.until_minute)}})
                         : state.word,
             .tone = state.tone,
             .title = place->second->name,
             .href = place_page_href(*place->second),
             .body = words.unit(day.body),
             .uid = "reception-day-" + std::to_string(day.id.value)});
      }
    return all;
  };
}

}  // namespace gandan::receptions
