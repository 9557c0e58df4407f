// What petitions look like on pages: rows and records as the components of kernel/pages.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/record/record.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/limit_words.hpp"
#include "kernel/turn/paragraphs.hpp"
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

/// In an address, in place of a code: what has no such unit or field.
inline constexpr std::string_view none_code = "none";
/// The address of a list that shows what `filter` picks: how a figure opens.
[[nodiscard]] std::string href_of(const Filter& filter, const units::Directory& directory);

/// What an answer promised and nobody has told of since: ahead, or late once its day has passed.
[[nodiscard]] pages::Step promised_step(const Wording& words, Date promised_on);

/// Where it was said before it was a petition, each with its day.
[[nodiscard]] std::vector<pages::Fact> origin_facts(
    const Wording& words, const std::vector<records::Kinds::Origin>& origins);

}  // namespace gandan::petitions
