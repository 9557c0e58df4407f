// Strings that broke other programs stay text in every position. Hundreds more: data/.
#include <gtest/gtest.h>

#include "tools/loom/test/shown_as_text.hpp"

namespace gandan::samples {
namespace {

TEST(HostileInput, MarkupQuotesAndEntitiesStayTextInEveryPosition) {
  for (auto text : {"<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' x='", "&lt;b&gt;",
                    "</textarea><script>", "javascript:alert(1)", "%3Cb%3E", "{text}", "{{",
                    "\xC3\x28 broken \xFF utf-8 \xE2\x80\xAE", "\r\nSet-Cookie: a=b"})
    expect_shown_as_text(text);
  expect_shown_as_text(std::string("a\0<b", 4));
}

}  // namespace
}  // namespace gandan::samples
