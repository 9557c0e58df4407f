#include "app/personal.hpp"

#include "lib/i18n/locale.hpp"

namespace gandan::app {
namespace {

personal::Kept digests() {
  return {.what = N_("A digest of a form that was sent"),
          .why = N_("So that a button pressed twice counts once."),
          .how_long = N_("A day."),
          .seen_by = N_("Nobody: only this server's key file can make it again."),
          .columns = {"done_forms.key"}};
}

personal::Kept failures() {
  return {.what = N_("Why a letter could not be sent, in the mail server's words, which may name "
                     "the address"),
          .why = N_("So that whoever runs this server can mend it."),
          .how_long = N_("Until it was sent, or an operator takes it away."),
          .seen_by = N_("Who runs this server."),
          .columns = {"jobs.last_error"}};
}

}  // namespace

personal::Declared personal_data() {
  return {.kept = {digests(), failures()},
          .of_nobody = {
              // lib/db, lib/jobs: names, checksums and numbers of records
              "schema_migrations.module", "schema_migrations.name", "schema_migrations.checksum",
              "jobs.kind", "jobs.payload", "periodic_jobs.name", "heartbeat.name",
              // the journal holds numbers, names of the program and hashes
              "journal.verb", "journal.subject_kind", "journal.detail", "journal.leaf",
              "journal_seals.head", "folds.name", "totals.subject", "totals.facet",
              // the log holds hashes under salts, and what was signed
              "log_identity.origin", "log_entries.content", "log_entries.commitment",
              "log_entries.parts", "log_salts.subject_kind", "log_salts.salt",
              "log_salts.erased_under", "log_tiles.bytes", "log_checkpoints.note",
              "log_keys.verifier_key", "log_cosignatures.witness", "log_cosignatures.line",
              // places, bodies, fields, limits and days off are published
              "units.code", "units.name", "units.address", "unit_codes.system", "unit_codes.code",
              "unit_names.key", "unit_lists.code", "unit_lists.name", "unit_lists.parent",
              "unit_mappings.old_code", "unit_mappings.old_name", "unit_mappings.new_code",
              "unit_mappings.new_name", "unit_mappings.new_province", "unit_remote.basis",
              "unit_remote_lines.code", "unit_remote_lines.basis", "unit_successions.basis",
              "places.key", "places.exact", "places.code", "places.district", "places.province",
              "body_keywords.keywords", "fields.code", "fields.name", "fields.name_en",
              "fields.keywords", "field_names.key", "limits.rule", "limits.title_vi",
              "limits.title_en", "limits.basis", "limits.source", "calendar_days.name",
              "calendar_days.source", "settings.key", "settings.words"}};
}

}  // namespace gandan::app
