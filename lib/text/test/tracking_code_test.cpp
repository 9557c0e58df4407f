#include "lib/text/tracking_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <unordered_set>

namespace gandan::text {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

TEST(TrackingCode, HasItsForm) {
  EXPECT_EQ(tracking_code(0), "GD-0000-0000-0000");
  const std::string code = tracking_code(0x123456789ABCDEF);
  EXPECT_EQ(code.size(), 17u);
  EXPECT_EQ(parse_tracking_code(code), code);
}

TEST(TrackingCode, IsReadHoweverItWasTyped) {
  const std::string code = tracking_code(1);  // GD-1000-0000-000?
  std::string sloppy = "  gd ioOo–" + code.substr(8) + " ";
  EXPECT_EQ(parse_tracking_code(sloppy), code) << sloppy;
  EXPECT_EQ(parse_tracking_code(code.substr(3)), code) << "without its prefix";
  EXPECT_EQ(parse_tracking_code("lo00" + code.substr(8)), code);
}

TEST(TrackingCode, AMillionAtRandomDiffer) {
  std::mt19937_64 random(7);
  std::unordered_set<std::string> seen;
  for (int n = 0; n < 1'000'000; ++n) seen.insert(tracking_code(random()));
  EXPECT_EQ(seen.size(), 1'000'000u);
}

TEST(TrackingCode, EveryWrongSymbolAndEverySwapIsCaught) {
  std::mt19937_64 random(7);
  for (int n = 0; n < 100; ++n) {
    const std::string code = tracking_code(random()).substr(3);
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (code[i] == '-') continue;
      for (const char symbol : alphabet) {
        std::string wrong = code;
        wrong[i] = symbol;
        EXPECT_EQ(parse_tracking_code(wrong).has_value(), wrong == code) << wrong;
      }
      for (std::size_t j = i + 1; j < code.size(); ++j) {
        std::string swapped = code;
        std::swap(swapped[i], swapped[j]);
        if (code[j] == '-' || swapped == code) continue;
        EXPECT_FALSE(parse_tracking_code(swapped)) << swapped;
      }
    }
  }
}

TEST(TrackingCode, RefusesWhatIsNoCode) {
  for (const std::string_view text : {"", "GD", "GD-0000-0000-000", "GD-0000-0000-00000",
                                      "GD-0000-000U-0000", "hello worlds", "\xFF\xFE"})
    EXPECT_FALSE(parse_tracking_code(text)) << text;
}

TEST(TrackingCode, OneWrongLetterLeadsBackToIt) {
  const std::string code = tracking_code(0x2A5F3C71B9D4E6);
  EXPECT_TRUE(near_tracking_codes(code).empty()) << "it is one itself";
  for (const std::size_t at : {3U, 7U, 9U, 16U}) {
    std::string wrong = code;
    if (wrong[at] == '-') continue;
    wrong[at] = wrong[at] == '7' ? '8' : '7';
    const auto near = near_tracking_codes(wrong);
    EXPECT_NE(std::find(near.begin(), near.end(), code), near.end()) << wrong;
    EXPECT_LE(near.size(), 23U);
    wrong[at] = 'U';
    EXPECT_EQ(near_tracking_codes(wrong), std::vector{code}) << "no code has this letter";
  }
  std::string swapped = code;
  std::swap(swapped[3], swapped[4]);
  const auto near = near_tracking_codes(swapped);
  EXPECT_NE(std::find(near.begin(), near.end(), code), near.end());
  EXPECT_TRUE(near_tracking_codes("4821-937-205").empty());
}

}  // namespace
}  // namespace gandan::text
