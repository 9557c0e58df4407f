#include "kernel/turn/place_choice.hpp"

#include <algorithm>

#include "kernel/units/areas.hpp"
#include "kernel/units/names.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/collation.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan {
namespace {

constexpr std::size_t most_offers = 12;

/// "Xã Chi Lăng, Tỉnh Lạng Sơn": the unit and what stands above it that day.
std::string full_name(db::Tx& tx, const units::Unit& unit) {
  std::string name = unit.name;
  for (UnitId above : units::ancestors(tx, unit.id))
    if (auto parent = units::find_unit(tx, above); parent && parent->level != units::Level::nation)
      name += ", " + parent->name;
  return name;
}

/// The province that alone is left today of a commune or district of old: wider than what was
/// meant.
std::optional<units::Unit> wider_than(db::Tx& tx, const units::Place& place) {
  if (place.unit.level <= units::Level::province || place.now.size() != 1) return std::nullopt;
  auto unit = units::find_unit(tx, place.now.front().unit);
  return unit && unit->level == units::Level::province ? unit : std::nullopt;
}

/// A province is no answer to a commune: where nobody wrote down what it became, nothing is offered
/// for it.
bool is_lost(db::Tx& tx, const units::Place& place) {
  return place.unit.level == units::Level::commune && wider_than(tx, place);
}

/// What fits best first; what is wider than what was meant after all else.
std::vector<units::Place> places_of(db::Tx& tx, std::string_view typed, Date today) {
  auto places = units::find_places(tx, typed, today, most_offers);
  std::stable_partition(places.begin(), places.end(),
                        [&](const units::Place& place) { return !wider_than(tx, place); });
  return places;
}

/// A unit of today, and why it is offered: the old name that was typed.
void offer(db::Tx& tx, const i18n::Locale& locale, const units::Place& place,
           std::vector<pages::Offer>& offers) {
  if (is_lost(tx, place)) return;
  for (const units::Share& now : place.now) {
    auto unit = units::find_unit(tx, now.unit);
    if (!unit || offers.size() == most_offers) continue;
    std::string value = std::to_string(now.unit.value);
    bool is_there = false;
    for (const auto& other : offers) is_there = is_there || other.value == value;
    if (is_there) continue;
    std::string note;
    if (wider_than(tx, place))
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

/// Without "Xã": people look for a name by its first letter.
std::string_view bare_name(const units::Unit& unit) {
  return units::split_type(unit.name).bare;
}

/// The unit's name, with the words behind it where they name it otherwise: an old name tells which
/// part is meant. "Xã Hoàng Văn Thụ, Tỉnh Lạng Sơn (xã Tân Mỹ, huyện Văn Lãng)".
std::string name_with_words(db::Tx& tx, const units::Unit& unit, std::string_view typed) {
  constexpr std::size_t most = 120;  // code points of words that belong to a name
  std::string name = full_name(tx, unit);
  const std::string words = text::clean(typed);
  if (words.starts_with(name)) return words;
  const bool names_it = text::fold(words).find(text::fold(bare_name(unit))) != std::string::npos;
  if (text::is_blank(words) || names_it || text::length(words) > most) return name;
  return name + " (" + words + ")";
}

/// The words as they stood before name_with_words().
std::string_view without_words(std::string_view typed) {
  const std::size_t begin = typed.find(" (");
  return typed.ends_with(')') && begin != typed.npos ? typed.substr(0, begin) : typed;
}

/// Whether the words still mean the unit that was ticked: others may have been typed since.
bool fits(db::Tx& tx, const i18n::Locale& locale, std::string_view typed, const units::Unit& unit,
          Date today) {
  if (text::is_blank(typed) || typed.starts_with(full_name(tx, unit))) return true;
  if (units::find_exact_place(tx, typed, today) == unit.id) return true;
  std::vector<pages::Offer> offers;
  for (const units::Place& place : places_of(tx, typed, today)) offer(tx, locale, place, offers);
  const std::string value = std::to_string(unit.id.value);
  return std::any_of(offers.begin(), offers.end(),
                     [&](const pages::Offer& each) { return each.value == value; });
}

PlaceMeant meant(db::Tx& tx, UnitId unit, Date today) {
  return {.place = unit,
          .province = units::province_of(tx, unit),
          .is_remote = units::is_remote(tx, unit, today)};
}

}  // namespace

std::string PlaceChoice::value() const {
  return unit ? std::to_string(unit->value) : std::string(keeps_words ? kept_as_written : "");
}

PlaceChoice choose_place(db::Database& database, const Clock& clock, const i18n::Locale& locale,
                         std::string_view typed, std::string_view chosen) {
  return database.read([&](db::Tx& tx) {
    PlaceChoice choice;
    auto settle = [&](UnitId id) {
      auto unit = units::find_unit(tx, id);
      if (!unit || unit->kind != units::UnitKind::area) return false;
      if (!fits(tx, locale, typed, *unit, clock.today())) return false;
      choice.unit = unit->id;
      choice.name = name_with_words(tx, *unit, typed);
      return true;
    };
    if (auto id = parse_id<UnitId>(chosen); id && settle(*id)) return choice;
    if (chosen == kept_as_written && !text::is_blank(typed)) {
      choice.keeps_words = true;
      choice.name = text::clean(typed);
      return choice;
    }
    if (auto id = units::find_exact_place(tx, without_words(typed), clock.today());
        id && settle(*id))
      return choice;
    for (const units::Place& place : places_of(tx, typed, clock.today())) {
      offer(tx, locale, place, choice.offers);
      if (choice.province.empty() && is_lost(tx, place))
        choice.province = wider_than(tx, place)->code;
    }
    if (choice.offers.size() == 1) choice.offers.front().chosen = true;
    return choice;
  });
}

void ask_for_place(const i18n::Locale& locale, PlaceChoice choice, pages::Finder& finder) {
  const bool is_unknown = choice.offers.empty();
  finder.question = locale.tr(
      !is_unknown ? N_("Do you mean ...?")
      : choice.province.empty()
          ? N_("We know no place of this name.")
          : N_("This place is no more, and nobody wrote down which commune it became. Choose it "
               "from the list, or keep your words."));
  finder.offers = std::move(choice.offers);
  finder.offers.push_back(
      {.value = std::string(kept_as_written),
       .name = std::string(
           locale.tr(is_unknown ? N_("Keep my words") : N_("None of these: keep my words"))),
       .note = std::string(locale.tr(N_("An officer finds the place by them.")))});
  if (finder.browse) finder.browse->open = finder.browse->open || is_unknown;
}

pages::Browse browse_places(db::Database& database, const Clock& clock, const i18n::Locale& locale,
                            const units::Directory& directory, std::string_view province) {
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  pages::Browse browse{.label = tr(N_("Choose from the list of provinces and communes")),
                       .group = {.name = "province", .label = tr(N_("Province or city"))},
                       .verb = tr(N_("Show its communes and wards")),
                       .member = {.name = "commune", .label = tr(N_("Commune or ward"))}};
  browse.groups.push_back({"", tr(N_("choose one"))});
  const units::Unit* chosen = nullptr;
  for (const units::Unit& each : directory.provinces()) {
    if (each.code == province) chosen = &each;
    browse.groups.push_back({each.code, each.name, "", each.code == province});
  }
  if (chosen == nullptr) return browse;
  browse.open = true;
  auto communes = database.read([&](db::Tx& tx) {
    return units::list_areas(tx, units::Level::commune, clock.today(), chosen->id);
  });
  std::sort(communes.begin(), communes.end(), [](const units::Unit& a, const units::Unit& b) {
    return text::collation_key(bare_name(a)) < text::collation_key(bare_name(b));
  });
  browse.members.push_back({"", tr(N_("choose one"))});
  for (const units::Unit& each : communes)
    browse.members.push_back({std::to_string(each.id.value), each.name});
  return browse;
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

PlaceMeant place_meant(db::Database& database, const Clock& clock, const i18n::Locale& locale,
                       std::string_view words) {
  if (text::is_blank(words)) return {};
  const Date today = clock.today();
  return database.read([&](db::Tx& tx) {
    if (auto unit = units::find_clear_place(tx, words, today)) return meant(tx, *unit, today);
    PlaceMeant open;
    for (const units::Place& place : places_of(tx, words, today))
      offer(tx, locale, place, open.offers);
    return open;
  });
}

PlaceMeant place_chosen(db::Database& database, const Clock& clock, std::string_view words,
                        std::string_view chosen) {
  const auto id = parse_id<UnitId>(chosen);
  if (!id && chosen != kept_as_written) return {};
  return database.read([&](db::Tx& tx) -> PlaceMeant {
    if (!id) return {.place = {}, .province = units::find_one_province(tx, words, clock.today())};
    const auto unit = units::find_unit(tx, *id);
    const bool is_place = unit && unit->kind == units::UnitKind::area;
    return is_place ? meant(tx, unit->id, clock.today()) : PlaceMeant{};
  });
}

}  // namespace gandan
