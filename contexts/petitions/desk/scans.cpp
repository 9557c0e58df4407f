#include "contexts/petitions/desk/scans.hpp"

#include <span>

#include "contexts/petitions/desk/desk.hpp"
#include "kernel/files/reading.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {
namespace {

// A letter, as it is scanned, photographed or sent: files::accepted without recordings.
constexpr const char* papers_accepted =
    "image/jpeg,image/png,image/webp,image/heic,image/avif,.pdf,.docx,.xlsx";

std::string content_of(const Desk& desk, const files::Taken& scan) {
  std::string content;
  auto reading = desk.services.files.folder.open(scan.content.hash, scan.key);
  while (auto piece = reading ? reading->next() : std::nullopt) content += *piece;
  return content;
}

}  // namespace

ScanFields scan_fields(const Desk& desk, const desk::SentPapers& scans) {
  return {.papers = desk::paper_fields(
              desk, scans, N_("The letter as it came"),
              N_("Scans or photographs of it, or the file. Officers see them; in public is only "
                 "what they release."),
              papers_accepted),
          .can_be_read = files::can_read_scans()};
}

ScanWords words_of_scans(const Desk& desk, const desk::SentPapers& scans) {
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
