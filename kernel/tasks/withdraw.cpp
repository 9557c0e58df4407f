#include "kernel/acts/record.hpp"
#include "kernel/tasks/record.hpp"

namespace gandan::tasks {

Result<Undertaking, TaskError> withdraw(db::Tx& tx, const Env& env, const Act& act,
                                        UndertakingId id, const Ref& reason) {
  auto owed = find_owed(tx, id);
  if (!owed) return owed;
  end(tx, env, *owed, Ending::withdrawn, reason);
  acts::record(tx, act, subject_of(id), *owed->ended_at, Verb::withdraw, {{"reason", reason.id}});
  return owed;
}

}  // namespace gandan::tasks
