#include "kernel/tasks/record.hpp"

namespace gandan::tasks {
namespace {

const db::Sql select_undertaking{"select ", undertaking_columns,
                                 " from undertakings u where u.id = :id"};
const db::Sql select_of_source{
    "select ", undertaking_columns,
    " from undertakings u where u.source_kind = :kind and u.source_id = :source order by u.id"};
const db::Sql update_undertaking{R"(
  update undertakings set due_on = :due, ending = :ending, ended_at = :ended_at,
    evidence_kind = :evidence_kind, evidence_id = :evidence_id
  where id = :id)"};

}  // namespace

std::optional<Undertaking> find(db::Tx& tx, UndertakingId id) {
  return tx.one<Undertaking>(select_undertaking, {{"id", id}});
}

std::vector<Undertaking> of_source(db::Tx& tx, const Ref& source) {
  return tx.all<Undertaking>(select_of_source, {{"kind", source.kind}, {"source", source.id}});
}

Result<Undertaking, TaskError> find_owed(db::Tx& tx, UndertakingId id) {
  auto undertaking = find(tx, id);
  if (!undertaking) return fail(TaskError::not_found);
  if (undertaking->ending) return fail(TaskError::ended);
  return std::move(*undertaking);
}

void save(db::Tx& tx, const Undertaking& undertaking) {
  tx.run(update_undertaking, {{"due", undertaking.due_on},
                              {"ending", undertaking.ending},
                              {"ended_at", undertaking.ended_at},
                              {"evidence_kind", undertaking.evidence_kind},
                              {"evidence_id", undertaking.evidence_id},
                              {"id", undertaking.id}});
}

void end(db::Tx& tx, const Env& env, Undertaking& undertaking, Ending ending, const Ref& evidence) {
  undertaking.ending = ending;
  undertaking.ended_at = env.clock.now();
  undertaking.evidence_kind = evidence.kind;
  undertaking.evidence_id = evidence.id;
  save(tx, undertaking);
}

std::string owed_to(std::string_view kind) {
  return db::joined({"select u.source_id, u.due_on, u.shown from undertakings u where ",
                     sql::is_owed, " and u.source_kind = '", kind, "'"});
}

}  // namespace gandan::tasks
