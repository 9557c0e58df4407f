#include "contexts/petitions/decision.hpp"

namespace gandan::petitions {

Moved resume(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Decision& decision) {
  auto move = begin_move(tx, env, act, id, Verb::resume);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  auto at = moment_of(*move, decision);
  if (!at) return fail(at.error());
  if (petition.clock.stopped_at && *at < *petition.clock.stopped_at)
    return fail(MoveError::day_wrong);
  for (const PauseRow& pause : pauses_of(tx, petition.id))
    if (pause.kind == PauseKind::suspension && !pause.resumed_at &&
        !close_pause(tx, env, petition, pause, *at))
      return fail(MoveError::no_due_date);
  keep_decision(tx, *move, decision);
  return end_move(tx, act, *move, {{"due", petition.clock.due_at.value_or(Instant{}).micros}},
                  {decision.reason});
}

}  // namespace gandan::petitions
