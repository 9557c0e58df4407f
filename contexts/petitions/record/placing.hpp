// Where a petition comes from, found by its words: of an import, and again when more is known of
// units.
#pragma once
#include <string>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/units/placer.hpp"

namespace gandan::petitions {

using units::Placer, units::PlaceFound;

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
