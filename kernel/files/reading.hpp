// The words of a file, as a machine reads them: of papers what is written in them, of pictures and
// scans what Tesseract guesses where it is installed. They are proposed to an officer, and nobody
// is shown them as what somebody said.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/files/file.hpp"
#include "lib/base/result.hpp"

namespace gandan::files {

enum class NotRead : std::uint8_t {
  no_words,    ///< a recording, or a picture in which none are seen
  no_reader,   ///< a scan, and Tesseract is not installed
  unreadable,  ///< damaged, or beyond what one file may take
  too_slow,
  busy,  ///< others are being read; in a minute it may be asked again
};

/// Of a scan of many pages no more are looked at.
inline constexpr std::size_t most_pages_read = 5;

/// Whether scans can be read on this machine.
[[nodiscard]] bool can_read_scans();

/// Of a file that was taken (take.hpp), or of its first pages. It takes seconds, and a minute at
/// most: never within a transaction. One is read at a time; few wait.
[[nodiscard]] Result<std::string, NotRead> words_in(Type type, std::string_view content);

/// What is said where they were not read: a msgid.
[[nodiscard]] const char* in_words(NotRead why);

}  // namespace gandan::files
