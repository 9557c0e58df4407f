#include "kernel/acts/record.hpp"
#include "kernel/tasks/record.hpp"

namespace gandan::tasks {

Result<Undertaking, TaskError> extend(db::Tx& tx, const Env& env, const Act& act, UndertakingId id,
                                      Date due_on, const Ref& reason) {
  auto owed = find_owed(tx, id);
  if (!owed) return owed;
  const Instant at = env.clock.now();
  if (due_on == owed->due_on || due_on < civil_date(at)) return fail(TaskError::day_unfit);
  const Date before = owed->due_on;
  owed->due_on = due_on;
  save(tx, *owed);
  acts::record(tx, act, subject_of(id), at, Verb::extend,
               {{"due", due_on.days}, {"was", before.days}, {"reason", reason.id}});
  return owed;
}

}  // namespace gandan::tasks
