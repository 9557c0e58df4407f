#include "kernel/people/committed.hpp"

namespace gandan::people {
namespace {

std::string of_these(std::string_view kind) {
  return db::joined({" where subject_kind = '", kind, "' and subject_id in (", db::these_ids, ")"});
}

const db::Sql account_parts{
    "select id, 'account' as part, length(username) || ':' || username || length(name) || ':' || "
    "name || length(email) || ':' || email || disabled as value from accounts where id in (",
    db::these_ids,
    ") union all "
    "select user_id, 'role ' || role || ' ' || unit_id, cast(reach as text) from role_grants "
    "where user_id in (",
    db::these_ids, ")"};

}  // namespace

std::string boxes_under_seal(std::string_view kind) {
  return db::joined(
      {"select subject_id as id, 'sealed ' || part as part, sealed as value from sealed_words",
       of_these(kind), " union all select subject_id, 'identity', sealed from sealed_identities",
       of_these(kind)});
}

std::string parts_under_seal(std::string_view kind) {
  return db::joined(
      {"select subject_id as id, 'opening ' || id as part, user_id || ' ' || unit_id || ' ' || "
       "opened_at as value from identity_openings",
       of_these(kind),
       " union all select subject_id, 'reading ' || user_id || ' ' || day, cast(read_at as text) "
       "from words_readings",
       of_these(kind)});
}

std::vector<std::string> columns_under_seal() {
  return {"sealed_words.sealed", "sealed_identities.sealed"};
}

journal::Commitments commitments_to_people() {
  constexpr std::string_view secret = "a digest or a locked secret, which says nothing by itself";
  constexpr std::string_view sign_in = "of a sign-in, which ends within months without an entry";
  return {.records = {{.kind = "account",
                       .words = {&account_parts},
                       .columns = {"accounts.username", "accounts.name", "accounts.email"}}},
          .not_committed = {
              {"accounts.password_hash", secret},
              {"accounts.totp_secret", secret},
              {"recovery_codes.code_hash", secret},
              {"one_time_links.token_hash", secret},
              {"sessions.new_totp_secret", secret},
              {"sessions.token_hash", sign_in},
              {"sessions.user_agent", sign_in},
              {"sessions.client", sign_in},
              {"devices.token_hash", sign_in},
              {"guesses.subject", sign_in},
              {"consent_requests.email", "the entry of what was asked for tells of it"},
              {"consent_requests.reason", "the entry of what was asked for tells of it"},
              {"sealed_words.sealed", "left to the context whose record it is"},
              {"sealed_identities.sealed", "left to the context whose record it is"},
              {"identity_openings.reason", "empty: the reason lies under the seal, which is"},
              {"words_readings.reason", "empty: the reason lies under the seal, which is"}}};
}

}  // namespace gandan::people
