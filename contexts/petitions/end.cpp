#include "contexts/petitions/decision.hpp"

namespace gandan::petitions {

Moved end(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Decision& decision) {
  auto move = begin_move(tx, env, act, id, Verb::end);
  if (!move) return fail(move.error());
  if (auto lacks = lacks_of(move->petition, Verb::end, decision, move->at); !lacks.empty())
    return fail(lacks.front());
  auto at = moment_of(*move, decision);
  if (!at) return fail(at.error());
  if (move->petition.clock.stopped_at && *at < *move->petition.clock.stopped_at)
    return fail(MoveError::day_wrong);
  if (!turn_clock(tx, *move, *at)) return fail(MoveError::no_due_date);
  move->petition.answered_at = *at;
  keep_decision(tx, *move, decision);
  return end_move(tx, act, *move,
                  {{"ground", static_cast<std::int64_t>(*decision.ground)},
                   {"denied", decision.denied & all_signs}},
                  {decision.reason});
}

}  // namespace gandan::petitions
