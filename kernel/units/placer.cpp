#include "kernel/units/placer.hpp"

#include <algorithm>

#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"

namespace gandan::units {

Placer::Placer(db::Tx& tx) : changes_(days_of_change(tx)) {}

PlaceFound Placer::find(db::Tx& tx, const std::string& words, Date on) {
  if (text::is_blank(words)) return {};
  auto [at, is_new] = found_.try_emplace(era(on) + words);
  PlaceFound& found = at->second;
  if (!is_new) return found;
  found.place = find_one_place(tx, words, on);
  found.province = found.place ? province_of(tx, *found.place) : find_one_province(tx, words, on);
  return found;
}

bool Placer::is_remote(db::Tx& tx, UnitId place, Date on) {
  auto [at, is_new] = remote_.try_emplace(era(on) + std::to_string(place.value));
  if (is_new) at->second = units::is_remote(tx, place, on);
  return at->second;
}

std::string Placer::era(Date on) const {
  auto next = std::upper_bound(changes_.begin(), changes_.end(), on);
  return std::to_string(next - changes_.begin()) + ' ';
}

}  // namespace gandan::units
