#include "kernel/imports/resolver.hpp"

namespace gandan::imports {
namespace {

template <class Map, class Find>
auto cached(Map& map, const std::string& words, Find find) -> typename Map::mapped_type {
  if (words.find_first_not_of(' ') == std::string::npos) return std::nullopt;
  auto at = map.find(words);
  if (at == map.end()) at = map.emplace(words, find()).first;
  return at->second;
}

}  // namespace

std::optional<UnitId> Resolver::body(db::Tx& tx, const std::string& name) {
  return cached(bodies_, name, [&] { return units::ensure_body(tx, ids_, clock_, name); });
}

std::optional<FieldId> Resolver::field(db::Tx& tx, const std::string& name) {
  return cached(fields_, name, [&] { return units::ensure_field(tx, ids_, name); });
}

std::optional<UnitId> Resolver::known_body(db::Tx& tx, const std::string& name) const {
  auto unit = units::find_unit(tx, name, clock_.today());
  return unit ? std::optional(unit->id) : std::nullopt;
}

}  // namespace gandan::imports
