// What can be done with an undertaking. Whether somebody may is asked by the use case of the record
// that it comes from: an undertaking has no say of its own.
#pragma once
#include <string_view>

#include "kernel/acts/act.hpp"
#include "kernel/acts/env.hpp"
#include "kernel/tasks/undertaking.hpp"
#include "lib/base/result.hpp"
#include "lib/db/db.hpp"

namespace gandan::tasks {

using acts::Act;
using acts::Env;

enum class TaskError {
  not_found,
  ended,     ///< it was done or withdrawn before
  day_unfit  ///< the day is past, or the one that stands already
};

struct NewUndertaking {
  Ref source;    ///< the record that it comes from
  UnitId body;   ///< who owes it
  Date due_on;   ///< its last day: today, or ahead
  bool shown{};  ///< everybody may read of the source
  /// What is owed, for everybody to read where the source is. Leave it to the source where words of
  /// a resident would stand in it: what is masked or sealed there is kept here by nobody.
  std::string_view what = {};
};
/// A body owes something by a day. (undertake.cpp)
[[nodiscard]] Result<UndertakingId, TaskError> undertake(db::Tx& tx, const Env& env, const Act& act,
                                                         const NewUndertaking& wanted);
/// It is done: `evidence` is the record that shows how. (fulfil.cpp)
[[nodiscard]] Result<Undertaking, TaskError> fulfil(db::Tx& tx, const Env& env, const Act& act,
                                                    UndertakingId id, const Ref& evidence);
/// Another last day, in general a later one: `reason` is the record that says why; its number
/// enters the journal. (extend.cpp)
[[nodiscard]] Result<Undertaking, TaskError> extend(db::Tx& tx, const Env& env, const Act& act,
                                                    UndertakingId id, Date due_on,
                                                    const Ref& reason);
/// It will not be done, or is owed no more: `reason` is the record that says why. After its day it
/// was not done. (withdraw.cpp)
[[nodiscard]] Result<Undertaking, TaskError> withdraw(db::Tx& tx, const Env& env, const Act& act,
                                                      UndertakingId id, const Ref& reason);
/// Everybody may read of the record that they come from, or nobody any more. That is a deed with
/// the record, and journaled there. (show.cpp)
void show(db::Tx& tx, const Ref& source, bool shown);
/// What who asked says of it, the last word alone. Likewise journaled where it was said. (tell.cpp)
void tell(db::Tx& tx, UndertakingId id, Word word);

}  // namespace gandan::tasks
