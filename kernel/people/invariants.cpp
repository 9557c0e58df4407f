#include "kernel/people/invariants.hpp"

#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

/// Rows of a table with a unit that is not there; 0 stands for everywhere, or for no body.
std::string of_no_unit(std::string_view id, std::string_view table) {
  return db::joined({"select ", id, " as id from ", table,
                     " where unit_id <> 0 and unit_id not in (", units::sql::every_unit, ")"});
}

}  // namespace

std::vector<invariants::Invariant> invariants_of_people() {
  return {
      {"people.sessions", "a session is of an account that is there and not disabled",
       "select s.user_id as id from sessions s left join accounts a on a.id = s.user_id "
       "where a.id is null or a.disabled <> 0"},
      {"people.devices", "a known device is of an account that is not disabled",
       "select d.user_id as id from devices d join accounts a on a.id = d.user_id "
       "where a.disabled <> 0"},
      {"people.roles", "a role is held everywhere or at a unit that is there",
       of_no_unit("user_id", "role_grants")},
      {"people.sealed_identities", "an identity is sealed to nobody's key or to that of a unit",
       of_no_unit("subject_id", "sealed_identities")},
      {"people.sealed_words", "words are sealed to nobody's key or to that of a unit",
       of_no_unit("subject_id", "sealed_words")},
  };
}

}  // namespace gandan::people
