#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved give_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                std::string_view reason) {
  if (reason.empty()) return fail(MoveError::reason_missing);
  auto move = begin_move(tx, env, act, id, Verb::give_back);
  if (!move) return fail(move.error());
  move->petition.answered_at = move->at;
  return end_move(tx, act, *move, {}, {reason});
}

}  // namespace gandan::petitions
