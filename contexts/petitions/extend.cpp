#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/papers/official.hpp"

namespace gandan::petitions {
namespace {

/// By how much, by the row in force when the running clock was started.
Result<ExtensionRow, MoveError> more_time(db::Tx& tx, const rules::Rulebook& rules,
                                          const Petition& p, Instant now,
                                          bool very_complex = false) {
  const auto made = transition(p, Verb::extend);
  if (!made) return fail(MoveError::not_allowed);
  if (p.clock.has_run_out(now)) return fail(MoveError::lapsed);
  const Matter matter = matter_of(p);
  // The longer limit of a complex case is a rule of its own, and granted once.
  if (made->stage == Stage::complex_settlement) {
    if (p.clock.rule == rule_of(matter, Stage::complex_settlement))
      return fail(MoveError::too_often);
    return ExtensionRow{.granted_at = now};
  }
  const rules::Limit* limit =
      rules.find(extension_rule(matter, very_complex),
                 civil_date(p.clock.started_at.value_or(p.received_at)), p.body.value_or(UnitId{}));
  if (!limit || extensions_of_clock(tx, p).size() >= static_cast<std::size_t>(limit->times))
    return fail(MoveError::too_often);
  return ExtensionRow{.granted_at = now, .value = limit->value, .unit = limit->unit};
}

}  // namespace

bool may_be_extended(db::Tx& tx, const rules::Rulebook& rules, const Petition& petition,
                     Instant now) {
  return more_time(tx, rules, petition, now) || more_time(tx, rules, petition, now, true);
}

Moved extend(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::extend);
  if (!move) return fail(move.error());
  if (is_settled(matter_of(move->petition))) return fail(MoveError::criteria_missing);
  auto more = more_time(tx, env.rules, move->petition, move->at);
  if (!more) return fail(more.error());
  more->reason = reason;
  if (!extend_clock(tx, env, move->petition, rule_of(*move), *more))
    return fail(MoveError::no_due_date);
  number_extension(tx, act, move->petition, move->at);
  return end_move(tx, act, *move, {{"due", move->petition.clock.due_at->micros}}, {reason});
}

Moved extend_settlement(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                        const Decision& decision) {
  auto move = begin_move(tx, env, act, id, Verb::extend);
  if (!move) return fail(move.error());
  if (!is_settled(matter_of(move->petition))) return fail(MoveError::not_allowed);
  if (auto lacks = lacks_of(move->petition, Verb::extend, decision, move->at); !lacks.empty())
    return fail(lacks.front());
  const bool is_very_complex = count_criteria(decision.criteria) > 1;
  auto more = more_time(tx, env.rules, move->petition, move->at, is_very_complex);
  if (!more) return fail(more.error());
  more->reason = decision.reason;
  more->criteria = decision.criteria;
  if (!extend_clock(tx, env, move->petition, rule_of(*move), *more))
    return fail(MoveError::no_due_date);
  keep_decision(tx, *move, decision);
  return end_move(tx, act, *move,
                  {{"due", move->petition.clock.due_at->micros}, {"criteria", decision.criteria}},
                  {decision.reason});
}

}  // namespace gandan::petitions
