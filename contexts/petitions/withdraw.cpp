#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved withdraw(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  auto move = begin_move(tx, env, act, id, Verb::withdraw);
  if (!move) return fail(move.error());
  return end_move(tx, act, *move);
}

}  // namespace gandan::petitions
