// The stored undertaking, how it is read and changed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/tasks/undertaking.hpp"
#include "kernel/tasks/use_cases.hpp"

namespace gandan::tasks {

/// In the order of Undertaking.
inline constexpr std::string_view undertaking_columns =
    "u.id, u.source_kind, u.source_id, u.body_id, u.what, u.shown, u.undertaken_at, "
    "u.first_due_on, u.due_on, u.ending, u.ended_at, u.evidence_kind, u.evidence_id, u.word";

[[nodiscard]] std::optional<Undertaking> find(db::Tx& tx, UndertakingId id);
/// All that a record brought, whatever became of it, the first first.
[[nodiscard]] std::vector<Undertaking> of_source(db::Tx& tx, const Ref& source);

/// What is still owed.
[[nodiscard]] Result<Undertaking, TaskError> find_owed(db::Tx& tx, UndertakingId id);
/// Stores its last day and how it ended.
void save(db::Tx& tx, const Undertaking& undertaking);
/// Ends it now, by what `evidence` shows, and stores it.
void end(db::Tx& tx, const Env& env, Undertaking& undertaking, Ending ending, const Ref& evidence);

/// In SQL: SELECT of what is owed to records of a kind: `source_id`, `due_on`, `shown`. `kind` is a
/// literal.
[[nodiscard]] std::string owed_to(std::string_view kind);

}  // namespace gandan::tasks
