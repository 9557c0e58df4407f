// From the words that somebody typed for a place to a unit, or to the units that it may be.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/pages/fields.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

/// One unit with its name in full, or offers to choose from; neither where nothing is like it.
struct PlaceChoice {
  std::optional<UnitId> unit;
  std::string name;
  std::vector<pages::Offer> offers;
};
/// `chosen` is the value of an offer, and may be empty.
[[nodiscard]] PlaceChoice choose_place(db::Database& database, const Clock& clock,
                                       const i18n::Locale& locale, std::string_view typed,
                                       std::string_view chosen);
/// What to offer while somebody types.
[[nodiscard]] std::vector<pages::Offer> place_offers(db::Database& database, const Clock& clock,
                                                     const i18n::Locale& locale,
                                                     std::string_view typed);
/// Fills place, province and remote of the form from its place_text, where that is one unit.
void resolve_place(db::Database& database, const Clock& clock, SubmitForm& form);
/// The same from a chosen unit; nothing where it is none.
void resolve_unit(db::Database& database, const Clock& clock, SubmitForm& form,
                  std::string_view chosen);

}  // namespace gandan::petitions
