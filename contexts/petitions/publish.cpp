#include <algorithm>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/topics/membership.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/tasks/use_cases.hpp"

namespace gandan::petitions {

void set_visibility(db::Tx& tx, Petition& petition, Visibility visibility, Instant at) {
  if (visibility == Visibility::open) {
    move_again(tx, petition.id);
  } else {
    stand_still(tx, petition.id, at);
  }
  if (petition.visibility == visibility) return;
  search::Keys keys = search_keys(petition.title, petition.text);
  if (petition.visibility == Visibility::open) {
    search_index.remove(tx, petition.id.value, keys);
    letters::forget_others(tx, subject_of(petition.id), petition.code);
  }
  if (visibility == Visibility::open) search_index.put(tx, petition.id.value, keys);
  petition.visibility = visibility;
  tasks::show(tx, subject_of(petition.id), visibility == Visibility::open);
}

Moved publish(db::Tx& tx, const Env& env, const Act& act, PetitionId id, bool open,
              std::string_view reason) {
  auto petition = find(tx, id);
  if (!petition) return fail(MoveError::not_found);
  if (!may(tx, act, Actor::synthesis_officer, *petition)) return fail(MoveError::not_yours);
  if (is_sealed(*petition)) return fail(MoveError::not_allowed);
  if (open && petition->publication_refused) return fail(MoveError::not_agreed);
  if (auto wrong = check_reason(reason); wrong && (!open || *wrong == MoveError::reason_too_long))
    return fail(*wrong);
  const Instant at = env.clock.now();
  set_visibility(tx, *petition, open ? Visibility::open : Visibility::held, at);
  save(tx, *petition);
  // As what turns out to be a complaint or a denunciation does: where it goes from, nothing tells.
  if (!open) {
    leave_topics(tx, env, act, *petition);
    save(tx, *petition);
  }
  const Verb verb = open ? Verb::publish : Verb::hide;
  record(tx, act, subject_of(id), at, verb);
  keep_note(tx, env, *petition, {at, verb, {reason}});
  return *petition;
}

}  // namespace gandan::petitions
