#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved ask(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view question) {
  if (auto wrong = check_reason(question)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::ask);
  if (!move) return fail(move.error());
  stop_clock(tx, env, move->petition, question);
  return end_move(tx, act, *move);
}

Moved supplement(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                 std::string_view reply) {
  if (auto wrong = check_reason(reply, longest_reply)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::supplement);
  if (!move) return fail(move.error());
  if (!resume_clock(tx, env, move->petition, reply)) return fail(MoveError::no_due_date);
  // Back to whom it was with when the question was asked.
  if (move->petition.body) move->transition.to = State::routed;
  return end_move(tx, act, *move, {{"due", move->petition.due_at->micros}});
}

}  // namespace gandan::petitions
