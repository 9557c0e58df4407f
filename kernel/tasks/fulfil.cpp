#include "kernel/acts/record.hpp"
#include "kernel/tasks/record.hpp"

namespace gandan::tasks {

Result<Undertaking, TaskError> fulfil(db::Tx& tx, const Env& env, const Act& act, UndertakingId id,
                                      const Ref& evidence) {
  auto owed = find_owed(tx, id);
  if (!owed) return owed;
  end(tx, env, *owed, Ending::done, evidence);
  acts::record(tx, act, subject_of(id), *owed->ended_at, Verb::fulfil, {{"evidence", evidence.id}});
  return owed;
}

}  // namespace gandan::tasks
