#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/files.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/files/files.hpp"

namespace gandan::petitions {

std::optional<MoveError> why_not_attach(db::Tx& tx, const Act& act, const Petition& petition,
                                        bool are_shown) {
  if (!may(tx, act, Actor::synthesis_officer, petition)) return MoveError::not_yours;
  if (are_shown && is_sealed(petition)) return MoveError::not_allowed;
  if (are_shown && petition.publication_refused) return MoveError::not_agreed;
  return std::nullopt;
}

Moved attach(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
             const std::vector<files::Taken>& taken, bool are_shown) {
  auto petition = find(tx, id);
  if (!petition) return fail(MoveError::not_found);
  if (const auto why = why_not_attach(tx, act, *petition, are_shown)) return fail(*why);
  if (taken.empty()) return *petition;
  if (!has_room(tx, id, taken.size())) return fail(MoveError::too_many_files);
  files::add(tx, {env.ids, env.keys, env.clock.now()},
             {.record = subject_of(id),
              .body = petition->body.value_or(UnitId{}),
              .is_sealed = has_sealed_words(*petition),
              .by_officer = true,
              .shown = are_shown ? files::Shown::to_all : files::Shown::not_yet},
             taken);
  record(tx, act, subject_of(id), env.clock.now(), Verb::attach,
         {{"files", static_cast<std::int64_t>(taken.size())}});
  return *petition;
}

}  // namespace gandan::petitions
