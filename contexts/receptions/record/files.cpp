#include "contexts/receptions/record/files.hpp"

#include "contexts/receptions/record/visits.hpp"
#include "kernel/files/files.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/units/units.hpp"

namespace gandan::receptions {
namespace {

bool is_visit_file_public(db::Tx&, const files::File&) {
  return false;
}

std::optional<std::string> open_visit_file(db::Tx& tx, const Clock& clock,
                                           const crypto::KeyFile& keys,
                                           const people::Principal& officer, files::File& file) {
  const auto visit = find_visit(tx, VisitId{file.record_id});
  if (!visit || !may_read(tx, officer, *visit)) return std::nullopt;
  if (file.key) return file.key->data;
  const auto above = units::ancestors(tx, visit->body);
  const auto words = people::read_words(
      tx, clock, keys, {officer, people::Permission::handle_denunciations, visit->body, above},
      ref_of(visit->id));
  return words ? files::key_of(file, *words) : std::nullopt;
}

}  // namespace

files::Kind kind_of_visit_files() {
  return {.record = "visit", .is_public = is_visit_file_public, .open = open_visit_file};
}

}  // namespace gandan::receptions
