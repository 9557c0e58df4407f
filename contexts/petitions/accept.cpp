#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/sealed_words.hpp"

namespace gandan::petitions {

Moved accept(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Decision& decision) {
  auto move = begin_move(tx, env, act, id, Verb::accept);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  Instant at = move->at;
  if (is_settled(matter_of(petition))) {
    if (auto lacks = lacks_of(petition, Verb::accept, decision, at); !lacks.empty())
      return fail(lacks.front());
    auto moment = moment_of(*move, decision);
    if (!moment) return fail(moment.error());
    at = *moment;
    keep_decision(tx, *move, decision);
  }
  if (!turn_clock(tx, *move, at)) return fail(MoveError::no_due_date);
  return end_move(tx, act, *move,
                  {{"body", petition.body.value_or(UnitId{}).value},
                   {"due", petition.due_at.value_or(Instant{}).micros}});
}

Moved send_back(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::send_back);
  if (!move) return fail(move.error());
  UnitId from = move->petition.body.value_or(UnitId{});
  move->petition.body.reset();
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  if (has_sealed_words(move->petition))
    people::seal_anew(tx, env.keys, UnitId{}, subject_of(move->petition.id));
  return end_move(tx, act, *move, {{"body", from.value}}, {reason, false});
}

}  // namespace gandan::petitions
