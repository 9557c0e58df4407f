#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved ask(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view question) {
  if (auto wrong = check_reason(question)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::ask);
  if (!move) return fail(move.error());
  if (open_question(pauses_of(tx, id))) return fail(MoveError::asked_already);
  const bool stops = move->transition.clock == ClockEffect::stops;
  open_pause(tx, env, move->petition, move->at, stops ? PauseKind::question : PauseKind::request,
             question);
  return end_move(tx, act, *move);
}

}  // namespace gandan::petitions
