#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "lib/html/markdown.hpp"

namespace gandan::petitions {
namespace {

/// What is doubted by two who are not the same goes up, theirs and nobody else's.
Moved reopen_all(db::Tx& tx, const Env& env, const Act& act, const Petition& doubted,
                 const std::vector<PetitionId>& others) {
  for (PetitionId other : others)
    if (auto moved = reopen_as_doubted(tx, env, act, other);
        !moved && moved.error() != MoveError::lapsed)
      return moved;
  return reopen_as_doubted(tx, env, act, doubted.id);
}

}  // namespace

Moved doubt(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view reason) {
  if (!html::shows_nothing(reason)) return reopen(tx, env, act, id, reason);
  auto move = begin_move(tx, env, act, id, Verb::doubt);
  if (!move) return fail(move.error());
  const Petition& petition = move->petition;
  const auto until = reopens_until(tx, env.rules, petition);
  if (!until || !petition.answer) return fail(MoveError::not_allowed);
  const Date today = civil_date(move->at);
  if (today > *until) return fail(MoveError::lapsed);
  // Of what is promised for a later day it needs no asking that it is not done.
  if (petition.promised_on && today < *petition.promised_on) return fail(MoveError::reason_missing);
  const auto asked = asked_of(tx, petition);
  if (asked && asked->said == Said::not_done) return std::move(move->petition);
  keep_word(tx, env, petition, Said::not_done);
  const Petition doubted = end_move(tx, act, *move, {{"answer", petition.answer->value}});
  const auto others = doubted_by_others(tx, doubted);
  return others.empty() ? Moved(doubted) : reopen_all(tx, env, act, doubted, others);
}

}  // namespace gandan::petitions
