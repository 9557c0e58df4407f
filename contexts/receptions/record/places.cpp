#include "contexts/receptions/record/places.hpp"

#include <algorithm>
#include <array>

#include "kernel/people/authority.hpp"
#include "kernel/units/units.hpp"

namespace gandan::receptions {
namespace {

const db::Sql place_by_id{"select ", place_columns, " from reception_places p where p.id = :id"};
const db::Sql place_by_code{"select ", place_columns,
                            " from reception_places p where p.code = :code"};
constexpr std::string_view is_open_on =
    "p.opened_on <= :day and (p.closed_on is null or p.closed_on > :day)";
const db::Sql places_open{"select ", place_columns, " from reception_places p where ", is_open_on,
                          " order by p.body_id, p.id"};
const db::Sql places_of_body{"select ", place_columns,
                             " from reception_places p where p.body_id = :body and ", is_open_on,
                             " order by p.id"};
const db::Sql put_place{R"(
  insert into reception_places (id, code, body_id, kind, name, address, directions, phone,
    languages, access, online, counters, slot_minutes, soonest_hours, horizon_days, most_a_day,
    opened_on, closed_on)
  values (:id, :code, :body, :kind, :name, :address, :directions, :phone, :languages, :access,
    :online, :counters, :slot_minutes, :soonest_hours, :horizon_days, :most_a_day, :opened_on,
    :closed_on)
  on conflict (id) do update set kind = excluded.kind, name = excluded.name,
    address = excluded.address, directions = excluded.directions, phone = excluded.phone,
    languages = excluded.languages, access = excluded.access, online = excluded.online,
    counters = excluded.counters, slot_minutes = excluded.slot_minutes,
    soonest_hours = excluded.soonest_hours, horizon_days = excluded.horizon_days,
    most_a_day = excluded.most_a_day, closed_on = excluded.closed_on)"};

std::string upper(std::string_view code) {
  std::string capitals(code);
  std::ranges::transform(capitals, capitals.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return capitals;
}

/// "UBND-20", then "UBND-20-2": the first that no place has.
std::string free_code(db::Tx& tx, const ReceptionPlace& place) {
  const auto body = units::find_unit(tx, place.body);
  const std::string stem =
      upper(body && !body->code.empty() ? body->code : std::to_string(place.body.value));
  std::string code = stem;
  for (int nth = 2; find_place(tx, code); ++nth) code = stem + "-" + std::to_string(nth);
  return code;
}

}  // namespace

std::optional<ReceptionPlace> find_place(db::Tx& tx, PlaceId id) {
  return tx.one<ReceptionPlace>(place_by_id, {{"id", id}});
}

std::optional<ReceptionPlace> find_place(db::Tx& tx, std::string_view code) {
  return tx.one<ReceptionPlace>(place_by_code, {{"code", upper(code)}});
}

std::vector<ReceptionPlace> open_places(db::Tx& tx, Date day) {
  return tx.all<ReceptionPlace>(places_open, {{"day", day}});
}

std::vector<ReceptionPlace> places_of(db::Tx& tx, UnitId body, Date day) {
  return tx.all<ReceptionPlace>(places_of_body, {{"body", body}, {"day", day}});
}

std::vector<ReceptionPlace> places_within(db::Tx& tx, const people::Principal& officer,
                                          people::Permission permission, Date day) {
  const people::Within within = people::within_reach(tx, officer, permission);
  std::vector<ReceptionPlace> places = open_places(tx, day);
  std::erase_if(places, [&](const ReceptionPlace& place) {
    return !within.everywhere &&
           std::ranges::find(within.bodies, place.body) == within.bodies.end();
  });
  return places;
}

bool may_at_place(db::Tx& tx, const Act& act, people::Permission permission,
                  const ReceptionPlace& place) {
  return acts::holds(tx, act, permission, std::array{std::optional(place.body)});
}

ReceptionPlace insert_place(db::Tx& tx, const Env& env, ReceptionPlace place) {
  place.id = env.ids.next<PlaceId>();
  if (place.code.empty()) place.code = free_code(tx, place);
  save_place(tx, place);
  return place;
}

void save_place(db::Tx& tx, const ReceptionPlace& place) {
  tx.run(put_place, {{"id", place.id},
                     {"code", place.code},
                     {"body", place.body},
                     {"kind", place.kind},
                     {"name", place.name},
                     {"address", place.address},
                     {"directions", place.directions},
                     {"phone", place.phone},
                     {"languages", place.languages},
                     {"access", place.access},
                     {"online", place.online},
                     {"counters", place.counters},
                     {"slot_minutes", place.slot_minutes},
                     {"soonest_hours", place.soonest_hours},
                     {"horizon_days", place.horizon_days},
                     {"most_a_day", place.most_a_day},
                     {"opened_on", place.opened_on},
                     {"closed_on", place.closed_on}});
}

std::vector<UnitId> bodies_of_unit(db::Tx& tx, UnitId unit, Date day) {
  const auto asked = units::find_unit(tx, unit);
  if (asked && asked->kind == units::UnitKind::body) return units::become(tx, unit, day, true);
  std::vector<UnitId> bodies;
  for (const UnitId area : units::become(tx, unit, day, false))
    for (const units::Part& part : units::parts_of(tx, area))
      if (part.kind == units::UnitKind::body) bodies.push_back(part.id);
  return bodies;
}

}  // namespace gandan::receptions
