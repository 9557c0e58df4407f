#include "contexts/petitions/decision.hpp"

namespace gandan::petitions {

Moved go_on(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::int64_t found,
            std::string_view reason) {
  auto move = begin_move(tx, env, act, id, Verb::go_on);
  if (!move) return fail(move.error());
  if (!move->petition.withdrawal_at) return fail(MoveError::not_withdrawn);
  if ((found & all_signs) == 0) return fail(MoveError::sign_missing);
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  move->petition.withdrawal_at.reset();  // it was decided upon
  return end_move(tx, act, *move, {{"signs", found & all_signs}},
                  {reason, acts::Readers::officers});
}

}  // namespace gandan::petitions
