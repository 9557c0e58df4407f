#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/sealed_words.hpp"

namespace gandan::petitions {

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
  return end_move(tx, act, *move, {{"body", from.value}}, {reason, acts::Readers::officers});
}

}  // namespace gandan::petitions
