#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tools/loom/test/samples.hpp"
#include "tools/loom/test/views/page.hpp"
#include "tools/loom/test/views/spaces.hpp"

namespace gandan::samples {
namespace {

/// Compares with tools/loom/test/golden/NAME, or with GANDAN_GOLDEN=write in the environment makes
/// it.
void expect_golden(const std::string& name, std::string_view page) {
  auto path = "tools/loom/test/golden/" + name;
  if (std::getenv("GANDAN_GOLDEN")) std::ofstream(path, std::ios::binary) << page;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(expected.str(), page) << path;
}

Page sample() {
  return {.title = "Cầu \"tạm\" & đường <xã>",
          .code = "GD-7K3M/92QX",
          .link = "javascript:alert(1)",
          .hint = "",
          .received = Date::of(2021, 1, 5),
          .late = true,
          .place = "Xã 'Hữu Liên'",
          .answers = {{"UBND xã", "Đã *giải quyết* <b>xong</b>", Date::of(2021, 2, 1)},
                      {"Sở", "[xem](https://example.vn)", Date::of(2021, 3, 9)}}};
}

TEST(Golden, AWholePageInVietnamese) {
  html::Out out(*i18n::find_locale("vi"));
  views::page(out, sample());
  expect_golden("page.vi.html", out.view());
}

TEST(Golden, TheSamePageInEnglishWithNothingOptionalInIt) {
  html::Out out(*i18n::find_locale("en"));
  auto page = sample();
  page.place.reset();
  page.answers.resize(1);
  page.late = false;
  page.hint = "two\n  lines";
  page.link = "/rules?a=1&b=2";
  views::page(out, page);
  expect_golden("page.en.html", out.view());
}

TEST(Golden, WhiteSpaceBracesAndElementsThatCloseThemselves) {
  html::Out out(*i18n::find_locale("vi"));
  views::spaces(out, {1, 2000});
  expect_golden("spaces.html", out.view());
}

}  // namespace
}  // namespace gandan::samples
