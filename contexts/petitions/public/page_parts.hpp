// What petitions look like on pages: rows and records as the components of kernel/pages.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/record/record.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/wording.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

/// The state, or the outcome once it is answered. Whether it is late says `due_of`.
[[nodiscard]] pages::Badge badge_of(const Wording& words, State state,
                                    std::optional<Outcome> outcome);
[[nodiscard]] pages::Badge badge_of(const Wording& words, Outcome outcome);
[[nodiscard]] std::optional<pages::Due> due_of(const Wording& words, State state,
                                               std::optional<Instant> due,
                                               std::optional<Instant> answered,
                                               Kind kind = Kind::proposal);
[[nodiscard]] pages::Card card_of(const Wording& words, const ListRow& row);
[[nodiscard]] std::vector<pages::Card> cards_of(const Wording& words,
                                                const std::vector<ListRow>& rows);

/// "15 working days", from a limit of kernel/rules.
[[nodiscard]] std::string limit_in_words(const i18n::Locale& locale, int value,
                                         rules::LimitUnit unit);

/// The article of a limit, as people are shown it; one whose text nobody has read is no law to
/// them, and is said to be a starting value.
[[nodiscard]] std::string basis_of(const i18n::Locale& locale, const rules::Limit& limit);

/// In an address, in place of a code: what has no such unit or field.
inline constexpr std::string_view none_code = "none";
/// The address of a list that shows what `filter` picks: how a figure opens.
[[nodiscard]] std::string href_of(const Filter& filter, const units::Directory& directory);

/// What stands over it: its title; one that was cut in dots is made anew from the text.
[[nodiscard]] std::string heading_of(const Petition& p);

/// What an answer promised and nobody has told of since: ahead, or late once its day has passed.
[[nodiscard]] pages::Step promised_step(const Wording& words, Date promised_on);

/// Text as paragraphs: parted at empty lines, or at every line where there are none.
[[nodiscard]] std::vector<std::string> paragraphs_of(std::string_view text);
/// The same under its title: nothing where the title says all of it.
[[nodiscard]] std::vector<std::string> paragraphs_under(std::string_view title,
                                                        std::string_view text);

}  // namespace gandan::petitions
