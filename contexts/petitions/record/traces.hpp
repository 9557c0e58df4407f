// What is left on the disk of words that lay in clear before they were sealed: old versions of
// rows, the index's segments, the database's log. It is erased soon afterwards.
#pragma once
#include "contexts/petitions/use_cases.hpp"
#include "kernel/module/services.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::petitions {

/// Something that lay in clear was sealed in this transaction: its traces are to be erased.
void leave_trace(db::Tx& tx, const Env& env);
[[nodiscard]] bool has_traces(db::Tx& tx);
/// Erases them, where there are any. Of a large database by night only (from one to four), since
/// all that is stored is copied meanwhile.
void erase_traces(db::Database& database, const Clock& clock);
/// Leaves the job that erases them, where there are any and none waits.
void queue_erasing(db::Database& database, const Clock& clock);
void add_trace_job(jobs::Registry& jobs, Services& services);

}  // namespace gandan::petitions
