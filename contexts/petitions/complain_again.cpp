#include "contexts/petitions/move.hpp"
#include "contexts/petitions/sealed_words.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view rule = "complaint.complain_again";

}  // namespace

std::optional<rules::DueDate> days_to_complain_again(db::Tx& tx, const Env& env,
                                                     const Petition& petition) {
  if (!transition(petition, Verb::complain_again)) return std::nullopt;
  const auto since = petition.answered_at ? petition.answered_at : petition.due_at;
  if (!since || (!petition.answered_at && *since >= env.clock.now())) return std::nullopt;
  auto due = env.rules.due(rule, *since, {.remote = is_remote(tx, petition)});
  return due ? std::optional(*due) : std::nullopt;
}

Moved complain_again(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                     std::string_view cause) {
  auto move = begin_move(tx, env, act, id, Verb::complain_again);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  auto days = days_to_complain_again(tx, env, petition);
  if (!days) return fail(MoveError::not_allowed);
  if (move->at > days->at && html::shows_nothing(cause)) return fail(MoveError::past_its_days);
  if (text::length(cause) > longest_reason) return fail(MoveError::reason_too_long);
  // What was decided has closed its clock; what was not closes it now, late.
  if (petition.answered_at) petition.clock_started_at.reset();
  if (!turn_clock(tx, *move, move->at)) return fail(MoveError::no_due_date);
  petition.round = 2;
  petition.body.reset();
  petition.answered_at.reset();
  petition.outcome.reset();
  petition.promised_on.reset();
  petition.withdrawal_at.reset();
  if (has_sealed_words(petition))
    people::seal_anew(tx, env.keys, UnitId{}, subject_of(petition.id));
  return end_move(tx, act, *move, {{"due", petition.due_at->micros}}, {cause, false});
}

}  // namespace gandan::petitions
