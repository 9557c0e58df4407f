#include "contexts/petitions/decision.hpp"

namespace gandan::petitions {
namespace {

/// What the law asks before a settlement may end on this ground.
std::optional<MoveError> check_ground(const Petition& petition, const Decision& decision) {
  const Matter matter = matter_of(petition);
  if (!decision.ground || !words_of(*decision.ground, Verb::end, matter))
    return MoveError::ground_missing;
  if (*decision.ground != Ground::withdrawn) return std::nullopt;
  if (!petition.withdrawal_at) return MoveError::not_withdrawn;
  // Signs of a violation, coercion or slander: it is settled all the same.
  if (petition.kind == Kind::denunciation && !decision.nothing_speaks) return MoveError::must_go_on;
  return std::nullopt;
}

}  // namespace

Moved end(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Decision& decision) {
  if (auto wrong = check_reason(decision.reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::end);
  if (!move) return fail(move.error());
  if (auto wrong = check_ground(move->petition, decision)) return fail(*wrong);
  auto at = moment_of(*move, decision);
  if (!at) return fail(at.error());
  if (move->petition.stopped_at && *at < *move->petition.stopped_at)
    return fail(MoveError::day_wrong);
  if (!turn_clock(tx, *move, *at)) return fail(MoveError::no_due_date);
  move->petition.answered_at = *at;
  keep_decision(tx, *move, decision);
  return end_move(tx, act, *move, {{"ground", static_cast<std::int64_t>(*decision.ground)}},
                  {decision.reason});
}

}  // namespace gandan::petitions
