#include "lib/cli/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gandan::cli {
namespace {

int call(std::vector<Command> commands, std::vector<const char*> words) {
  words.insert(words.begin(), "gandan");
  return run(commands, words);
}

Command import_command(std::string* got) {
  return {"import petitions",
          "FILE",
          "Imports.",
          {{"db", "ADDRESS", "", true}, {"dry-run", "", ""}},
          [got](const Arguments& arguments) {
            *got = arguments.get("db") + "|" + arguments.positional().at(0) +
                   (arguments.has("dry-run") ? "|dry" : "");
            return 0;
          }};
}

TEST(Command, takes_its_options_and_files_in_any_order) {
  std::string got;
  EXPECT_EQ(
      call({import_command(&got)}, {"import", "petitions", "a.csv", "--dry-run", "--db", "x"}), 0);
  EXPECT_EQ(got, "x|a.csv|dry");
}

TEST(Command, a_wrong_call_is_two_and_a_failure_is_one) {
  std::string got;
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "a.csv"}), 2);
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "--db", "x"}), 2);
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "--what", "--db", "x", "f"}), 2);
  EXPECT_EQ(call({import_command(&got)}, {"nonsense"}), 2);
  Command failing{
      "fail", "", "", {}, [](const Arguments&) -> int { throw std::runtime_error("no"); }};
  EXPECT_EQ(call({failing}, {"fail"}), 1);
}

TEST(Command, help_is_never_an_error) {
  std::string got;
  EXPECT_EQ(call({import_command(&got)}, {}), 0);
  EXPECT_EQ(call({import_command(&got)}, {"--help"}), 0);
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "--help"}), 0);
  EXPECT_EQ(got, "");
}

TEST(Arguments, say_what_they_expected) {
  Arguments arguments(
      {{"days", "x"}, {"from", "2026-13-01"}, {"to", "0026-07-01"}, {"map", "a=b,c=d"}}, {});
  EXPECT_THROW((void)arguments.integer("days"), UsageError);
  EXPECT_THROW((void)arguments.date("from"), UsageError);
  EXPECT_THROW((void)arguments.date("to"), UsageError) << "never the year 26";
  EXPECT_THAT(arguments.pairs("map"),
              testing::ElementsAre(testing::Pair("a", "b"), testing::Pair("c", "d")));
}

}  // namespace
}  // namespace gandan::cli
