#include <algorithm>

#include "contexts/petitions/decision.hpp"

namespace gandan::petitions {
namespace {

/// Whether its clock stood at that moment, or later.
bool stood_since(db::Tx& tx, PetitionId id, Instant at) {
  const auto pauses = pauses_of(tx, id);
  return std::any_of(pauses.begin(), pauses.end(), [&](const PauseRow& pause) {
    return at <= pause.stopped_at || (pause.resumed_at && at < *pause.resumed_at);
  });
}

}  // namespace

Moved suspend(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const Decision& decision) {
  auto move = begin_move(tx, env, act, id, Verb::suspend);
  if (!move) return fail(move.error());
  if (auto lacks = lacks_of(move->petition, Verb::suspend, decision, move->at); !lacks.empty())
    return fail(lacks.front());
  Petition& petition = move->petition;
  auto at = moment_of(*move, decision);
  if (!at) return fail(at.error());
  // A day that is entered later never makes good what was late already.
  if (petition.clock.has_run_out(move->at)) return fail(MoveError::lapsed);
  if (stood_since(tx, petition.id, *at)) return fail(MoveError::day_wrong);
  open_pause(tx, env, petition, *at, PauseKind::suspension);
  keep_decision(tx, *move, decision);
  return end_move(tx, act, *move, {{"ground", static_cast<std::int64_t>(*decision.ground)}},
                  {decision.reason});
}

}  // namespace gandan::petitions
