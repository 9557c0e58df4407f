// Which unit a form means: a place or a body, found by what was typed, or chosen of what is
// offered. Only for this module's .cpp files.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/people/principal.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::people {

/// The one that exists on the day and was chosen (its id), or else is named beyond doubt: by its
/// code, or by a full name that no other has. Nothing where somebody should be asked.
[[nodiscard]] std::optional<UnitId> choose_unit(db::Tx& tx, Date today, std::string_view typed,
                                                std::string_view chosen);

/// What the words may mean, of the units where `giver` may give roles; best first.
[[nodiscard]] std::vector<pages::Offer> offer_units(db::Tx& tx, Date today,
                                                    const i18n::Locale& locale,
                                                    const Principal& giver, std::string_view typed);

}  // namespace gandan::people
