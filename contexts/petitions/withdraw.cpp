#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved withdraw(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  auto move = begin_move(tx, env, act, id, Verb::withdraw);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  petition.withdrawal_at = move->at;
  // What a body checks or settles goes on until it decides.
  if (move->transition.to != State::withdrawn) return end_move(tx, act, *move);
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  petition.stopped_at = move->at;  // the clock stands for good
  return end_move(tx, act, *move);
}

}  // namespace gandan::petitions
