#include "lib/cli/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <iostream>

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

TEST(Command, TakesItsOptionsAndFilesInAnyOrder) {
  std::string got;
  EXPECT_EQ(
      call({import_command(&got)}, {"import", "petitions", "a.csv", "--dry-run", "--db", "x"}), 0);
  EXPECT_EQ(got, "x|a.csv|dry");
}

TEST(Command, AWrongCallIsTwoAndAFailureIsOne) {
  std::string got;
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "a.csv"}), 2);
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "--db", "x"}), 2);
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "--what", "--db", "x", "f"}), 2);
  EXPECT_EQ(call({import_command(&got)}, {"nonsense"}), 2);
  Command failing{
      "fail", "", "", {}, [](const Arguments&) -> int { throw std::runtime_error("no"); }};
  EXPECT_EQ(call({failing}, {"fail"}), 1);
}

TEST(Command, WhatStandsAloneNeedsNothingElse) {
  bool ran = false;
  const Command command{"import petitions",
                        "FILE",
                        "Imports.",
                        {{"db", "ADDRESS", "", true},
                         {.name = "example", .value = "", .help = "", .stands_alone = true}},
                        [&](const Arguments& arguments) {
                          ran = arguments.has("example");
                          return 0;
                        }};
  EXPECT_EQ(call({command}, {"import", "petitions", "--example"}), 0);
  EXPECT_TRUE(ran);
  EXPECT_EQ(call({command}, {"import", "petitions"}), 2);
}

TEST(Command, HelpEndsWithWhatTheCommandAddsToIt) {
  const Command command{"list",           "", "Lists.", {}, [](const Arguments&) { return 0; },
                        "Columns:\n  a\n"};
  testing::internal::CaptureStdout();
  EXPECT_EQ(call({command}, {"list", "--help"}), 0);
  std::cout.flush();
  std::fflush(stdout);
  EXPECT_THAT(testing::internal::GetCapturedStdout(), testing::EndsWith("\nColumns:\n  a\n"));
}

TEST(Command, HelpIsNeverAnError) {
  std::string got;
  EXPECT_EQ(call({import_command(&got)}, {}), 0);
  EXPECT_EQ(call({import_command(&got)}, {"--help"}), 0);
  EXPECT_EQ(call({import_command(&got)}, {"import", "petitions", "--help"}), 0);
  EXPECT_EQ(got, "");
}

TEST(Arguments, SayWhatTheyExpected) {
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
