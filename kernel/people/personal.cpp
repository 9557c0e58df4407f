#include "kernel/people/personal.hpp"

#include "lib/i18n/locale.hpp"

namespace gandan::people {
namespace {

personal::Kept kept_accounts() {
  return {.what = N_("Of an officer: name, user name and e-mail address"),
          .why = N_("So that it is known who acted, and that they are told what concerns their "
                    "account."),
          .how_long = N_("As long as the journal, which names accounts; a person who leaves is "
                         "disabled, not erased."),
          .seen_by = N_("Who administers the account. Everybody reads which body answered, not "
                        "which officer."),
          .columns = {"accounts.username", "accounts.name", "accounts.email",
                      "consent_requests.email", "consent_requests.reason"}};
}

personal::Kept kept_secrets() {
  return {.what = N_("Of an officer: digests of password, recovery codes and links, and the locked "
                     "secret of the second factor"),
          .why = N_("To know that it is them who sign in."),
          .how_long = N_("Until they are changed or the second factor is taken away; links for "
                         "their hours."),
          .seen_by = N_("Nobody: what was typed cannot be read back from them."),
          .columns = {"accounts.password_hash", "accounts.totp_secret", "recovery_codes.code_hash",
                      "one_time_links.token_hash", "sessions.new_totp_secret"}};
}

personal::Kept kept_sign_ins() {
  return {.what = N_("Of a sign-in: the browser's name, the network it came from, and digests of "
                     "its tokens"),
          .why = N_("So that officers see where they are signed in, and guessing is slowed."),
          .how_long = N_("A session for 12 hours at most, a known device for 180 days unused, "
                         "wrong passwords for a day."),
          .seen_by = N_("The officer whose account it is."),
          .columns = {"sessions.token_hash", "sessions.user_agent", "sessions.client",
                      "devices.token_hash", "guesses.subject"}};
}

personal::Kept kept_identities() {
  return {.what = N_("Who denounces: name, address, telephone and e-mail, under the seal"),
          .why = N_("The Law on Denunciations asks for it, and that it is kept secret."),
          .how_long = N_("As long as the denunciation. Sent anew with the same form, it takes the "
                         "place of what was sent first."),
          .seen_by = N_("Only those whose duty it is, by an opening with a reason, which is "
                        "recorded. Your key does not open it either: a lost receipt names nobody."),
          .columns = {"sealed_identities.sealed"}};
}

personal::Kept kept_words() {
  return {.what = N_("What a denunciation says, and what was masked in a public text, under the "
                     "seal"),
          .why = N_("To settle it, and to know what was sent."),
          .how_long = N_("As long as the record."),
          .seen_by = N_("The officers who handle it, each reading recorded; and you."),
          .in_own_file = true,
          .columns = {"sealed_words.sealed"}};
}

personal::Kept kept_reasons() {
  return {.what = N_("Why an officer opened an identity or read what is sealed"),
          .why = N_("So that it can be asked whether they had to."),
          .how_long = N_("As long as the record."),
          .seen_by = N_("The officers who handle the case, and who supervises them."),
          .columns = {"identity_openings.reason", "words_readings.reason"}};
}

}  // namespace

personal::Declared personal_data() {
  return {.kept = {kept_identities(), kept_words(), kept_reasons(), kept_accounts(), kept_secrets(),
                   kept_sign_ins()},
          .of_nobody = {"accounts.totp_key", "identity_openings.subject_kind", "seal_keys.id",
                        "seal_keys.public_key", "sealed_identities.key_id",
                        "sealed_identities.subject_kind", "sealed_words.key_id",
                        "sealed_words.part", "sealed_words.subject_kind", "sessions.new_totp_key",
                        "words_readings.subject_kind"}};
}

}  // namespace gandan::people
