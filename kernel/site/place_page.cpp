#include "kernel/site/place_page.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "kernel/contacts/contacts.hpp"
#include "kernel/letters/watched.hpp"
#include "kernel/pages/names.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/site/place_files.hpp"
#include "kernel/site/views/places.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"
#include "kernel/units/bodies.hpp"

namespace gandan::site {
namespace {

UnitLinks places_under(std::string title, const Wording& words,
                       const std::vector<units::Unit>& areas) {
  UnitLinks links{.title = std::move(title)};
  for (const units::Unit& area : areas)
    links.units.push_back({area.name, place_href(area, words.today)});
  return links;
}

/// What it was made of; of communes with their districts, since two may have one name.
UnitLinks places_before(db::Tx& tx, const Wording& words, const units::Unit& area) {
  UnitLinks links{.title = words.locale.tr(N_("What it was before {date}"),
                                           {{"date", words.locale.date(area.valid_from)}})};
  for (const units::Unit& former : units::areas_before(tx, area)) {
    const auto above = former.parent ? units::find_unit(tx, *former.parent) : std::nullopt;
    links.units.push_back(
        {above ? former.name + ", " + above->name : former.name, place_href(former, words.today)});
  }
  return links;
}

/// The province above it as it was then; nothing of a province.
std::optional<units::Unit> province_above(db::Tx& tx, const units::Unit& area) {
  const auto province = units::province_of(tx, area.id);
  return province && *province != area.id ? units::find_unit(tx, *province) : std::nullopt;
}

/// What it became by today.
std::vector<units::Unit> what_became(db::Tx& tx, const units::Unit& area, Date today) {
  std::vector<units::Unit> now;
  for (const units::Share& share : units::as_of(tx, area.id, today))
    if (auto unit = units::find_unit(tx, share.unit); unit && unit->id != area.id)
      now.push_back(std::move(*unit));
  return now;
}

constexpr std::size_t few_bodies = 3;

bool has_numbers(const BodyLine& body) {
  return !body.overdue.href.empty() || !body.not_due.href.empty() || !body.answered.href.empty();
}

/// Many bodies without a number would stand before what people asked: only their names do, at the
/// end.
void put_unasked_last(const Wording& words, PlacePage& page) {
  std::vector<BodyLine>& bodies = page.bodies.bodies;
  const auto unasked = std::stable_partition(bodies.begin(), bodies.end(), has_numbers);
  if (unasked == bodies.begin()) page.bodies.counts = false;
  if (bodies.size() <= few_bodies) return;
  page.bodies_unasked.title = unasked == bodies.begin()
                                  ? page.bodies.title
                                  : words.tr(N_("Bodies here that nobody has asked yet"));
  for (auto body = unasked; body != bodies.end(); ++body)
    page.bodies_unasked.units.push_back({body->name, body->href});
  bodies.erase(unasked, bodies.end());
}

/// Who answers there today, and who did.
void put_bodies(const Wording& words, const UnitParts& parts,
                const std::vector<units::Unit>& serving, PlacePage& page) {
  page.bodies = {.title = words.tr(N_("Who answers here")), .bodies = {}, .counts = parts.count()};
  page.bodies_before.title = words.tr(N_("Bodies that it had"));
  for (const units::Unit& body : serving) {
    if (body.valid_to && *body.valid_to < words.today)
      page.bodies_before.units.push_back({body.name, body_href(words.directory, body.id)});
    else
      page.bodies.bodies.push_back(parts.line_of(words, body));
  }
  put_unasked_last(words, page);
}

/// How the bodies are reached that told of it; of many the first, in their order
/// (units::put_in_order).
std::vector<ContactLines> contacts_of(const Services& services, const Wording& words,
                                      const std::vector<units::Unit>& bodies) {
  constexpr std::size_t most = 3;
  const auto settings = services.settings.now();
  std::vector<ContactLines> all;
  for (const units::Unit& body : bodies) {
    if (all.size() == most || (body.valid_to && *body.valid_to < words.today)) continue;
    if (auto lines = contact_lines(contacts::contact_of(*settings, body.id),
                                   {body.name, body_href(words.directory, body.id)}))
      all.push_back(std::move(*lines));
  }
  return all;
}

/// As tiles, with what waits in each.
TilesBeneath places_beneath(db::Tx& tx, const UnitParts& parts, const UnitVisit& visit) {
  TilesBeneath beneath{.title = std::string(visit.locale.tr(N_("Its communes and wards"))),
                       .tiles = {},
                       .counts = parts.counts_beneath()};
  std::unordered_map<UnitId, std::int64_t> waiting;
  for (const PlaceCount& count : parts.waiting_beneath(tx, visit)) waiting[count.place] += count.n;
  std::int64_t most = 0;
  for (const units::Unit& area :
       units::list_areas(tx, units::Level::commune, visit.today, visit.unit.id)) {
    const auto found = waiting.find(area.id);
    const std::int64_t n = found == waiting.end() ? 0 : found->second;
    most = std::max(most, n);
    beneath.tiles.push_back({{area.name, place_href(area, visit.today)}, n, 0});
  }
  for (PlaceTile& tile : beneath.tiles) tile.step = tile_step(tile.n, most);
  return beneath;
}

/// On paper a telephone reads the address; without one that is known everywhere there is none.
std::optional<PaperCode> paper_code_of(const http::Request& request, const Wording& words,
                                       const std::string& path) {
  if (request.site.empty()) return std::nullopt;
  const std::string address = request.link(path);
  return PaperCode{.code = qr::encode(address), .address = address, .day = words.today};
}

pages::EmptyState nobody_of(const Wording& words, const pages::Link& within) {
  if (within.href.empty())
    return {.title = words.tr(N_("No body of this place is known yet")),
            .text = words.tr(N_("You can ask all the same: the receiving officer finds the body "
                                "that must answer."))};
  return {.title = words.tr(N_("No body of this place is known yet")),
          .text = words.locale.tr(N_("You can ask the bodies of {place}."),
                                  {{"place", pages::in_sentence(words.locale, within.label)}}),
          .actions = {{.label = within.label, .href = within.href}}};
}

/// What the page of a place is made from.
struct Board {
  const Turn& turn;
  const UnitParts& parts;
  const Calendars& calendars;

