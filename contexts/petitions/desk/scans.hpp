// The scans of a letter that is being entered, and the words that a machine read of them.
#pragma once
#include <string>

#include "contexts/petitions/desk/pages.hpp"
#include "kernel/desk/sent_papers.hpp"

namespace gandan::petitions {

struct Desk;

/// What is asked of them on the form that is shown again.
struct ScanFields {
  desk::PaperFields papers;
  std::string words;        ///< that a machine read, where the field of words was not empty
  std::string note;         ///< of what was read, or why nothing was
  bool can_be_read = true;  ///< the words of pictures, on this machine
};
[[nodiscard]] ScanFields scan_fields(const Desk& desk, const desk::SentPapers& scans);

/// The words of those that came now, or of all where none did; `note` says why there are none.
struct ScanWords {
  std::string words, note;
};
[[nodiscard]] ScanWords words_of_scans(const Desk& desk, const desk::SentPapers& scans);

}  // namespace gandan::petitions
