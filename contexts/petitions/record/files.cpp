#include "contexts/petitions/record/files.hpp"

#include <algorithm>

#include "contexts/petitions/desk/boxes.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

std::optional<Petition> petition_of(db::Tx& tx, const files::File& file) {
  return find(tx, PetitionId{file.record_id});
}

bool is_file_public(db::Tx& tx, const files::File& file) {
  if (file.shown != files::Shown::to_all) return false;
  const auto petition = petition_of(tx, file);
  return petition && petition->visibility == Visibility::open;
}

std::optional<std::string> open_file(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys,
                                     const people::Principal& officer, files::File& file) {
  const auto petition = petition_of(tx, file);
  const auto unit = petition ? reading_unit(tx, officer, *petition) : std::nullopt;
  if (!unit) return std::nullopt;
  if (file.key) return file.key->data;
  const auto above = units::ancestors(tx, *unit);
  const auto words = people::read_words(
      tx, clock, keys, {officer, reading_of(*petition), *unit, above}, subject_of(petition->id));
  return words ? files::key_of(file, *words) : std::nullopt;
}

}  // namespace

files::Kind kind_of_files() {
  return {.record = "petition", .is_public = is_file_public, .open = open_file};
}

bool has_room(db::Tx& tx, PetitionId id, std::size_t more) {
  return more == 0 || files::count_of(tx, subject_of(id)) + more <= most_files_of_petition;
}

std::vector<files::File> files_to_show(db::Tx& tx, const Petition& petition, bool is_sender) {
  auto all = files::files_of(tx, subject_of(petition.id));
  if (!is_sender)
    std::erase_if(all, [](const files::File& file) { return file.shown != files::Shown::to_all; });
  return all;
}

}  // namespace gandan::petitions
