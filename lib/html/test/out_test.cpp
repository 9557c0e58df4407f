#include "lib/html/out.hpp"

#include <gtest/gtest.h>

namespace gandan::html {
namespace {

struct Code {
  int number;
};
std::string to_text(const Code& code, const i18n::Locale&) {
  return "<GD-" + std::to_string(code.number) + ">";
}

std::string print(auto&& write, const char* language = "vi") {
  Out out(*i18n::find_locale(language));
  write(out);
  return out.take();
}

TEST(Text, IsEscapedWhereverTheSpecialCharacterStands) {
  std::string plain(40, 'x');
  for (std::size_t at = 0; at < plain.size(); ++at) {
    auto text = plain;
    text[at] = '<';
    auto expected = plain;
    expected.replace(at, 1, "&lt;");
    EXPECT_EQ(print([&](Out& out) { out.text(text); }), expected);
  }
  EXPECT_EQ(
      print([](Out& out) { out.text("Đường & \"cầu\" <'Kỳ Cùng'>, rất dài để qua một khối"); }),
      "Đường &amp; &quot;cầu&quot; &lt;&#39;Kỳ Cùng&#39;&gt;, rất dài để qua một khối");
}

TEST(Values, AreWrittenForPeopleInTextAndForMachinesInAttributes) {
  std::optional<int> none, some = 1234;
  Date day = Date::of(2021, 1, 5);
  EXPECT_EQ(print([&](Out& out) { out.text(1234567u); }), "1.234.567");
  EXPECT_EQ(print([&](Out& out) { out.attribute(1234567u); }), "1234567");
  EXPECT_EQ(print([&](Out& out) { out.text(plain(2026)); }), "2026");
  EXPECT_EQ(print([&](Out& out) { out.text(none); }), "");
  EXPECT_EQ(print([&](Out& out) { out.text(some); }), "1.234");
  EXPECT_EQ(print([&](Out& out) { out.text(day); }), "05/01/2021");
  EXPECT_EQ(print([&](Out& out) { out.attribute(day); }), "2021-01-05");
  EXPECT_EQ(print([&](Out& out) { out.attribute(0.1); }), "0.1");
  EXPECT_EQ(print([&](Out& out) { out.attribute(1e20); }), "100000000000000000000");
}

TEST(Values, OfAnyTypePrintThroughItsToTextAndAreEscaped) {
  EXPECT_EQ(print([](Out& out) { out.text(Code{7}); }), "&lt;GD-7&gt;");
  EXPECT_EQ(print([](Out& out) { out.attribute(Code{7}); }), "&lt;GD-7&gt;");
  EXPECT_EQ(print([](Out& out) { out.url_part(Code{7}); }), "%3CGD-7%3E");
}

TEST(Urls, ThatRunScriptAreRefusedHoweverTheyAreDressed) {
  for (auto url : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " \x01javascript:alert(1)",
                   "java\tscript:alert(1)", "java\nscript:a", "data:text/html,x", "vbscript:x",
                   "javascript&colon;:x", "blob:x", ":x"}) {
    EXPECT_EQ(print([&](Out& out) { out.url(url); }), "#") << url;
  }
  EXPECT_FALSE(is_safe_url(std::string_view("java\0script:x", 13)));
  for (auto url : {"/a?b=c:d", "https://example.vn/?a=1", "mailto:a@b.vn", "tel:+84123",
                   "otpauth://totp/a?secret=B", "#top", "?page=2", "", "petitions/a:b",
                   "HTTPS://example.vn"}) {
    EXPECT_TRUE(is_safe_url(url)) << url;
  }
  EXPECT_EQ(print([](Out& out) { out.url("/a?b=1&c=2"); }), "/a?b=1&amp;c=2");
  EXPECT_EQ(print([](Out& out) { out.url_part("a/b đ&"); }), "a%2Fb%20%C4%91%26");
}

TEST(OptionalAttributes, AppearWhenThereIsSomethingToSay) {
  std::optional<std::string> none, some = "a\"b";
  EXPECT_EQ(print([&](Out& out) { out.optional_attribute(" disabled", true); }), " disabled");
  EXPECT_EQ(print([&](Out& out) { out.optional_attribute(" disabled", false); }), "");
  EXPECT_EQ(print([&](Out& out) { out.optional_attribute(" title", none); }), "");
  EXPECT_EQ(print([&](Out& out) { out.optional_attribute(" title", some); }),
            " title=\"a&quot;b\"");
  EXPECT_EQ(print([&](Out& out) { out.optional_attribute(" title", std::string()); }), "");
  EXPECT_EQ(print([&](Out& out) { out.optional_attribute(" href", "javascript:x", true); }),
            " href=\"#\"");
}

TEST(Messages, EscapeThePatternAndTheValuesAndPrintMarkupAsItIs) {
  auto link = [](Out& out) { out.literal("<a href=\"/\">"), out.text("a&b"), out.literal("</a>"); };
  EXPECT_EQ(print([&](Out& out) { out.message<false>("<{x}> {y} {z", "x", "<b>", "y", link); }),
            "&lt;&lt;b&gt;&gt; <a href=\"/\">a&amp;b</a> {z");
  EXPECT_EQ(print([](Out& out) { out.message<true>("{n} {m}", "n", 1234, "m", "{n}"); }),
            "1.234 {n}");
}

TEST(Content, PrintsTheCallersBlock) {
  int times = 3;
  auto block = [&](Out& out) { out.attribute(times); };
  Content content = block;
  EXPECT_EQ(print([&](Out& out) { out.text(content), out.text(block); }), "33");
}

}  // namespace
}  // namespace gandan::html
