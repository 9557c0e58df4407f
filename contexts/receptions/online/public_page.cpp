#include "contexts/receptions/online/pages.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/online.hpp"
#include "kernel/contacts/contacts.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/turn/unit_href.hpp"

namespace gandan::receptions {
namespace {

struct RuleOnline {
  const char* text;
  const char* basis;
};
// In the order in which somebody who comes needs them. The titles of the law are the same in every
// language.
constexpr RuleOnline rules_online[] = {
    {N_("Who asks may choose the centre or one of the other sites: tell the place before the "
        "day."),
     "Nghị định 154/2026/NĐ-CP, Điều 22 khoản 3"},
    {N_("Where many people have the same matter, they send representatives."),
     "Nghị định 154/2026/NĐ-CP, Điều 22 khoản 4"},
    {N_("Say your name and address and the number of your identity paper, as at every reception; "
        "who speaks for somebody brings the written authority. It is kept secret."),
     "Nghị định 154/2026/NĐ-CP, Điều 21 khoản 4, Điều 12"},
    {N_("Be dressed properly, and keep the rules of the place of reception."),
     "Nghị định 154/2026/NĐ-CP, Điều 21 khoản 1"},
    {N_("The camera stays on; the microphone is switched on only when you are asked to speak."),
     "Nghị định 154/2026/NĐ-CP, Điều 21 khoản 2"},
    {N_("Make no other noise while the microphone is on."),
     "Nghị định 154/2026/NĐ-CP, Điều 21 khoản 3"},
    {N_("Pictures and sound are recorded, and kept as the law on archives says."),
     "Nghị định 154/2026/NĐ-CP, Điều 24"}};

const char* label_of_role(SiteRole role) {
  return role == SiteRole::centre ? N_("Centre") : N_("Connected site");
}

/// By when who wants to be heard tells the place, which sends its notice on that day.
std::string how_to_ask(const Turn& turn, const ReceptionPlace& place,
                       const OnlineSession& session) {
  const auto notice = online_notice(*turn.services.rules.book(), session.starts_at);
  const Date last = notice ? notice->date : civil_date(session.starts_at);
  if (last < turn.words.today)
    return turn.tr(
        N_("The notice of who is heard has gone out. Ask the place when the next one is."));
  const std::string day = turn.locale().date(last);
  return place.phone.empty()
             ? turn.locale().tr(
                   N_("Tell the place before {day}, and at which site you want to be."),
                   {{"day", day}})
             : turn.locale().tr(
                   N_("Call {phone} before {day}, and say at which site you want to be."),
                   {{"phone", place.phone}, {"day", day}});
}

OnlinePage online_page(const Turn& turn, db::Tx& tx, const ReceptionPlace& place,
                       const OnlineSession& session) {
  const Wording& words = turn.words;
  OnlinePage page{.frame = pages::frame_for(turn.request, turn.tr(N_("Online reception"))),
                  .place = {place.name, place_page_href(place)},
                  .when = when_online(words, session),
                  .state = badge_of(words, session, turn.services.clock.now()),
                  .reason = session.reason};
  page.frame.section = "receptions";
  page.frame.trail = {{turn.tr(N_("Home")), "/"},
                      {turn.tr(N_("Receptions of citizens")), "/receptions"},
                      {place.name, place_page_href(place)}};
  page.facts.push_back(
      {turn.tr(N_("Held by")), words.unit(place.body), body_href(words.directory, place.body)});
  if (!place.phone.empty())
    page.facts.push_back({turn.tr(N_("Telephone")), place.phone, contacts::dial_href(place.phone)});
  if (session.is_ahead()) page.ask = how_to_ask(turn, place, session);
  page.sites = site_lines(words, sites_of(tx, session.id));
  for (OnlineSiteLine& site : page.sites) site.takes_part.clear();
  for (const RuleOnline& rule : rules_online)
    page.rules.push_back({turn.tr(rule.text), rule.basis});
  return page;
}

http::Response show_online(const Turn& turn, std::string_view code, std::int64_t number) {
  const auto page = turn.services.database.read([&](db::Tx& tx) -> std::optional<OnlinePage> {
    const auto place = find_place(tx, code);
    const auto session = find_online(tx, SessionId{number});
    if (!place || !session || session->place != place->id) return std::nullopt;
    return online_page(turn, tx, *place, *session);
  });
  if (!page) return http::Response::not_found();
  return pages::render(turn.request, views::online_page, *page);
}

}  // namespace

std::string when_online(const Wording& words, const OnlineSession& session) {
  const Date day = civil_date(session.starts_at);
  return words.tr(weekday_name(weekday_of(day))) + " " + words.locale.date(day) + ", " +
         stretch(minute_of(session.starts_at), minute_of(session.planned_until));
}

pages::Badge badge_of(const Wording& words, const OnlineSession& session, Instant now) {
  if (session.cancelled_at) return {words.tr(N_("Cancelled")), pages::Tone::plain, "calendar"};
  if (session.ended_at) return {words.tr(N_("Held")), pages::Tone::settled};
  if (now > session.planned_until)
    return {words.tr(N_("Not yet said whether it was held")), pages::Tone::waiting};
  return {words.tr(N_("Announced")), pages::Tone::open, "calendar"};
}

std::vector<OnlineSiteLine> site_lines(const Wording& words, const std::vector<OnlineSite>& sites) {
  std::vector<OnlineSiteLine> lines;
  for (const OnlineSite& site : sites)
    lines.push_back({.site = {site.name, site.body ? body_href(words.directory, site.body) : ""},
                     .role = words.tr(label_of_role(site.role)),
                     .address = site.address,
                     .takes_part = site.takes_part});
  return lines;
}

std::string online_page_href(const ReceptionPlace& place, SessionId id) {
  return place_page_href(place) + "/online/" + std::to_string(id.value);
}

std::vector<OnlineLine> online_ahead_lines(const Wording& words, db::Tx& tx,
                                           const ReceptionPlace& place, Instant now) {
  std::vector<OnlineLine> lines;
  for (const OnlineSession& session :
       online_of_place(tx, place.id, start_of(words.today), start_of(words.today + 366)))
    lines.push_back({.when = when_online(words, session),
                     .href = online_page_href(place, session.id),
                     .state = badge_of(words, session, now),
                     .reason = session.reason});
  return lines;
}

std::vector<ical::Event> online_events(const Turn& turn, db::Tx& tx, const ReceptionPlace& place,
                                       Date from, Date to) {
  std::vector<ical::Event> events;
  for (const OnlineSession& session :
       online_of_place(tx, place.id, start_of(from), start_of(to + 1))) {
    if (session.cancelled_at) continue;
    events.push_back({.uid = "reception-online-" + std::to_string(session.id.value) + "@gandan",
                      .day = civil_date(session.starts_at),
                      .summary = turn.tr(N_("Online reception")),
                      .description = place.name,
                      .href = turn.request.link(online_page_href(place, session.id)),
                      .time = ical::Event::Time{session.starts_at, session.planned_until},
                      .where = place.address});
  }
  return events;
}

void add_online_pages(http::App& app, Services& services) {
  app.router.get("/receptions/{place}/online/{session}", http::everyone(),
                 [&services](http::Request& request, std::string_view place, std::int64_t session) {
                   return show_online(Turn(request, services), place, session);
                 });
}

}  // namespace gandan::receptions
