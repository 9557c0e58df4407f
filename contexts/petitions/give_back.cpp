#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved give_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::give_back);
  if (!move) return fail(move.error());
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  move->petition.answered_at = move->at;
  return end_move(tx, act, *move, {}, {reason});
}

}  // namespace gandan::petitions
