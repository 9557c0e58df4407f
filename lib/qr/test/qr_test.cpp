#include "lib/qr/qr.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <stdexcept>
#include <vector>

namespace gandan::qr {
namespace {

/// The modules that the path draws dark.
std::vector<std::vector<bool>> drawn(const Code& code) {
  const auto size = static_cast<std::size_t>(code.size);
  std::vector<std::vector<bool>> dark(size, std::vector<bool>(size, false));
  static const std::regex piece("M(\\d+),(\\d+)h(\\d+)v1h-(\\d+)z");
  for (std::sregex_iterator at(code.path.begin(), code.path.end(), piece), end; at != end; ++at)
    for (std::size_t i = 0; i < std::stoul((*at)[3]); ++i)
      dark.at(std::stoul((*at)[2])).at(std::stoul((*at)[1]) + i) = true;
  return dark;
}

/// The square with a ring that stands in three corners (ISO/IEC 18004, 6.3.3).
bool is_finder(const std::vector<std::vector<bool>>& dark, std::size_t top, std::size_t left) {
  for (std::size_t y = 0; y < 7; ++y)
    for (std::size_t x = 0; x < 7; ++x) {
      const bool ring = y == 0 || y == 6 || x == 0 || x == 6;
      const bool heart = y >= 2 && y <= 4 && x >= 2 && x <= 4;
      if (dark[top + y][left + x] != (ring || heart)) return false;
    }
  return true;
}

TEST(Qr, HasItsFindersAndAQuietZoneOfFourModules) {
  const Code code = encode("otpauth://totp/G%E1%BA%A7n%20D%C3%A2n:lan?secret=GEZDGNBVGY3TQOJQ");
  const auto dark = drawn(code);
  const auto size = dark.size();
  EXPECT_EQ((code.size - 2 * quiet_zone - 17) % 4, 0) << "17 + 4 × version";
  EXPECT_TRUE(is_finder(dark, 4, 4));
  EXPECT_TRUE(is_finder(dark, 4, size - 11));
  EXPECT_TRUE(is_finder(dark, size - 11, 4));
  EXPECT_FALSE(is_finder(dark, size - 11, size - 11));
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t edge = 0; edge < 4; ++edge)
      EXPECT_FALSE(dark[edge][i] || dark[size - 1 - edge][i] || dark[i][edge] ||
                   dark[i][size - 1 - edge]);
}

TEST(Qr, OtherTextIsAnotherCodeAndTooLongATextIsNone) {
  EXPECT_NE(encode("a").path, encode("b").path);
  EXPECT_THROW((void)encode(std::string(5000, 'x')), std::runtime_error);
}

}  // namespace
}  // namespace gandan::qr
