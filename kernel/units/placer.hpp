// Places found by the words of many records, each once: of an import, and again when more is known
// of units.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

struct PlaceFound {
  std::optional<UnitId> place;
  std::optional<UnitId> province;  ///< of the place, or the one that all of its meanings lie in
  bool operator==(const PlaceFound&) const = default;
};

/// Finds places as of a day, the same words once between two changes of units: they name other
/// units before and after one.
class Placer {
 public:
  explicit Placer(db::Tx& tx);
  [[nodiscard]] PlaceFound find(db::Tx& tx, const std::string& words, Date on);
  [[nodiscard]] bool is_remote(db::Tx& tx, UnitId place, Date on);

 private:
  [[nodiscard]] std::string era(Date on) const;

  std::vector<Date> changes_;
  std::unordered_map<std::string, PlaceFound> found_;
  std::unordered_map<std::string, bool> remote_;
};

}  // namespace gandan::units
