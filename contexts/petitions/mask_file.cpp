#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/files/files.hpp"

namespace gandan::petitions {
namespace {

struct FoundPicture {
  Petition petition;
  files::File file;
};

/// The picture of a petition that `act` may show in public, or why it may not.
Result<FoundPicture, MoveError> find_picture(db::Tx& tx, const Act& act, PetitionId id,
                                             files::FileId file) {
  auto petition = find(tx, id);
  auto found = files::find(tx, file);
  if (!petition || !found || Ref{found->record_kind, found->record_id} != subject_of(id) ||
      !files::is_picture(found->type))
    return fail(MoveError::not_found);
  if (!may(tx, act, Actor::synthesis_officer, *petition)) return fail(MoveError::not_yours);
  if (is_sealed(*petition)) return fail(MoveError::not_allowed);
  if (petition->publication_refused) return fail(MoveError::not_agreed);
  return FoundPicture{std::move(*petition), std::move(*found)};
}

}  // namespace

bool may_show_files(db::Tx& tx, const Act& act, const Petition& petition) {
  return !is_sealed(petition) && !petition.publication_refused &&
         may(tx, act, Actor::synthesis_officer, petition);
}

Moved mask_file(db::Tx& tx, const Env& env, const Act& act, PetitionId id, files::FileId file,
                const files::Masked& masked) {
  auto found = find_picture(tx, act, id, file);
  if (!found) return fail(found.error());
  // What stood beneath and lies open now is shown to nobody until an officer says so again.
  if (found->file.shown == files::Shown::to_all && !files::still_covers(found->file, masked.areas))
    files::show(tx, file, files::Shown::not_yet);
  files::mask(tx, file, masked);
  record(tx, act, subject_of(id), env.clock.now(), Verb::mask_file,
         {{"file", file.value}, {"areas", static_cast<std::int64_t>(masked.areas.size())}});
  return found->petition;
}

Moved unmask_file(db::Tx& tx, const Env& env, const Act& act, PetitionId id, files::FileId file,
                  std::string_view reason) {
  auto found = find_picture(tx, act, id, file);
  if (!found) return fail(found.error());
  if (const auto wrong = check_reason(reason)) return fail(*wrong);
  if (!found->file.masked_hash) return found->petition;  // a button that was pressed twice
  files::unmask(tx, file);
  if (found->file.shown == files::Shown::to_all) files::show(tx, file, files::Shown::withheld);
  const Instant at = env.clock.now();
  record(tx, act, subject_of(id), at, Verb::unmask_file, {{"file", file.value}});
  keep_note(tx, env, found->petition, {at, Verb::unmask_file, {reason, acts::Readers::officers}});
  return found->petition;
}

}  // namespace gandan::petitions
