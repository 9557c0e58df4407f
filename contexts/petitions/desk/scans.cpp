#include "contexts/petitions/desk/scans.hpp"

#include <span>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/public/sent_files.hpp"
#include "kernel/files/keeping.hpp"
#include "kernel/files/reading.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {
namespace {

// A letter, as it is scanned, photographed or sent: files::accepted without recordings.
constexpr const char* papers_accepted =
    "image/jpeg,image/png,image/webp,image/heic,image/avif,.pdf,.docx,.xlsx";

std::string keeper_of(const Desk& desk) {
  return "officer " + std::to_string(desk.officer.user.value);
}

std::string content_of(const Desk& desk, const files::Taken& scan) {
  std::string content;
  auto reading = desk.services.files.folder.open(scan.content.hash, scan.key);
  while (auto piece = reading ? reading->next() : std::nullopt) content += *piece;
  return content;
}

}  // namespace

Scans scans_of_before(const Desk& desk) {
  Scans scans;
  for (const std::string_view carried : desk.request.form.all("kept"))
    if (auto found = files::kept(desk.services.keys.get(), desk.services.files.folder,
                                 keeper_of(desk), desk.services.clock.now(), carried);
        found && scans.all.size() < most_files_of_petition)
      scans.all.push_back(std::move(*found));
  scans.before = scans.all.size();
  return scans;
}

std::optional<Scans> scans_of(Desk& desk) {
  Scans scans = scans_of_before(desk);
  auto now = taken_files(desk, scans.before);
  if (!now) return std::nullopt;
  std::ranges::move(*now, std::back_inserter(scans.all));
  return scans;
}

ScanFields scan_fields(const Desk& desk, const Scans& scans) {
  const auto limits = files::limits_of(desk.services.settings);
  ScanFields fields{
      .choose = {.field = {.name = "files",
                           .label = desk.tr(N_("The letter as it came")),
                           .hint = desk.tr(N_("Scans or photographs of it, or the file. Officers "
                                              "see them; in public is only what they release.")),
                           .error = desk.error_of("files"),
                           .optional = true},
                 .accept = papers_accepted,
                 .multiple = true,
                 .most = static_cast<int>(limits.most)},
      .kept = {.field = {.name = "kept", .label = desk.tr(N_("Kept with the letter"))}},
      .can_be_read = files::can_read_scans()};
  for (const files::Taken& scan : scans.all)
    fields.kept.options.push_back({.value = files::keep(desk.services.keys.get(), keeper_of(desk),
                                                        desk.services.clock.now(), scan),
                                   .label = scan.name.empty() ? desk.tr(N_("A file")) : scan.name,
                                   .chosen = true});
  return fields;
}

ScanWords words_of_scans(const Desk& desk, const Scans& scans) {
  ScanWords read;
  const bool came_now = scans.all.size() > scans.before;
  for (const files::Taken& scan : std::span(scans.all).subspan(came_now ? scans.before : 0)) {
    const auto words = files::words_in(scan.type, content_of(desk, scan));
    if (words) read.words += (read.words.empty() ? "" : "\n\n") + *words;
    if (!words) read.note = desk.tr(files::in_words(words.error()));
  }
  if (scans.all.empty()) read.note = desk.tr(N_("Choose the scan of the letter first."));
  return read;
}

}  // namespace gandan::petitions
