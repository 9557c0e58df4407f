// Where a petition comes from, found by its words: of an import, and again when more is known of
// units.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {

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

/// The words that tell where an imported petition comes from: its place, else who asks.
[[nodiscard]] inline const std::string& words_of_place(const std::string& place,
                                                       const std::string& asked_by) {
  return place.empty() ? asked_by : place;
}

/// Stores where it comes from, with the due date that follows, and enters it in the journal.
void set_place(db::Tx& tx, const Env& env, const Act& act, Petition& petition,
               const PlaceFound& found);

/// Whether an officer said where it comes from: nothing else moves it then. (place_again.cpp)
[[nodiscard]] bool was_placed_by_an_officer(db::Tx& tx, PetitionId id);

/// Finds anew where stored petitions come from, by all that is known of units now: what was placed
/// by its words alone stands as if it were imported today, and words that a person left to an
/// officer are placed where they name one unit beyond doubt, of who joined too. What a person
/// placed stays. Returns how many changed. (place_again.cpp)
std::int64_t place_again(db::Database& database, const Env& env);

}  // namespace gandan::petitions
