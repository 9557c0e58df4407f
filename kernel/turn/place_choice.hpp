// From the words that somebody typed for a place to a unit, or to the units that it may be.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/units/units.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan {

/// The value of the offer to keep the words: an officer will place them.
inline constexpr std::string_view kept_as_written = "words";

/// One unit with its name in full, or the words as they are; else offers to choose from, none where
/// nothing is like it.
struct PlaceChoice {
  std::optional<UnitId> unit;
  bool keeps_words = false;
  std::string name;  ///< of the unit, or the words
  std::vector<pages::Offer> offers;
  /// The code of the province to look in, where what was named is no more and nobody wrote down
  /// which commune it became.
  std::string province = {};

  [[nodiscard]] bool is_settled() const { return unit || keeps_words; }
  /// What a form sends back for it.
  [[nodiscard]] std::string value() const;
};
/// `chosen` is the value of an offer, and may be empty; it counts while it fits the words. Settled
/// without a question where the words name one unit of today beyond doubt
/// (units::find_exact_place).
[[nodiscard]] PlaceChoice choose_place(db::Database& database, const Clock& clock,
                                       const i18n::Locale& locale, std::string_view typed,
                                       std::string_view chosen);
/// Puts an open choice into its field: "Do you mean …?" with the offers, and that to keep the
/// words.
void ask_for_place(const i18n::Locale& locale, PlaceChoice choice, pages::Finder& finder);
/// What to offer while somebody types.
[[nodiscard]] std::vector<pages::Offer> place_offers(db::Database& database, const Clock& clock,
                                                     const i18n::Locale& locale,
                                                     std::string_view typed);
/// The way to a commune without typing: a province, by its code, then the communes in it.
[[nodiscard]] pages::Browse browse_places(db::Database& database, const Clock& clock,
                                          const i18n::Locale& locale,
                                          const units::Directory& directory,
                                          std::string_view province);

/// What is known of a place: a unit, or the province alone.
struct PlaceMeant {
  std::optional<UnitId> place, province;
  bool is_remote = false;                 ///< limits may be longer there
  std::vector<pages::Offer> offers = {};  ///< where the words may mean several
};
/// By words alone, where they name one unit beyond doubt; otherwise what may be meant, for a
/// program to ask its user, and no offer where nothing is like it: then the words are kept.
[[nodiscard]] PlaceMeant place_meant(db::Database& database, const Clock& clock,
                                     const i18n::Locale& locale, std::string_view words);
/// By a settled choice (`PlaceChoice::value`); where the words are kept, the province alone, if
/// they tell it.
[[nodiscard]] PlaceMeant place_chosen(db::Database& database, const Clock& clock,
                                      std::string_view words, std::string_view chosen);

}  // namespace gandan
