#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/record/sealed_words.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_extension{R"(
  insert into petition_extensions (petition_id, granted_at, value, unit, reason, criteria)
  values (:id, :at, :value, :unit, :reason, :criteria))"};

struct MoreTime {
  int value = 0;
  rules::LimitUnit unit = rules::LimitUnit::calendar_day;
  std::string_view reason;
  std::int64_t criteria = 0;
};

void grant(db::Tx& tx, const Move& move, const MoreTime& more) {
  const std::string_view reason =
      keep_words(tx, move.env, owner_of(move.petition), extension_part(move.at), more.reason);
  tx.run(insert_extension, {{"id", move.petition.id},
                            {"at", move.at},
                            {"value", more.value},
                            {"unit", more.unit},
                            {"reason", reason},
                            {"criteria", more.criteria}});
}

/// By how much, by the row in force when the running clock was started.
Result<MoreTime, MoveError> more_time(db::Tx& tx, const rules::Rulebook& rules, const Petition& p,
                                      Instant now, bool very_complex = false) {
  const auto made = transition(p, Verb::extend);
  if (!made) return fail(MoveError::not_allowed);
  if (p.due_at && *p.due_at < now) return fail(MoveError::lapsed);
  const Matter matter = matter_of(p);
  // The longer limit of a complex case is a rule of its own, and granted once.
  if (made->stage == Stage::complex_settlement) {
    if (p.clock_rule == rule_of(matter, Stage::complex_settlement))
      return fail(MoveError::too_often);
    return MoreTime{};
  }
  const rules::Limit* limit =
      rules.find(extension_rule(matter, very_complex),
                 civil_date(p.clock_started_at.value_or(p.received_at)), p.body.value_or(UnitId{}));
  if (!limit || extensions_of_clock(tx, p).size() >= static_cast<std::size_t>(limit->times))
    return fail(MoveError::too_often);
  return MoreTime{limit->value, limit->unit};
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
  grant(tx, *move, *more);
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  return end_move(tx, act, *move, {{"due", move->petition.due_at->micros}}, {reason});
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
  grant(tx, *move, *more);
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  keep_decision(tx, *move, decision);
  return end_move(tx, act, *move,
                  {{"due", move->petition.due_at->micros}, {"criteria", decision.criteria}},
                  {decision.reason});
}

}  // namespace gandan::petitions
