// isemail: addresses with the category that its author gives each.
#include <gtest/gtest.h>

#include "lib/base/real_input.hpp"
#include "lib/mail/address.hpp"

namespace gandan::mail {
namespace {

std::string without_entities(std::string text) {
  static const std::pair<std::string_view, std::string_view> entities[] = {
      {"&quot;", "\""},     {"&lt;", "<"},      {"&gt;", ">"},      {"&#x2400;", "\x01"},
      {"&#x2407;", "\x07"}, {"&#x2409;", "\t"}, {"&#x240A;", "\n"}, {"&#x240D;", "\r"},
      {"&#xA9;", "©"},      {"&amp;", "&"}};
  for (const auto& [entity, letter] : entities)
    for (std::size_t at; (at = text.find(entity)) != std::string::npos;)
      text.replace(at, entity.size(), letter);
  return text;
}

/// What stands between the first `open` and the next `close`; "" where there is none.
std::string between(const std::string& text, std::string_view open, std::string_view close) {
  const std::size_t at = text.find(open);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + open.size();
  return text.substr(begin, text.find(close, begin) - begin);
}

/// What a form takes: addresses that are valid, whether or not their domain answers today. Not what
/// only a header may hold (comments, folding, obsolete forms), nor a literal in place of a domain.
bool is_ours(const std::string& category, const std::string& address) {
  if (category == "VALID_CATEGORY" || category == "DNSWARN") return true;
  return category == "RFC5321" && address.find("@[") == std::string::npos;
}

TEST(Address, AgreesWithThePublishedCategories) {
  const auto files = real_input::find("format-suites/email", "*_tests.xml");
  if (files.empty()) GTEST_SKIP() << real_input::absent("format-suites/email");
  for (const auto& file : files) {
    const std::string xml = real_input::read(file);
    for (std::size_t at = xml.find("<test id"); at != std::string::npos;) {
      const std::size_t next = xml.find("<test id", at + 1);
      const std::string test = xml.substr(at, next - at);
      at = next;
      const std::string category = between(test, "<category>ISEMAIL_", "</category>");
      ASSERT_FALSE(category.empty()) << test;
      const std::string address = without_entities(between(test, "<address>", "</address>"));
      EXPECT_EQ(parse_address(address).has_value(), is_ours(category, address))
          << category << ": " << address;
    }
  }
}

}  // namespace
}  // namespace gandan::mail
