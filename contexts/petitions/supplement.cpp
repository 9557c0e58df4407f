#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved supplement(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                 std::string_view reply) {
  if (auto wrong = check_reason(reply, longest_reply)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::supplement);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  const auto pauses = pauses_of(tx, id);
  const PauseRow* question = open_question(pauses);
  if (!question) return fail(MoveError::not_allowed);
  if (!close_pause(tx, env, petition, *question, move->at, reply))
    return fail(MoveError::no_due_date);
  // Back to whom it was with when the question was asked.
  if (move->transition.from == State::needs_information && petition.body)
    move->transition.to = State::routed;
  return end_move(tx, act, *move, {{"due", petition.clock.due_at.value_or(Instant{}).micros}});
}

}  // namespace gandan::petitions
