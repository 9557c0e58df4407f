#include "contexts/petitions/public/sent_files.hpp"

#include <algorithm>

#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/files/files.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"
#include "kernel/turn/sent_files.hpp"

namespace gandan::petitions {
namespace {

std::string in_megabytes(std::int64_t bytes) {
  constexpr std::int64_t megabyte = std::int64_t{1} << 20U;
  return std::to_string(bytes / megabyte);
}

}  // namespace

pages::FileField files_field(const Turn& turn, bool is_confidential) {
  const auto limits = files::limits_of(turn.services.settings);
  const char* hint =
      is_confidential
          ? N_("Up to {count}, of {size} MB each: JPEG, PNG, WebP, HEIC, PDF, DOCX, XLSX, M4A, "
               "MP3, "
               "OGG. Only the officers who handle it see them. Where a photograph was taken is "
               "taken out of it.")
          : N_("Up to {count}, of {size} MB each: JPEG, PNG, WebP, HEIC, PDF, DOCX, XLSX, M4A, "
               "MP3, "
               "OGG. An officer looks at them first; only what they release is shown in public. "
               "Where a photograph was taken is taken out of it.");
  return {.field = {.name = "files",
                    .label = turn.tr(N_("Photographs and files")),
                    .hint = turn.locale().tr(hint, {{"count", std::to_string(limits.most)},
                                                    {"size", in_megabytes(limits.largest)}}),
                    .error = turn.error_of("files"),
                    .optional = true},
          .accept = files::accepted,
          .multiple = true,
          .most = static_cast<int>(limits.most)};
}

std::optional<std::vector<files::Taken>> taken_files(Turn& turn, std::size_t there) {
  return take_sent_files(turn, most_files_of_petition - std::min(there, most_files_of_petition));
}

bool add_files(db::Tx& tx, const acts::Env& env, PetitionId id,
               const std::vector<files::Taken>& taken) {
  const auto petition = find(tx, id);
  if (!petition || !has_room(tx, id, taken.size())) return false;
  files::add(tx, {env.ids, env.keys, env.clock.now()},
             {.record = subject_of(id),
              .body = petition->body.value_or(UnitId{}),
              .is_sealed = has_sealed_words(*petition)},
             taken);
  return true;
}

}  // namespace gandan::petitions
