// The limits of what is stored, counted anew when more is known of days off, limits or remote
// areas.
#pragma once
#include "contexts/petitions/use_cases.hpp"
#include "kernel/module/module.hpp"

namespace gandan::petitions {

struct LimitsCounted {
  std::int64_t moved = 0;
  bool is_done = true;  ///< nothing is left to look at
};
/// Looks at every open case that is due on `change.since` or later, and at what was imported
/// answered, of whose limit nobody was told: as many as `change.at_once`, some hundreds in a
/// transaction. Each that moves is in the journal as "petition.limit". Running it again moves
/// nothing.
LimitsCounted count_limits_again(db::Database& database, const Env& env,
                                 const LimitsChange& change);

/// The module's answer to LimitsChange: counts, and leaves the rest to a job. The job comes once
/// more, after every server knows of the change, for what was written meanwhile by the old rules.
std::int64_t limits_changed(Services& services, const LimitsChange& change);
void add_limits_job(jobs::Registry& jobs, Services& services);

}  // namespace gandan::petitions
