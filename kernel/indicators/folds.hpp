// Totals are folded from the journal in the background, so that no page counts rows and no write
// waits for a counter. One runner reads each batch of entries once, for the folds of all modules.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::indicators {

/// So many entries, and so many records that time alone changed, are taken up at once.
inline constexpr int most_folded = 4000;

struct Fold {
  std::string_view name;  ///< how far it is stands under it: "petitions"
  std::string_view kind;  ///< the records that it counts, as the journal names them: "petition"
  /// Counts these anew, ascending, each once; what each counted before is the fold's to remember,
  /// so that the same records again change nothing.
  std::function<void(db::Tx&, Instant now, std::span<const std::int64_t> records)> count;
  /// The records that time alone has changed from `since` to `now`, at most `most_folded`: what has
  /// grown late. Where `since` lies behind `now`, a clock was ahead and has been set right.
  std::function<std::vector<std::int64_t>(db::Tx&, Instant since, Instant now)> aged = {};
  /// After each run, whether there was anything or not: another server may have folded.
  std::function<void()> folded = {};
};

/// Takes up a batch; returns how many records were counted, 0 where nothing is left. A fold that
/// is behind the others is handed what they have, and they nothing twice.
int fold(db::Tx& tx, const Clock& clock, std::span<const Fold> folds);
/// Folds until nothing is left, a transaction a batch.
void fold_all(db::Database& database, const Clock& clock, std::span<const Fold> folds);
/// The first sealed entry that some fold has not taken up; nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> first_unfolded(db::Tx& tx, std::span<const Fold> folds);

/// As the periodic job knows it that folds every two seconds.
inline constexpr std::string_view fold_job = "indicators.fold";
void add_fold_job(jobs::Registry& jobs, const Clock& clock, std::vector<Fold> folds);

}  // namespace gandan::indicators
