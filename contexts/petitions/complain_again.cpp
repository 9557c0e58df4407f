#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view rule = "complaint.complain_again";

/// From when on it may be made: from the decision, or from the end of its limit.
std::optional<Instant> open_since(const Petition& petition) {
  return petition.answered_at ? petition.answered_at : petition.due_at;
}

/// When it came: now, or at noon of an earlier day.
Instant came_at(const Env& env, const Petition& petition, const SecondComplaint& paper) {
  const Instant now = env.clock.now();
  if (!paper.on || *paper.on == civil_date(now)) return now;
  const Instant noon = start_of(*paper.on) + std::chrono::hours(12);
  const auto since = open_since(petition);
  // On the day of the decision itself it came after it; before the end of a limit it is too early.
  const bool is_same_day = petition.answered_at && civil_date(*since) == *paper.on;
  return is_same_day ? std::max(noon, *since) : noon;
}

std::optional<MoveError> check_day(db::Tx& tx, const Env& env, const Petition& petition,
                                   const SecondComplaint& paper) {
  const auto since = open_since(petition);
  const auto days = days_to_complain_again(tx, env, petition);
  if (!since || !days) return MoveError::not_allowed;
  const Instant came = came_at(env, petition, paper);
  if (came > env.clock.now() || came < *since) return MoveError::day_wrong;
  if (came > days->at && html::shows_nothing(paper.cause)) return MoveError::past_its_days;
  return std::nullopt;
}

}  // namespace

std::optional<rules::DueDate> days_to_complain_again(db::Tx& tx, const Env& env,
                                                     const Petition& petition) {
  if (!transition(petition, Verb::complain_again)) return std::nullopt;
  const auto since = open_since(petition);
  if (!since || (!petition.answered_at && *since >= env.clock.now())) return std::nullopt;
  auto due = env.rules.due(rule, *since, {.remote = is_remote(tx, petition)});
  return due ? std::optional(*due) : std::nullopt;
}

std::vector<MoveError> lacks_of(db::Tx& tx, const Env& env, const Petition& petition,
                                const SecondComplaint& paper) {
  std::vector<MoveError> lacks;
  if (!paper.is_signed) lacks.push_back(MoveError::not_signed);
  if (auto wrong = check_day(tx, env, petition, paper)) lacks.push_back(*wrong);
  if (auto wrong = check_reason(paper.words, longest_reply)) lacks.push_back(*wrong);
  if (text::length(paper.cause) > longest_reason) lacks.push_back(MoveError::reason_too_long);
  return lacks;
}

Moved complain_again(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                     const SecondComplaint& paper) {
  auto move = begin_move(tx, env, act, id, Verb::complain_again);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  if (!days_to_complain_again(tx, env, petition)) return fail(MoveError::not_allowed);
  if (auto lacks = lacks_of(tx, env, petition, paper); !lacks.empty()) return fail(lacks.front());
  const Instant came = came_at(env, petition, paper);
  // What was decided has closed its clock; what was not closes it now, late.
  if (petition.answered_at) petition.clock_started_at.reset();
  if (!turn_clock(tx, *move, came)) return fail(MoveError::no_due_date);
  petition.round = 2;
  petition.body.reset();
  petition.answered_at.reset();
  petition.outcome.reset();
  petition.promised_on.reset();
  petition.withdrawal_at.reset();
  if (has_sealed_words(petition))
    people::seal_anew(tx, env.keys, UnitId{}, subject_of(petition.id));
  const std::string words = paper.cause.empty() ? paper.words : paper.words + "\n\n" + paper.cause;
  return end_move(tx, act, *move, {{"due", petition.due_at->micros}},
                  {words, acts::Readers::officers});
}

}  // namespace gandan::petitions
