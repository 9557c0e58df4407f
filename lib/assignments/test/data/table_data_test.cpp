// An action programme of a government, twice: rows, bodies, deadlines and products (README of
// vn-tasks).
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <iostream>
#include <map>
#include <sstream>

#include "lib/assignments/deadline_json.hpp"
#include "lib/assignments/table.hpp"
#include "lib/base/real_input.hpp"
#include "lib/text/fold.hpp"

namespace gandan::assignments {
namespace {

struct Counted {
  int right = 0, all = 0;
  void add(bool is_right, const std::string& what) {
    ++all;
    right += is_right ? 1 : 0;
    if (!is_right) std::cout << what << "\n";
  }
  [[nodiscard]] double share() const { return all == 0 ? 0 : static_cast<double>(right) / all; }
};

std::string keys_of(const boost::json::array& names) {
  std::string all;
  for (const auto& each : names)
    all += text::fold(std::string(each.as_string()), text::Fold::exact) + "; ";
  return all;
}
std::string keys_of(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& each : names) all += text::fold(each, text::Fold::exact) + "; ";
  return all;
}

TEST(RealProgramme, IsReadRowByRow) {
  const auto answers = real_input::find("vn-tasks", "rows.jsonl");
  if (answers.empty()) GTEST_SKIP() << real_input::absent("vn-tasks");
  Counted rows, leads, cos, deadlines, products;
  std::istringstream lines(real_input::read(answers.front()));
  std::map<std::string, std::map<std::string, Task>> versions;
  for (std::string line; std::getline(lines, line);) {
    const auto row = boost::json::parse(line).as_object();
    const std::string version(row.at("version").as_string());
    if (!versions.contains(version))
      for (const auto& file : real_input::find("vn-tasks", "*_" + version + ".md"))
        for (const auto& table : tables_of_markdown(real_input::read(file)))
          for (Task& task : read_tasks(table)) versions[version].emplace(task.number, task);
    const std::string number = std::to_string(row.at("no").as_int64());
    const auto found = versions[version].find(number);
    rows.add(found != versions[version].end(), version + " " + number + " is not found");
    if (found == versions[version].end()) continue;
    const Task& task = found->second;
    const std::string at = version + " " + number + " ";
    leads.add(keys_of(task.lead) == keys_of(row.at("lead").as_array()),
              at + keys_of(task.lead) + " | " + task.lead_as_written);
    cos.add(keys_of(task.co) == keys_of(row.at("co").as_array()),
            at + keys_of(task.co) + " | " + task.co_as_written);
    const auto read = json_of(task.deadline);
    bool same = true;
    for (const auto& [key, value] : row.at("deadline").as_object()) {
      const auto* ours = read.if_contains(key);
      same = same && (ours ? *ours == value : value.is_null());
    }
    deadlines.add(same, at + task.deadline_as_written + " " + boost::json::serialize(read));
    products.add(task.product == std::string(row.at("product").as_string()), at + task.product);
    EXPECT_EQ(task.section, std::string(row.at("section").as_string())) << at;
  }
  EXPECT_EQ(rows.right, rows.all);
  EXPECT_GE(leads.share(), 0.97);
  EXPECT_GE(cos.share(), 0.97);
  EXPECT_GE(deadlines.share(), 0.97);
  EXPECT_GE(products.share(), 0.95);
}

}  // namespace
}  // namespace gandan::assignments
