// The place of a form that is sent: as it was chosen, or as its words name it.
#pragma once
#include <string_view>
#include <vector>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/turn/place_choice.hpp"

namespace gandan::petitions {

/// Fills place, province and remote of the form from its place_text, where that is one unit beyond
/// doubt. Otherwise what may be meant; nothing where nothing is like it: then the words are kept.
[[nodiscard]] std::vector<pages::Offer> resolve_place(db::Database& database, const Clock& clock,
                                                      const i18n::Locale& locale, SubmitForm& form);
/// The same from a chosen unit; where the words are kept, the province alone, if they tell it.
void resolve_unit(db::Database& database, const Clock& clock, SubmitForm& form,
                  std::string_view chosen);

}  // namespace gandan::petitions
