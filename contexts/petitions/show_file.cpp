#include "contexts/petitions/move.hpp"
#include "kernel/files/files.hpp"

namespace gandan::petitions {

Moved show_file(db::Tx& tx, const Env& env, const Act& act, PetitionId id, files::FileId file,
                bool is_shown) {
  auto petition = find(tx, id);
  const auto found = files::find(tx, file);
  if (!petition || !found || Ref{found->record_kind, found->record_id} != subject_of(id))
    return fail(MoveError::not_found);
  if (!may(tx, act, Actor::synthesis_officer, *petition)) return fail(MoveError::not_yours);
  if (is_sealed(*petition)) return fail(MoveError::not_allowed);
  if (is_shown && petition->publication_refused) return fail(MoveError::not_agreed);
  const auto shown = is_shown ? files::Shown::to_all : files::Shown::withheld;
  if (found->shown == shown) return *petition;  // a button that was pressed twice
  files::show(tx, file, shown);
  record(tx, act, subject_of(id), env.clock.now(), is_shown ? Verb::show_file : Verb::withhold_file,
         {{"file", file.value}});
  return *petition;
}

}  // namespace gandan::petitions
