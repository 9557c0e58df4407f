#include "kernel/indicators/keys.hpp"

#include <algorithm>
#include <array>

#include "kernel/units/names.hpp"

namespace gandan::indicators {

RowKey Keys::of(std::int64_t number) {
  switch (asked_.by->axis) {
    case Axis::own: {
      Key own = asked_.by->key_of(number);
      return named(std::move(own.key), std::string(asked_.locale.tr(own.label)));
    }
    case Axis::field:
      return of_field(number);
    case Axis::unit:
    case Axis::province:
    case Axis::area:
      return of_unit(number);
    case Axis::level:
      return of_level(number);
    case Axis::month:
      return of_month(number);
  }
  return without();
}

RowKey Keys::named(std::string key, std::string label) const {
  return {.key = std::move(key), .label = std::move(label), .scope = asked_.scope};
}

RowKey Keys::without() const {
  return named(std::string(none_key), std::string(asked_.locale.tr(asked_.by->none)));
}

RowKey Keys::of_field(std::int64_t number) const {
  for (const units::Field& field : asked_.directory->fields())
    if (field.id.value == number)
      return named(field.code,
                   std::string(asked_.directory->field_name(field.id, asked_.locale.tag())));
  return without();
}

UnitId Keys::present(UnitId unit) {
  auto [at, fresh] = present_.try_emplace(unit, unit);
  if (fresh) {
    auto shares = units::as_of(tx_, unit, asked_.scope.as_of);
    if (!shares.empty()) at->second = shares.front().unit;
  }
  return at->second;
}

RowKey Keys::of_unit(std::int64_t number) {
  auto unit = number == 0 ? std::nullopt : units::find_unit(tx_, present(UnitId{number}));
  if (!unit) return without();
  const bool is_province = asked_.by->axis == Axis::province;
  RowKey row = named(unit->code.empty() ? unit->name : unit->code,
                     is_province ? units::short_name(unit->name) : unit->name);
  if (asked_.by->page_of != nullptr) row.href = asked_.by->page_of(*asked_.directory, *unit);
  if (asked_.by->axis == Axis::area && unit->level == units::Level::commune) row.area = unit->id;
  return row;
}

RowKey Keys::of_level(std::int64_t number) {
  auto unit = number == 0 ? std::nullopt : units::find_unit(tx_, UnitId{number});
  if (!unit) return without();
  constexpr std::array codes{"nation", "province", "district", "commune", "village"};
  constexpr std::array labels{N_("Nation"), N_("Province"), N_("District"), N_("Commune"),
                              N_("Village")};
  const auto at = static_cast<std::size_t>(unit->level) - 1;
  return named(codes.at(at), std::string(asked_.locale.tr(labels.at(at))));
}

RowKey Keys::of_month(std::int64_t day) const {
  const Date date{static_cast<std::int32_t>(day)};
  const Date first = Date::of(date.year(), date.month(), 1);
  const Date next = date.month() == 12 ? Date::of(date.year() + 1, 1, 1)
                                       : Date::of(date.year(), date.month() + 1, 1);
  RowKey month = named(first.iso().substr(0, 7), asked_.locale.month(first));
  month.scope.from = std::max(first, month.scope.from);
  month.scope.to = std::min(next - 1, month.scope.to);
  return month;
}

}  // namespace gandan::indicators
