#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved withdraw(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  auto move = begin_move(tx, env, act, id, Verb::withdraw);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  // Its clock stands for good: the days of a question that nobody replied to do not count. Where
  // the rule no longer gives a due date, the one it had stays: nobody is kept from withdrawing.
  if (petition.stopped_at) (void)resume_clock(tx, env, petition, "");
  petition.stopped_at = move->at;
  return end_move(tx, act, *move);
}

}  // namespace gandan::petitions
