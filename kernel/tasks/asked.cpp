#include "kernel/tasks/asked.hpp"

#include <algorithm>

#include "kernel/tasks/ledger.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"
#include "kernel/units/bodies.hpp"
#include "lib/text/dates.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::tasks {
namespace {

constexpr std::size_t bodies_offered = 12;

/// Finds the body that was typed, or those that may be meant.
void read_body(db::Tx& tx, Turn& turn, Asked& asked) {
  if (asked.typed_body.empty()) return;
  asked.body = units::body_of_address(*turn.directory, asked.typed_body);
  if (!asked.body) {
    asked.offers =
        units::find_bodies(tx, asked.typed_body, turn.words.today, turn.directory->bodies().size());
    const std::string key = text::fold(asked.typed_body);
    const auto named = std::ranges::find(
        asked.offers, key, [](const units::Unit& body) { return text::fold(body.name); });
    if (named != asked.offers.end())
      asked.body = turn.directory->find(named->id);
    else if (asked.offers.size() == 1)
      asked.body = turn.directory->find(asked.offers.front().id);
    else if (asked.offers.empty())
      turn.refuse("body", N_("No body has this name. Try a part of it, with or without marks."));
    if (asked.offers.size() > bodies_offered) asked.offers.resize(bodies_offered);
  }
  if (!asked.body) return;
  asked.offers.clear();
  asked.filter.bodies = turn.directory->known_as(asked.body->id);
}

/// Finds the place that was typed, or those that may be meant; what is listed is narrowed to the
/// bodies that serve within it.
void read_place(db::Tx& tx, Turn& turn, Asked& asked) {
  if (asked.typed_place.empty()) return;
  const Date today = turn.words.today;
  asked.place = units::area_of_address(tx, asked.typed_place, today);
  if (!asked.place)
    if (const auto meant = units::find_exact_place(tx, asked.typed_place, today))
      asked.place = units::find_unit(tx, *meant);
  if (!asked.place) {
    asked.places = units::find_places(tx, asked.typed_place, today, bodies_offered);
    if (asked.places.empty())
      turn.refuse("place", N_("No place has this name. Try the commune or the province alone."));
    return;
  }
  auto within = bodies_within(tx, *turn.directory, asked.place->id);
  if (!asked.filter.bodies.empty())
    std::erase_if(within, [&](UnitId body) {
      return std::ranges::find(asked.filter.bodies, body) == asked.filter.bodies.end();
    });
  asked.filter.of_nobody = within.empty();
  asked.filter.bodies = std::move(within);
}

}  // namespace

Asked read_address(db::Tx& tx, Turn& turn) {
  const auto& query = turn.request.query;
  Asked asked{.filter = {.show = parse_show(query.get("show"))},
              .typed_body = text::clean(query.get("body")),
              .typed_place = text::clean(query.get("place")),
              .typed_day = text::clean(query.get("by"))};
  read_body(tx, turn, asked);
  read_place(tx, turn, asked);
  if (!asked.typed_day.empty()) {
    asked.filter.due_by = text::parse_date(asked.typed_day);
    if (!asked.filter.due_by) turn.refuse("by", N_("Write the day as in 31/12/2026."));
  }
  return asked;
}

std::string code_of(const units::Unit& place, Date today) {
  return place_href(place, today).substr(std::string_view("/places/").size());
}

Href address_of(const Turn& turn, const Asked& asked, Show show, const units::Unit* body,
                const units::Unit* place, std::string_view kind) {
  Href href("/undertakings" + std::string(kind));
  if (show != Show::ahead) href.with("show", name(show));
  if (body) href.with("body", units::address_code(*turn.directory, body->id));
  if (place) href.with("place", code_of(*place, turn.words.today));
  if (asked.filter.due_by) href.with("by", asked.filter.due_by->iso());
  return href;
}

}  // namespace gandan::tasks
