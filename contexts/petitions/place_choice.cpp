#include "contexts/petitions/place_choice.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/units/places.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

constexpr std::size_t most_offers = 6;

/// "Xã Chi Lăng, Tỉnh Lạng Sơn": the unit and what stands above it that day.
std::string full_name(db::Tx& tx, const units::Unit& unit) {
  std::string name = unit.name;
  for (UnitId above : units::ancestors(tx, unit.id))
    if (auto parent = units::find_unit(tx, above); parent && parent->level != units::Level::nation)
      name += ", " + parent->name;
  return name;
}

/// A district of old, of which today only the province is left: wider than what was meant.
bool is_wider(db::Tx& tx, const units::Place& place) {
  if (place.unit.level != units::Level::district || place.now.size() != 1) return false;
  auto unit = units::find_unit(tx, place.now.front().unit);
  return unit && unit->level == units::Level::province;
}

/// What fits best first; what is wider than a commune after the communes.
std::vector<units::Place> places_of(db::Tx& tx, std::string_view typed, Date today) {
  auto places = units::find_places(tx, typed, today, most_offers);
  std::stable_partition(places.begin(), places.end(),
                        [&](const units::Place& place) { return !is_wider(tx, place); });
  return places;
}

/// A unit of today, and why it is offered: the old name that was typed.
void offer(db::Tx& tx, const i18n::Locale& locale, const units::Place& place,
           std::vector<pages::Offer>& offers) {
  for (const units::Share& now : place.now) {
    auto unit = units::find_unit(tx, now.unit);
    if (!unit || offers.size() == most_offers) continue;
    std::string value = std::to_string(now.unit.value);
    bool is_there = false;
    for (const auto& other : offers) is_there = is_there || other.value == value;
    if (is_there) continue;
    std::string note;
    if (is_wider(tx, place))
      note = locale.tr(N_("the whole province, if you do not find the commune; {name} is no more"),
                       {{"name", place.unit.name}});
    else if (now.unit != place.unit.id)
      note = locale.tr(N_("{share}formerly {name}"),
                       {{"share", place.ask ? locale.tr(N_("a part of: ")) : std::string_view()},
                        {"name", place.path}});
    offers.push_back(
        {.value = std::move(value), .name = full_name(tx, *unit), .note = std::move(note)});
  }
}

std::optional<UnitId> parse_unit(std::string_view text) {
  std::int64_t id = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id == 0) return std::nullopt;
  return UnitId{id};
}

void fill(db::Tx& tx, SubmitForm& form, UnitId unit, Date today) {
  form.place = unit;
  form.province = units::province_of(tx, unit);
  form.remote = units::is_remote(tx, unit, today);
}

}  // namespace

PlaceChoice choose_place(db::Database& database, const Clock& clock, const i18n::Locale& locale,
                         std::string_view typed, std::string_view chosen) {
  return database.read([&](db::Tx& tx) {
    PlaceChoice choice;
    if (auto id = parse_unit(chosen)) {
      auto unit = units::find_unit(tx, *id);
      if (unit && unit->kind == units::UnitKind::area) {
        choice.unit = unit->id;
        choice.name = full_name(tx, *unit);
        return choice;
      }
    }
    auto places = places_of(tx, typed, clock.today());
    // Only one of them explains every word, and it is one unit today.
    auto whole = std::count_if(places.begin(), places.end(), [&](const units::Place& place) {
      return place.coverage > 0.99 && (&place == &places.front() || !is_wider(tx, place));
    });
    if (whole == 1 && places.front().coverage > 0.99 && places.front().now.size() == 1) {
      choice.unit = places.front().now.front().unit;
      if (auto unit = units::find_unit(tx, *choice.unit)) choice.name = full_name(tx, *unit);
      return choice;
    }
    for (const units::Place& place : places) offer(tx, locale, place, choice.offers);
    return choice;
  });
}

std::vector<pages::Offer> place_offers(db::Database& database, const Clock& clock,
                                       const i18n::Locale& locale, std::string_view typed) {
  return database.read([&](db::Tx& tx) {
    std::vector<pages::Offer> offers;
    if (typed.size() >= 2)
      for (const units::Place& place : places_of(tx, typed, clock.today()))
        offer(tx, locale, place, offers);
    return offers;
  });
}

void resolve_place(db::Database& database, const Clock& clock, SubmitForm& form) {
  if (form.place_text.find_first_not_of(" \t\r\n") == std::string::npos) return;
  database.read([&](db::Tx& tx) {
    if (auto unit = units::find_one_place(tx, form.place_text, clock.today())) {
      fill(tx, form, *unit, clock.today());
    } else {
      form.province = units::find_one_province(tx, form.place_text, clock.today());
    }
  });
}

void resolve_unit(db::Database& database, const Clock& clock, SubmitForm& form,
                  std::string_view chosen) {
  auto id = parse_unit(chosen);
  if (!id) return;
  database.read([&](db::Tx& tx) {
    auto unit = units::find_unit(tx, *id);
    if (unit && unit->kind == units::UnitKind::area) fill(tx, form, unit->id, clock.today());
  });
}

}  // namespace gandan::petitions
