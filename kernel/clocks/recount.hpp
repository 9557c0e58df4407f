// The limits of what is stored, counted anew when more is known of days off, limits or remote
// areas: a walk over what is due later, in batches, and a job for what a page does not wait for.
#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "kernel/acts/env.hpp"
#include "kernel/module/module.hpp"

namespace gandan::clocks {

/// A context's rows whose limits are counted anew.
struct Recount {
  std::string_view job;  ///< "petitions.count_limits"; stored
  /// SELECT of one id: where it finds none there is nothing to count, and no key file is opened.
  const db::Sql& any;
  /// SELECT of id and due_at that ends with sql::walked, one for each index that is walked.
  std::vector<const db::Sql*> walks;
  /// Counts one anew, stores it and tells the journal; whether it moved.
  std::function<bool(db::Tx&, const acts::Env&, std::int64_t id)> count;
};

struct Counted {
  std::int64_t moved = 0;
  bool is_done = true;  ///< nothing is left to look at
};
/// Looks at all that the walks find due on `change.since` or later: as many as `change.at_once`,
/// some hundreds in a transaction. Running it again moves nothing.
Counted count_again(db::Database& database, const acts::Env& env, const Recount& recount,
                    const LimitsChange& change);

/// A module's answer to LimitsChange: counts, and leaves the rest to the job. The job comes once
/// more, after every server knows of the change, for what was written meanwhile by the old rules.
std::int64_t limits_changed(Services& services, const Recount& recount, const LimitsChange& change);
/// `recount` outlives the registry.
void add_job(jobs::Registry& jobs, Services& services, const Recount& recount);

}  // namespace gandan::clocks
