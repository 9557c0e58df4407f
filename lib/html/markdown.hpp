// Markdown, as officers write answers, into markup that is safe to print.
#pragma once
#include <string>
#include <string_view>

#include "lib/html/out.hpp"

namespace gandan::html {

/// CommonMark without raw HTML and images; links only to http, https and mailto, and
/// rel="nofollow". The highest heading becomes <h{top_heading}>, so that it stands below the page's
/// own.
[[nodiscard]] Raw markdown(std::string_view source, int top_heading = 3);

/// What a reader reads of it once it is shown: its words, without marks, addresses and images; a
/// line a paragraph, heading or cell.
[[nodiscard]] std::string plain_words(std::string_view source);
/// Whether a reader then finds neither a letter nor a digit: "***", "&nbsp;", a link without words.
[[nodiscard]] bool shows_nothing(std::string_view source);

}  // namespace gandan::html
