#include "kernel/acts/record.hpp"
#include "kernel/tasks/use_cases.hpp"

namespace gandan::tasks {
namespace {

const db::Sql insert_undertaking{R"(
  insert into undertakings (id, source_kind, source_id, body_id, what, shown, undertaken_at,
    first_due_on, due_on)
  values (:id, :kind, :source, :body, :what, :shown, :at, :due, :due))"};

}  // namespace

Result<UndertakingId, TaskError> undertake(db::Tx& tx, const Env& env, const Act& act,
                                           const NewUndertaking& wanted) {
  const Instant at = env.clock.now();
  if (wanted.due_on < civil_date(at)) return fail(TaskError::day_unfit);
  const auto id = env.ids.next<UndertakingId>();
  tx.run(insert_undertaking, {{"id", id},
                              {"kind", wanted.source.kind},
                              {"source", wanted.source.id},
                              {"body", wanted.body},
                              {"what", wanted.what},
                              {"shown", wanted.shown},
                              {"at", at},
                              {"due", wanted.due_on}});
  acts::record(tx, act, subject_of(id), at, Verb::undertake,
               {{"body", wanted.body.value}, {"due", wanted.due_on.days}});
  return id;
}

}  // namespace gandan::tasks
