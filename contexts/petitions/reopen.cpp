#include <algorithm>

#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "contexts/petitions/record/promise.hpp"
#include "kernel/units/bodies.hpp"

namespace gandan::petitions {
namespace {

/// Since when its sender can tell whether it is done: since the last answer, or the day that this
/// one promises.
Instant told_since(db::Tx& tx, const Petition& petition) {
  Instant since = petition.answered_at.value();
  if (!petition.answer) return since;
  const auto last = find_answer(tx, *petition.answer);
  if (!last) return since;
  since = std::max(since, last->answered_at);
  return last->promised_on ? std::max(since, start_of(*last->promised_on)) : since;
}

Moved go_up(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view reason) {
  auto move = begin_move(tx, env, act, id, Verb::reopen);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  const auto until = reopens_until(tx, env.rules, petition);
  if (!until) return fail(MoveError::not_allowed);
  if (civil_date(move->at) > *until) return fail(MoveError::lapsed);
  keep_word(tx, env, petition, Said::not_done);
  drop_question(tx, id);
  petition.body = units::body_above(tx, *petition.body, civil_date(move->at));
  // Its answers stay with it; it is open again, and no outcome is told of it.
  petition.outcome.reset();
  petition.answered_at.reset();
  if (petition.promised_on) drop_promise(tx, env, act, id);
  petition.promised_on.reset();
  petition.clock.started_at.reset();  // the answer has closed its clock
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  return end_move(tx, act, *move,
                  {{"body", petition.body->value}, {"due", petition.clock.due_at->micros}},
                  {reason, acts::Readers::officers});
}

}  // namespace

std::optional<Date> reopens_until(db::Tx& tx, const rules::Rulebook& book,
                                  const Petition& petition) {
  if (is_confidential(petition.kind) || !transition(petition, Verb::reopen) ||
      !petition.answered_at || !petition.body)
    return std::nullopt;
  auto due = book.due("answer.reopen", told_since(tx, petition));
  return due ? std::optional(due->date) : std::nullopt;
}

Moved reopen(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  return go_up(tx, env, act, id, reason);
}

Moved reopen_as_doubted(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  return go_up(tx, env, act, id, {});
}

}  // namespace gandan::petitions
