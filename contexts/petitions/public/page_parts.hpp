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
/// With how many ask each, and where the list was looked for `query` the passage in which it
/// stands; what was looked for is marked, in the title too.
[[nodiscard]] std::vector<pages::Card> cards_of(const Wording& words,
                                                const std::vector<ListRow>& rows,
                                                const std::vector<RowDetail>& details,
                                                std::string_view query);

/// "15 working days", from a limit of kernel/rules.
[[nodiscard]] std::string limit_in_words(const i18n::Locale& locale, int value,
                                         rules::LimitUnit unit);

/// The article of a limit, as people are shown it; of a body's own it is said whose, and from when.
[[nodiscard]] std::string basis_of(const Wording& words, const rules::Limit& limit);
/// Whether nobody has read its text: it is no law to people. A page marks it as a starting value,
/// and explains the mark once.
[[nodiscard]] bool is_starting_value(const rules::Limit& limit);
/// "10 days (starting value)": the mark within words.
[[nodiscard]] std::string as_starting_value(const i18n::Locale& locale, std::string_view words);
/// The article where no note can explain a mark, as in a letter.
[[nodiscard]] std::string basis_in_full(const Wording& words, const rules::Limit& limit);

/// In an address, in place of a code: what has no such unit or field.
inline constexpr std::string_view none_code = "none";
/// The address of a list that shows what `filter` picks: how a figure opens.
[[nodiscard]] std::string href_of(const Filter& filter, const units::Directory& directory);

/// What an answer promised and nobody has told of since: ahead, or late once its day has passed.
[[nodiscard]] pages::Step promised_step(const Wording& words, Date promised_on);

/// Text as paragraphs: parted at empty lines, or at every line where there are none.
[[nodiscard]] std::vector<std::string> paragraphs_of(std::string_view text);
/// The same under its title: nothing where the title says all of it.
[[nodiscard]] std::vector<std::string> paragraphs_under(std::string_view title,
                                                        std::string_view text);

/// Where it was said before it was a petition, each with its day.
[[nodiscard]] std::vector<pages::Fact> origin_facts(
    const Wording& words, const std::vector<records::Kinds::Origin>& origins);

}  // namespace gandan::petitions
