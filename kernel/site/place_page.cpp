#include "kernel/site/place_page.hpp"

#include <algorithm>

#include "kernel/pages/site.hpp"
#include "kernel/site/views/places.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"

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
void put_bodies(db::Tx& tx, const Wording& words, const UnitParts& parts, const units::Unit& area,
                PlacePage& page, std::vector<UnitId>& known) {
  page.bodies = {.title = words.tr(N_("Who answers here")), .bodies = {}, .counts = parts.count()};
  page.bodies_before.title = words.tr(N_("Bodies that it had"));
  for (const units::Unit& body : units::bodies_serving(tx, area.id)) {
    if (body.valid_to && *body.valid_to < words.today) {
      page.bodies_before.units.push_back({body.name, body_href(words.directory, body.id)});
      continue;
    }
    page.bodies.bodies.push_back(parts.line_of(words, body));
    for (const UnitId each : words.directory.known_as(body.id)) known.push_back(each);
  }
  put_unasked_last(words, page);
}

pages::EmptyState nobody_of(const Wording& words, const pages::Link& within) {
  if (within.href.empty())
    return {.title = words.tr(N_("No body of this place is known yet")),
            .text = words.tr(N_("You can ask all the same: the receiving officer finds the body "
                                "that must answer."))};
  return {
      .title = words.tr(N_("No body of this place is known yet")),
      .text = words.locale.tr(N_("You can ask the bodies of {place}."), {{"place", within.label}}),
      .actions = {{.label = within.label, .href = within.href}}};
}

void put_today(db::Tx& tx, const Turn& turn, const UnitParts& parts, const units::Unit& area,
               PlacePage& page) {
  const Wording& words = turn.words;
  std::vector<UnitId> known;
  put_bodies(tx, words, parts, area, page, known);
  page.nobody = nobody_of(words, page.within);
  page.parts = parts.of_place(
      tx, {turn.request, words.locale, words.directory, words.today, area, std::move(known)});
  if (area.level == units::Level::province)
    page.communes =
        places_under(words.tr(N_("Its communes and wards")), words,
                     units::list_areas(tx, units::Level::commune, words.today, area.id));
  page.before = places_before(tx, words, area);
}

PlacePage place_page(db::Tx& tx, const Turn& turn, const UnitParts& parts,
                     const units::Unit& area) {
  const Wording& words = turn.words;
  PlacePage page{.frame = pages::frame_for(turn.request, area.name), .name = area.name};
  page.frame.section = "place";
  page.frame.trail = {{words.tr(N_("Home")), "/"}};
  if (const auto province = province_above(tx, area)) {
    page.within = {province->name, place_href(*province, words.today)};
    page.frame.trail.push_back(page.within);
  }
  if (!area.valid_to || *area.valid_to >= words.today) {
    put_today(tx, turn, parts, area, page);
    return page;
  }
  page.life = words.locale.tr(
      N_("from {from} to {to}"),
      {{"from", words.locale.date(area.valid_from)}, {"to", words.locale.date(*area.valid_to)}});
  page.now =
      places_under(words.tr(N_("What it is now")), words, what_became(tx, area, words.today));
  return page;
}

}  // namespace

void add_place_page(http::App& app, Services& services, std::shared_ptr<const UnitParts> parts) {
  app.router.get(
      "/places/{code}", http::everyone(),
      [&services, parts](http::Request& request, std::string_view code) -> http::Response {
        const Turn turn(request, services);
        const auto page = services.database.read([&](db::Tx& tx) -> std::optional<PlacePage> {
          const auto area = units::area_of_address(tx, code, turn.words.today);
          if (!area) return std::nullopt;
          return place_page(tx, turn, *parts, *area);
        });
        if (!page) return http::Response::not_found();
        return pages::render(request, views::place_page, *page);
      },
      {.work = http::Work::slow});
}

}  // namespace gandan::site
