#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved widen_check(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                  std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::widen_check);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  if (stage_of(petition.clock.rule) != Stage::check) return fail(MoveError::too_often);
  if (petition.clock.has_run_out(move->at)) return fail(MoveError::lapsed);
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  return end_move(tx, act, *move, {{"due", petition.clock.due_at->micros}}, {reason});
}

}  // namespace gandan::petitions
