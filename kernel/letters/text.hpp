// How the text of a letter is put together: paragraphs in plain text, and what stands before and
// after those that a module words.
#pragma once
#include <string>
#include <string_view>

#include "lib/i18n/locale.hpp"

namespace gandan::letters {

/// An empty line stands between them.
class Paragraphs {
 public:
  void say(std::string_view words);
  /// The address alone on the line after the words.
  void link(std::string_view words, std::string_view href);
  /// Somebody's own words: at most 3,000 code points of them, the rest is read on the page.
  void quote(std::string_view words);
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// What the kernel knows of a letter.
struct Frame {
  std::string code;
  std::string page, confirm, stop;  ///< whole addresses
  bool asks_to_confirm = false;     ///< it is the first
};
/// The whole letter, in the locale's language: a greeting, what a module words, the way to the
/// record's page, to confirm and to stop.
[[nodiscard]] std::string in_frame(std::string_view text, const Frame& frame,
                                   const i18n::Locale& locale);

}  // namespace gandan::letters
