#include "contexts/petitions/paper.hpp"

namespace gandan::petitions {

Moved pursue(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Paper& paper) {
  auto move = begin_move(tx, env, act, id, Verb::pursue);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  if (auto lacks = lacks_of(tx, env, petition, Verb::pursue, paper); !lacks.empty())
    return fail(lacks.front());
  petition.clock.started_at.reset();  // the decision has closed its clock
  if (!turn_clock(tx, *move, came_at(env, petition, paper))) return fail(MoveError::no_due_date);
  petition.answered_at.reset();
  petition.withdrawal_at.reset();
  return end_move(tx, act, *move, {{"due", petition.clock.due_at->micros}},
                  {paper.words, acts::Readers::officers});
}

}  // namespace gandan::petitions
