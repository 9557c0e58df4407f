// Petitions of voters that name a ministry are known to ask it.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <set>

#include "kernel/units/addressee.hpp"
#include "lib/base/real_input.hpp"

namespace gandan::units {
namespace {

struct Asking {
  std::string text, addressed_to;
};

std::vector<Asking> voters_petitions() {
  std::vector<Asking> out;
  for (const auto& path : real_input::find("petitions-vn", "petitions*.jsonl")) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      const boost::json::value row = boost::json::parse(line);
      out.push_back({std::string(row.at("text").as_string()),
                     std::string(row.at("addressed_to").as_string())});
    }
  }
  return out;
}

TEST(VotersPetitions, AreAddressedToWhomTheyName) {
  const std::vector<Asking> all = voters_petitions();
  if (all.empty()) GTEST_SKIP() << "GANDAN_DATA names no folder with petitions-vn";
  std::set<std::string> names;
  for (const Asking& each : all) names.insert(each.addressed_to);
  std::vector<Unit> bodies;
  for (const std::string& name : names) bodies.push_back({.kind = UnitKind::body, .name = name});
  std::vector<Serving> there;
  for (const Unit& body : bodies) there.push_back({&body, ""});

  double named = 0, right = 0;
  for (const auto& [text, addressed_to] : all) {
    const Unit* greeted = addressee("Kính gửi " + addressed_to + ". " + text, there);
    EXPECT_EQ(greeted == nullptr ? "" : greeted->name, addressed_to);
    const Unit* asked = addressee(text, there);
    if (asked == nullptr) continue;
    ++named;
    if (asked->name == addressed_to) ++right;
  }
  EXPECT_GT(named, 0.3 * static_cast<double>(all.size()));
  EXPECT_GT(right, 0.95 * named) << "whom it names is who answered it";
}

}  // namespace
}  // namespace gandan::units
