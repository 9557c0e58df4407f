// The scans of a letter that is being entered: those that came with the form now, those that came
// with it before, and the words that a machine read of them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/desk/pages.hpp"
#include "kernel/files/take.hpp"

namespace gandan::petitions {

struct Desk;

struct Scans {
  std::vector<files::Taken> all;
  std::size_t before = 0;  ///< so many of them, the first, came with the form before
};
/// Nothing where one cannot be taken: `errors` says why, at "files".
[[nodiscard]] std::optional<Scans> scans_of(Desk& desk);
/// Those that came before alone.
[[nodiscard]] Scans scans_of_before(const Desk& desk);

/// What is asked of them on the form that is shown again.
struct ScanFields {
  pages::FileField choose;
  Choice kept;              ///< a tick each; without it, it is left out
  std::string words;        ///< that a machine read, where the field of words was not empty
  std::string note;         ///< of what was read, or why nothing was
  bool can_be_read = true;  ///< the words of pictures, on this machine
};
[[nodiscard]] ScanFields scan_fields(const Desk& desk, const Scans& scans);

/// The words of those that came now, or of all where none did; `note` says why there are none.
struct ScanWords {
  std::string words, note;
};
[[nodiscard]] ScanWords words_of_scans(const Desk& desk, const Scans& scans);

}  // namespace gandan::petitions
