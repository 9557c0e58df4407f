#include "lib/html/markdown.hpp"

#include <gtest/gtest.h>

namespace gandan::html {
namespace {

std::string html(std::string_view source) {
  return std::string(markdown(source).markup());
}

TEST(Markdown, KeepsStructureAndLowersHeadingsBelowThePagesOwn) {
  EXPECT_EQ(
      html("# Trả lời\n\n1. một\n2. *hai*\n\n## Căn cứ"),
      "<h3>Trả lời</h3>\n<ol>\n<li>một</li>\n<li><em>hai</em></li>\n</ol>\n<h4>Căn cứ</h4>\n");
  EXPECT_EQ(html("## Only\n###### Deep"), "<h3>Only</h3>\n<h6>Deep</h6>\n");
}

TEST(Markdown, ShowsRawMarkupAsTextAndImagesAsTheirDescription) {
  EXPECT_EQ(html("a <script>alert(1)</script> b"),
            "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>\n");
  EXPECT_EQ(html("<div onclick=x>\n"), "<p>&lt;div onclick=x&gt;\n</p>\n");
  EXPECT_EQ(html("![a **b**](https://x.vn/t.png)"), "<p>a <strong>b</strong></p>\n");
}

TEST(Markdown, EntitiesBringNothingThatTextMayNotHold) {
  EXPECT_EQ(html("a&#x202E;b&#xFFFE;c `d\u202E`"), "<p>ab\uFFFDc <code>d</code></p>\n");
}

TEST(Markdown, LinksOnlyWhereAReaderCanSafelyGo) {
  EXPECT_EQ(html("[a](https://x.vn/?b=1&c=%22)"),
            "<p><a rel=\"nofollow ugc\" href=\"https://x.vn/?b=1&amp;c=%22\">a</a></p>\n");
  EXPECT_EQ(html("[a](/petitions/GD-1)"),
            "<p><a rel=\"nofollow ugc\" href=\"/petitions/GD-1\">a</a></p>\n");
  for (auto url : {"javascript:x", "JAVASCRIPT:x", "data:text/html,x", "//x.vn", "/\\x.vn",
                   "vbscript:x", "relative", "&#106;avascript:x", "<java script:x>"})
    EXPECT_EQ(html("[a](" + std::string(url) + ")").find("<a"), std::string::npos) << url;
  EXPECT_EQ(html("[a [b](/c)](javascript:x)"),
            "<p>[a <a rel=\"nofollow ugc\" href=\"/c\">b</a>](javascript:x)</p>\n");
}

TEST(Markdown, WordsAreWhatIsReadOnceItIsShown) {
  EXPECT_EQ(plain_words("# Đã *sửa*\n\n| a |\n|---|\n| `b` |\n"), "Đã sửa\na\nb");
  EXPECT_EQ(plain_words("**Bộ sẽ trình**\n*nghị định* mới.\n\nMức cũ"),
            "Bộ sẽ trình nghị định mới.\nMức cũ");
  for (auto nothing : {"***", "![](x.png)", ">", "[a]: http://x", "[](https://x.vn)", "", "- \n- ",
                       "| |\n|---|\n| |\n", "~~~\n~~~"})
    EXPECT_EQ(plain_words(nothing).find_first_not_of("\n"), std::string::npos) << nothing;
  for (auto blank : {"&nbsp;", "\u3164", "&#x3164;", "…", "\u2800", "---", "[**](https://x.vn)"})
    EXPECT_TRUE(shows_nothing(blank)) << blank;
  for (auto said : {"Đã sửa.", "1", "`x`", "[sửa](https://x.vn)", "예"})
    EXPECT_FALSE(shows_nothing(said)) << said;
}

}  // namespace
}  // namespace gandan::html
