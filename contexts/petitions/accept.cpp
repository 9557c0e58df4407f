#include "contexts/petitions/decision.hpp"

namespace gandan::petitions {

Moved accept(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Decision& decision) {
  auto move = begin_move(tx, env, act, id, Verb::accept);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  Instant at = move->at;
  if (is_settled(matter_of(petition))) {
    if (auto lacks = lacks_of(petition, Verb::accept, decision, at); !lacks.empty())
      return fail(lacks.front());
    auto moment = moment_of(*move, decision);
    if (!moment) return fail(moment.error());
    at = *moment;
    keep_decision(tx, *move, decision);
  }
  if (!turn_clock(tx, *move, at)) return fail(MoveError::no_due_date);
  return end_move(tx, act, *move,
                  {{"body", petition.body.value_or(UnitId{}).value},
                   {"due", petition.clock.due_at.value_or(Instant{}).micros}});
}

}  // namespace gandan::petitions
