#include "kernel/people/kept.hpp"

namespace gandan::people {
namespace {

/// Kinds and parts are names of the program's own, never of people.
std::string of_kind(std::string_view kind) {
  return db::joined({" where subject_kind = '", kind, "'"});
}

}  // namespace

std::vector<journal::Kept> kept_under_seal(std::string_view kind) {
  using Match = journal::Kept::Match;
  const std::string identities = "select subject_id as id from sealed_identities" + of_kind(kind);
  const std::string openings = "select subject_id as id from identity_openings" + of_kind(kind);
  const std::string readings = "select subject_id as id from words_readings" + of_kind(kind);
  return {{"sealed identities", identities, kind, {}, Match::needs_an_entry},
          {"openings of sealed identities", openings, kind, {"people.open_identity"}},
          {"identities that were sealed",
           identities,
           kind,
           {"people.seal_identity"},
           Match::needs_a_record},
          {"readings of sealed words", readings, kind, {"people.read_words"}}};
}

std::string with_sealed_part(std::string_view kind, std::string_view part) {
  return db::joined(
      {"select subject_id as id from sealed_words", of_kind(kind), " and part = '", part, "'"});
}

}  // namespace gandan::people
