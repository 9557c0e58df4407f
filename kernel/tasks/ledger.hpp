// What bodies promised and what came of it, in one sentence: on the ledger, on the home page, and
// on the pages of bodies and places, the same everywhere.
#pragma once
#include <string>
#include <vector>

#include "kernel/tasks/lists.hpp"
#include "kernel/turn/wording.hpp"

namespace gandan::tasks {

/// "This year 12 promises came due: 9 kept, 2 done late, 1 not done." With a share only of five or
/// more; with what those say who were asked, where neither side of it is fewer than five.
[[nodiscard]] std::string in_words(const Wording& words, const Tally& tally);
/// Of these bodies (none: of all), this year. Empty where no day of a promise has passed in it.
[[nodiscard]] std::string ledger_in_words(db::Tx& tx, const Wording& words,
                                          const std::vector<UnitId>& bodies);

/// The bodies that serve a place or any place within it, under all that they are known as.
[[nodiscard]] std::vector<UnitId> bodies_within(db::Tx& tx, const units::Directory& directory,
                                                UnitId place);

}  // namespace gandan::tasks
