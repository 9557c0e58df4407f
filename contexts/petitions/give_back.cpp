#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved give_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::give_back);
  if (!move) return fail(move.error());
  // The days of a question that nobody replied to do not count; where the rule no longer gives a
  // due date, the one it had stays.
  if (move->petition.stopped_at) (void)resume_clock(tx, env, move->petition, "");
  move->petition.answered_at = move->at;
  return end_move(tx, act, *move, {}, {reason});
}

}  // namespace gandan::petitions
