// Markdown, as officers write answers, into markup that is safe to print.
#pragma once
#include <string_view>

#include "lib/html/out.hpp"

namespace gandan::html {

/// CommonMark without raw HTML and images; links only to http, https and mailto, and
/// rel="nofollow". The highest heading becomes <h{top_heading}>, so that it stands below the page's
/// own.
[[nodiscard]] Raw markdown(std::string_view source, int top_heading = 3);

}  // namespace gandan::html
