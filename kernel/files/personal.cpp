#include "kernel/files/personal.hpp"

#include "lib/i18n/locale.hpp"

namespace gandan::files {

personal::Declared personal_data() {
  return {
      .kept = {{.what = N_("Photographs, recordings and papers that were sent along, each under "
                           "a key of its own, and what they were called"),
                .why = N_("They show what words cannot."),
                .how_long = N_("As long as the matter that they belong to. Of a photograph it "
                               "is forgotten at once where, when and with what it was taken."),
                .seen_by = N_("The officers who read the matter, and who sent it. Everybody, "
                              "without their names, once an officer has looked at them. Of a "
                              "denunciation key and name lie under the seal."),
                .columns = {"files.name"}}},
      .of_nobody = {"files.record_kind", "files.hash", "files.small_hash", "files.content_key",
                    "uploads.id", "uploads.record_kind", "files.masks", "files.masked_hash",
                    "files.masked_small_hash"}};
}

}  // namespace gandan::files
