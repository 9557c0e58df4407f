#include "lib/log/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace gandan::log {
namespace {

using testing::HasSubstr;
using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

std::string written(const std::function<void()>& fn) {
  flush();
  CaptureStderr();
  fn();
  flush();
  return GetCapturedStderr();
}

TEST(Log, ALineIsOneJsonObjectWithItsFields) {
  const std::string line = written([] {
    info("import finished", {{"imported", 12}, {"share", 0.5}, {"dry_run", false}, {"by", "cli"}});
  });
  EXPECT_THAT(line, HasSubstr(R"("level":"info","event":"import finished","imported":12,)"
                              R"("share":0.5,"dry_run":false,"by":"cli"})"
                              "\n"));
  EXPECT_EQ(line.rfind(R"({"at":"20)", 0), 0U);
}

TEST(Log, NothingThatIsWrittenCanStartALineOfItsOwn) {
  std::string json;
  append_json(json, "a\"\\\n\r\x01\x7F \xFFđ");
  EXPECT_EQ(json, "\"a\\\"\\\\\\n\\u000d\\u0001\\u007f \xEF\xBF\xBDđ\"");
}

TEST(Log, NumbersThatJsonDoesNotHaveBecomeNull) {
  std::string json;
  Value(std::numeric_limits<double>::quiet_NaN()).append_to(json);
  EXPECT_EQ(json, "null");
}

}  // namespace
}  // namespace gandan::log
