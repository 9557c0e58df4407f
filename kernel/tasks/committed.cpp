#include "kernel/tasks/committed.hpp"

namespace gandan::tasks {
namespace {

// Not whether it is shown: that follows its record.
const db::Sql undertaking_parts{
    "select id, 'what' as part, length(what) || ':' || what || source_kind || ' ' || source_id as "
    "value from undertakings where id in (",
    db::these_ids,
    ") union all "
    "select id, 'owed', body_id || ' ' || undertaken_at || ' ' || first_due_on || ' ' || due_on "
    "from undertakings where id in (",
    db::these_ids,
    ") union all "
    "select id, 'ended', ending || ' ' || coalesce(cast(ended_at as text), '-') || ' ' || "
    "coalesce(evidence_kind, '-') || ' ' || coalesce(cast(evidence_id as text), '-') "
    "from undertakings where ending is not null and id in (",
    db::these_ids,
    ")"};

}  // namespace

journal::Commitments commitments_to_undertakings() {
  return {.records = {{.kind = "undertaking", .words = {&undertaking_parts}}}, .not_committed = {}};
}

}  // namespace gandan::tasks
