#include "contexts/petitions/move.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

/// What it belongs to; of a commune's committee that of its province ("UBND-06184", "UBND-20").
std::optional<UnitId> body_above(db::Tx& tx, const units::Unit& body, Date today) {
  if (body.parent) return body.parent;
  if (!body.area) return std::nullopt;
  const std::string kind = body.code.substr(0, body.code.find('-'));
  for (UnitId above : units::ancestors(tx, *body.area))
    if (const auto area = units::find_unit(tx, above))
      if (const auto found = units::find_unit(tx, kind + "-" + area->code, today)) return found->id;
  return std::nullopt;
}

/// What a body is today.
UnitId present(db::Tx& tx, UnitId body, Date today) {
  const auto now = units::as_of(tx, body, today);
  return now.empty() ? body : now.front().unit;
}

/// The body above, as both are today; itself where there is none.
UnitId level_above(db::Tx& tx, UnitId id, Date today) {
  const UnitId body = present(tx, id, today);
  const auto unit = units::find_unit(tx, body);
  const auto above = unit ? body_above(tx, *unit, today) : std::nullopt;
  return above ? present(tx, *above, today) : body;
}

/// Whether its sender has said so since the last answer.
bool is_settled_already(db::Tx& tx, PetitionId id) {
  const auto entries = journal::entries_of(tx, {"petition", id.value});
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (entry->verb == "petition.settle") return true;
    if (entry->verb == "petition.answer") return false;
  }
  return false;
}

}  // namespace

Moved add(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view words) {
  if (auto wrong = check_reason(words, longest_reply)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::add);
  if (!move) return fail(move.error());
  return end_move(tx, act, *move, {}, {words, false});
}

Moved settle(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  auto move = begin_move(tx, env, act, id, Verb::settle);
  if (!move) return fail(move.error());
  if (is_settled_already(tx, id)) return std::move(move->petition);
  const bool kept = move->petition.promised_on.has_value();
  move->petition.promised_on.reset();
  return end_move(tx, act, *move, {{"kept", kept}});
}

std::optional<Date> reopens_until(const rules::Rulebook& book, const Petition& petition) {
  if (is_confidential(petition.kind) || !transition(petition, Verb::reopen) ||
      !petition.answered_at || !petition.body)
    return std::nullopt;
  auto due = book.due("answer.reopen", *petition.answered_at);
  return due ? std::optional(due->date) : std::nullopt;
}

Moved reopen(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::reopen);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  const auto until = reopens_until(env.rules, petition);
  if (!until) return fail(MoveError::not_allowed);
  if (civil_date(move->at) > *until) return fail(MoveError::lapsed);
  petition.body = level_above(tx, *petition.body, civil_date(move->at));
  // Its answers stay with it; it is open again, and no outcome is told of it.
  petition.outcome.reset();
  petition.answered_at.reset();
  petition.promised_on.reset();
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  return end_move(tx, act, *move,
                  {{"body", petition.body->value}, {"due", petition.due_at->micros}},
                  {reason, false});
}

}  // namespace gandan::petitions
