#include "contexts/petitions/paper.hpp"

namespace gandan::petitions {

Moved withdraw(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Paper& paper) {
  auto move = begin_move(tx, env, act, id, Verb::withdraw);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  if (move->transition.actor == Actor::registrar)
    if (auto lacks = lacks_of(tx, env, petition, Verb::withdraw, paper); !lacks.empty())
      return fail(lacks.front());
  petition.withdrawal_at = move->at;
  const acts::Words words{paper.words, acts::Readers::officers};
  // What a body checks or settles goes on until it decides.
  if (move->transition.to != State::withdrawn) return end_move(tx, act, *move, {}, words);
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  petition.clock.stopped_at = move->at;  // the clock stands for good
  return end_move(tx, act, *move, {}, words);
}

}  // namespace gandan::petitions
