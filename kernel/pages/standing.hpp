// Pages that need no context: help, your data, accessibility, keyboard shortcuts, and what went
// wrong.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/pages/frame.hpp"
#include "lib/base/embedded.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::pages {

/// The files of a module's folder about/, as they are built in.
using AboutFiles = std::span<const EmbeddedFile>;
/// "help", "privacy" or "accessibility", written in about/NAME.LANGUAGE.md, and behind it what
/// files of the same name in `more` add; in English where the language has none; nothing for
/// another name.
[[nodiscard]] std::optional<std::string> about_page(const i18n::Locale& locale, PageFrame frame,
                                                    std::string_view name,
                                                    std::span<const AboutFiles> more = {});
/// The keys of the frame's menu as a page, for who comes without a script.
[[nodiscard]] std::string keys_page(const i18n::Locale& locale, PageFrame frame);

/// What to say for a status of 400 or above: what happened, and what to do next.
struct ErrorWords {
  const char* title;
  const char* text;
};
[[nodiscard]] ErrorWords error_words(int status);
/// The same for a member of staff, who may stand before a record that is not theirs.
[[nodiscard]] ErrorWords words_for_staff(int status);
/// `detail` is what to say instead, where something better is known. `request_id` is shown where
/// the fault is ours (500 and above), so that it can be found.
[[nodiscard]] std::string error_page(const i18n::Locale& locale, PageFrame frame, int status,
                                     std::string_view detail, std::string_view request_id);

}  // namespace gandan::pages
