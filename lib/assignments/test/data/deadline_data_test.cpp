// Wordings of laws and programmes, each with what a reader took from it (README of vn-tasks).
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

#include "lib/assignments/deadline_json.hpp"
#include "lib/base/real_input.hpp"

namespace gandan::assignments {
namespace {

TEST(RealWordings, AreReadAsAReaderReadThem) {
  const auto files = real_input::find("vn-tasks", "deadlines.jsonl");
  if (files.empty()) GTEST_SKIP() << real_input::absent("vn-tasks");
  int right = 0, all = 0;
  for (const auto& file : files) {
    std::istringstream lines(real_input::read(file));
    for (std::string line; std::getline(lines, line);) {
      const auto row = boost::json::parse(line).as_object();
      const std::string wording(row.at("wording").as_string());
      const boost::json::object read = json_of(read_deadline(wording));
      bool same = true;
      for (const auto& [key, value] : row.at("answer").as_object()) {
        const auto* ours = read.if_contains(key);
        same = same && (ours ? *ours == value : value.is_null());
      }
      ++all;
      if (same)
        ++right;
      else if (!row.contains("unsure"))
        std::cout << wording << "\n  " << boost::json::serialize(row.at("answer")) << "\n  "
                  << boost::json::serialize(read) << "\n";
    }
  }
  EXPECT_GE(right * 100, all * 97) << right << " of " << all;
}

}  // namespace
}  // namespace gandan::assignments
