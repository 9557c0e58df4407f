// What an answer promises by a day is an undertaking of the body that gave it (kernel/tasks). It is
// kept in step with `Petition::promised_on` here: called once that is as it will be stored.
#pragma once
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/tasks/undertaking.hpp"

namespace gandan::petitions {

/// An answer was given: it promises something for the first time or anew, tells that what was
/// promised is done, or explains why nothing is owed any more. The undertaking that it promises or
/// says is done.
std::optional<tasks::UndertakingId> follow_answer(db::Tx& tx, const Env& env, const Act& act,
                                                  const Petition& petition);
/// Its sender says that what was promised is done.
void keep_promise(db::Tx& tx, const Env& env, const Act& act, PetitionId id);
/// Its sender says that it is not settled: the matter goes on, and the promise with it no more.
void drop_promise(db::Tx& tx, const Env& env, const Act& act, PetitionId id);

/// In SQL: SELECT of the petitions whose promise and undertaking differ.
[[nodiscard]] std::string with_another_promise();

}  // namespace gandan::petitions
