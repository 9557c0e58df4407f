// What bodies promised and what came of it, in one sentence: on the ledger, on the home page, and
// on the pages of bodies and places, the same everywhere.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "kernel/tasks/lists.hpp"
#include "kernel/turn/wording.hpp"

namespace gandan::tasks {

/// "This year 12 promises came due: 9 kept, 2 done late, 1 not done." With a share only of five or
/// more; with what those say who were asked, where neither side of it is fewer than five.
[[nodiscard]] std::string in_words(const Wording& words, const Tally& tally);
/// Keeps for a second what was counted, so that pages that many read count once for all of them.
class Ledger {
 public:
  /// Of these bodies (none: of all), this year. Empty where no day of a promise has passed in it.
  [[nodiscard]] std::string in_words(db::Tx& tx, const Wording& words, Instant now,
                                     const std::vector<UnitId>& bodies);

 private:
  struct Counted {
    Instant at;
    Tally tally;
  };
  [[nodiscard]] Tally count(db::Tx& tx, Date today, Instant now, const std::vector<UnitId>& bodies);

  std::mutex mutex_;
  std::map<std::vector<UnitId>, Counted> counted_;
};

/// The bodies that serve a place or any place within it, under all that they are known as.
[[nodiscard]] std::vector<UnitId> bodies_within(db::Tx& tx, const units::Directory& directory,
                                                UnitId place);

}  // namespace gandan::tasks
