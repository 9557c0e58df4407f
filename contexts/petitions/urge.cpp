#include <algorithm>

#include "contexts/petitions/letters/urging.hpp"
#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

bool is_late_or_near(const Petition& petition, Instant now) {
  return civil_date(*petition.clock.due_at) <= civil_date(now) + pages::soon_days;
}

/// Of the body itself, or who answers for it without directing it.
bool is_of_the_body(db::Tx& tx, const Act& act, const Petition& petition) {
  if (act.officer == nullptr) return false;
  const bool is_there = std::ranges::any_of(act.officer->grants, [&](const people::Grant& grant) {
    return grant.unit == petition.body.value();
  });
  const bool directs = acts::holds(tx, act, people::Permission::direct, units_of(petition));
  return is_there || (!directs && may(tx, act, Actor::answering_body, petition));
}

bool may_urge(db::Tx& tx, const Act& act, const Petition& petition) {
  return may(tx, act, Actor::synthesis_officer, petition) ||
         acts::holds(tx, act, people::Permission::direct, units_of(petition));
}

/// Since it is with this body: what another was told does not count.
std::optional<Instant> urged_at(db::Tx& tx, const Petition& petition) {
  std::optional<Instant> at;
  for (const journal::Recorded& entry : journal::entries_of(tx, subject_of(petition.id)))
    if (verb_of(entry) == Verb::urge && fact_of(entry, "body") == petition.body.value().value)
      at = entry.at;
  return at;
}

}  // namespace

bool can_be_urged(const Petition& petition) {
  const bool is_with_a_body =
      petition.body && (petition.state == State::routed || petition.state == State::in_progress);
  return is_with_a_body && petition.kind != Kind::denunciation && petition.clock.due_at &&
         !petition.clock.stopped_at;
}

std::optional<MoveError> why_not_urged(db::Tx& tx, Instant now, const Act& act,
                                       const Petition& petition, int apart) {
  if (!can_be_urged(petition)) return MoveError::not_allowed;
  if (!is_late_or_near(petition, now)) return MoveError::not_near;
  if (!may_urge(tx, act, petition) || is_of_the_body(tx, act, petition))
    return MoveError::not_yours;
  const auto last = urged_at(tx, petition);
  if (last && civil_date(now) < civil_date(*last) + apart) return MoveError::urged_lately;
  return std::nullopt;
}

Moved urge(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view typed,
           int apart) {
  const std::string words = text::clean(typed);
  if (text::length(words) > longest_reason) return fail(MoveError::reason_too_long);
  auto petition = find(tx, id);
  if (!petition) return fail(MoveError::not_found);
  const Instant now = env.clock.now();
  if (auto why_not = why_not_urged(tx, now, act, *petition, apart)) return fail(*why_not);
  record(tx, act, subject_of(id), now, Verb::urge,
         {{"body", petition->body->value}, {"due", petition->clock.due_at->micros}});
  keep_note(tx, env, *petition, {now, Verb::urge, {words, acts::Readers::officers}});
  if (env.by_mail) queue_urging(tx, *petition, now);
  return std::move(*petition);
}

}  // namespace gandan::petitions
