// Every string of hostile-input is shown back byte for byte, as text.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

#include "lib/base/real_input.hpp"
#include "tools/loom/test/shown_as_text.hpp"

namespace gandan::samples {
namespace {

TEST(HostileInput, EveryStringIsShownBackByteForByte) {
  const auto lists = real_input::find("hostile-input", "*.json");
  const auto texts = real_input::find("hostile-input", "*.txt");
  if (lists.empty() && texts.empty()) GTEST_SKIP() << real_input::absent("hostile-input");
  for (const auto& file : lists) {
    const auto strings = boost::json::parse(real_input::read(file));
    for (const auto& one : strings.as_array()) expect_shown_as_text(std::string(one.as_string()));
  }
  for (const auto& file : texts) {
    std::istringstream lines(real_input::read(file));
    for (std::string line; std::getline(lines, line);) expect_shown_as_text(line);
  }
}

}  // namespace
}  // namespace gandan::samples
