// Petitions to ministries and their answers name decrees, sums, dates and areas, but no person's
// numbers (README of petitions-vn: no private names).
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

#include "lib/base/real_input.hpp"
#include "lib/text/personal_data.hpp"

namespace gandan::text {
namespace {

bool is_number(PersonalData kind) {
  return kind == PersonalData::telephone || kind == PersonalData::identity_number ||
         kind == PersonalData::account_number;
}

TEST(PersonalData, NumeralsOfRealPetitionsAreNobodys) {
  const auto files = real_input::find("petitions-vn", "*.jsonl");
  if (files.empty()) GTEST_SKIP() << real_input::absent("petitions-vn");
  for (const auto& file : files) {
    std::istringstream lines(real_input::read(file));
    for (std::string line; std::getline(lines, line);) {
      const auto row = boost::json::parse(line);
      for (const char* column : {"text", "answer"}) {
        const auto* value = row.as_object().if_contains(column);
        const std::string text = value && value->is_string() ? std::string(value->as_string()) : "";
        for (const PersonalSpan& span : find_personal_data(text))
          EXPECT_FALSE(is_number(span.kind)) << text.substr(span.begin, span.end - span.begin);
      }
    }
  }
}

}  // namespace
}  // namespace gandan::text
