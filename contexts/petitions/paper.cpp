#include "contexts/petitions/paper.hpp"

#include "lib/html/markdown.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

/// From when on it may come: from the decision, or from the end of its limit.
std::optional<Instant> open_since(const Petition& petition) {
  return petition.answered_at ? petition.answered_at : petition.clock.due_at;
}

std::optional<MoveError> check_day(db::Tx& tx, const Env& env, const Petition& petition, Verb verb,
                                   const Paper& paper) {
  const auto since = open_since(petition);
  const auto days = days_to(tx, env, petition, verb);
  if (!since || !days) return MoveError::not_allowed;
  const Instant came = came_at(env, petition, paper);
  if (came > env.clock.now() || came < *since) return MoveError::day_wrong;
  // No cause excuses who goes on too late with what was ended: Law 02/2011 art. 11(6) and (8).
  const bool is_excused = verb == Verb::complain_again && !html::shows_nothing(paper.cause);
  if (came > days->at && !is_excused) return MoveError::past_its_days;
  return std::nullopt;
}

}  // namespace

std::optional<rules::DueDate> days_to(db::Tx& tx, const Env& env, const Petition& petition,
                                      Verb verb) {
  if (!transition(petition, verb)) return std::nullopt;
  const auto since = open_since(petition);
  if (!since || (!petition.answered_at && *since >= env.clock.now())) return std::nullopt;
  auto due = env.rules.due(
      verb == Verb::pursue ? "complaint.continue_after_ending" : "complaint.complain_again", *since,
      {.remote = is_remote(tx, petition)});
  return due ? std::optional(*due) : std::nullopt;
}

Instant came_at(const Env& env, const Petition& petition, const Paper& paper) {
  const Instant now = env.clock.now();
  if (!paper.on || *paper.on == civil_date(now)) return now;
  const Instant noon = start_of(*paper.on) + std::chrono::hours(12);
  // On the day of the decision itself it came after it; before the end of a limit it is too early.
  const bool is_same_day = petition.answered_at && civil_date(*petition.answered_at) == *paper.on;
  return is_same_day ? std::max(noon, *petition.answered_at) : noon;
}

std::vector<MoveError> lacks_of(db::Tx& tx, const Env& env, const Petition& petition, Verb verb,
                                const Paper& paper) {
  std::vector<MoveError> lacks;
  if (!paper.is_signed) lacks.push_back(MoveError::not_signed);
  if (verb == Verb::withdraw) {
    if (text::length(paper.words) > longest_reply) lacks.push_back(MoveError::reason_too_long);
    return lacks;
  }
  if (auto wrong = check_day(tx, env, petition, verb, paper)) lacks.push_back(*wrong);
  if (auto wrong = check_reason(paper.words, longest_reply)) lacks.push_back(*wrong);
  if (text::length(paper.cause) > longest_reason) lacks.push_back(MoveError::reason_too_long);
  return lacks;
}

}  // namespace gandan::petitions