  [[nodiscard]] std::vector<DatedMatter> days(db::Tx& tx, const units::Unit& area, int back,
                                              int ahead, int most) const {
    const Wording& words = turn.words;
    return calendars.of(tx, {words.locale, words.directory, words.today, area,
                             known_bodies(words, units::bodies_serving(tx, area.id)),
                             words.today - back, words.today + ahead, most});
  }
};

constexpr int days_back_on_page = 14, days_ahead_on_page = 60, most_on_page = 6;

void put_today(db::Tx& tx, const Board& board, const units::Unit& area, PlacePage& page) {
  const Turn& turn = board.turn;
  const Wording& words = turn.words;
  std::vector<units::Unit> serving = units::bodies_serving(tx, area.id);
  units::put_in_order(serving);
  const std::string path = place_href(area, words.today);
  const pages::YourPlace* here = pages::your_place(turn.request);
  page.is_yours = here != nullptr && here->id == area.id;
  page.choice = path.substr(std::string_view("/places/").size());
  page.contacts = contacts_of(turn.services, words, serving);
  page.days = strip_of(words, words.tr(N_("What happens when")),
                       board.days(tx, area, days_back_on_page, days_ahead_on_page, most_on_page));
  if (!page.days.days.empty())
    page.days.all = {words.tr(N_("Into the calendar of your telephone")), path + ".ics"};
  put_bodies(words, board.parts, serving, page);
  // All of them stand above already, with how they are reached; there is no more to say of them.
  if (!page.bodies.counts && page.contacts.size() == page.bodies.bodies.size())
    page.bodies.bodies.clear();
  page.nobody = nobody_of(words, page.within);
  const UnitVisit visit{turn.request, words.locale, words.directory,
                        words.today,  area,         known_bodies(words, serving)};
  page.parts = board.parts.of_place(tx, visit);
  if (area.level == units::Level::province) page.beneath = places_beneath(tx, board.parts, visit);
  page.before = places_before(tx, words, area);
  page.calendar_href = path + ".ics";
  page.feed_href = path + ".atom";
  page.news_href = letters::watch_href(turn.services, letters::place_list, {{"code", page.choice}});
  page.paper = paper_code_of(turn.request, words, path);
}

PlacePage place_page(db::Tx& tx, const Board& board, const units::Unit& area) {
  const Turn& turn = board.turn;
  const Wording& words = turn.words;
  PlacePage page{.frame = pages::frame_for(turn.request, area.name), .name = area.name};
  page.frame.section = "place";
  page.frame.trail = {{words.tr(N_("Home")), "/"}};
  if (const auto province = province_above(tx, area)) {
    page.within = {province->name, place_href(*province, words.today)};
    page.frame.trail.push_back(page.within);
  }
  if (!area.valid_to || *area.valid_to >= words.today) {
    put_today(tx, board, area, page);
    return page;
  }
  page.life = words.locale.tr(
      N_("from {from} to {to}"),
      {{"from", words.locale.date(area.valid_from)}, {"to", words.locale.date(*area.valid_to)}});
  page.now =
      places_under(words.tr(N_("What it is now")), words, what_became(tx, area, words.today));
  return page;
}

enum class Form : std::uint8_t { page, calendar, feed };

/// The code without what it ends in, and what that asks for.
std::pair<std::string_view, Form> read_address_of_place(std::string_view code) {
  constexpr std::string_view calendar = ".ics", feed = ".atom";
  if (code.ends_with(calendar))
    return {code.substr(0, code.size() - calendar.size()), Form::calendar};
  if (code.ends_with(feed)) return {code.substr(0, code.size() - feed.size()), Form::feed};
  return {code, Form::page};
}

/// Of a place of today alone: what is no more has no days.
http::Response show_days(db::Database& database, const Board& board, std::string_view code,
                         Form form) {
  if (code.empty()) return http::Response::not_found();
  std::optional<units::Unit> area;
  std::vector<DatedMatter> days;
  const Date today = board.turn.words.today;
  database.read([&](db::Tx& tx) {
    area = units::area_of_address(tx, code, today);
    if (area && area->valid_to && *area->valid_to < today) area.reset();
    if (area) days = board.days(tx, *area, days_back, days_ahead, most_in_files);
  });
  if (!area) return http::Response::not_found();
  return form == Form::calendar ? calendar_of(board.turn, *area, days)
                                : feed_of(board.turn, *area, days);
}

}  // namespace

int tile_step(std::int64_t n, std::int64_t most) {
  if (n <= 0 || most <= 0) return 0;
  const double share = std::log1p(static_cast<double>(n)) / std::log1p(static_cast<double>(most));
  return std::clamp(static_cast<int>(std::ceil(share * 4)), 1, 4);
}

std::string tile_class(int step) {
  return "q" + std::to_string(step);
}

void add_place_page(http::App& app, Services& services, std::shared_ptr<const UnitParts> parts,
                    std::shared_ptr<const Calendars> calendars) {
  app.router.get("/places/{code}", http::everyone(),
                 [&services, parts, calendars](http::Request& request,
                                               std::string_view asked) -> http::Response {
                   const Turn turn(request, services);
                   const Board board{turn, *parts, *calendars};
                   const auto [code, form] = read_address_of_place(asked);
                   if (form != Form::page) return show_days(services.database, board, code, form);
                   const auto page = services.database.read(
                       [&, code = code](db::Tx& tx) -> std::optional<PlacePage> {
                         const auto area = units::area_of_address(tx, code, turn.words.today);
                         if (!area) return std::nullopt;
                         return place_page(tx, board, *area);
                       });
                   if (!page) return http::Response::not_found();
                   return pages::render(request, views::place_page, *page);
                 },
                 {.work = http::Work::slow, .may_be_kept = true});
}

}  // namespace gandan::site
