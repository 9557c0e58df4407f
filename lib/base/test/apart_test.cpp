#include "lib/base/apart.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace gandan {
namespace {

TEST(Apart, GivesWhatTheWorkAnswers) {
  const std::string long_answer(300'000, 'x');
  EXPECT_EQ(run_apart({}, [&] { return long_answer; }), long_answer);
}

TEST(Apart, WhatBreaksThereBreaksNothingHere) {
  EXPECT_EQ(run_apart({}, []() -> std::string { throw std::runtime_error("no"); }),
            fail(ApartError::broke));
  EXPECT_EQ(run_apart({}, []() -> std::string { std::_Exit(7); }), fail(ApartError::broke));
  EXPECT_EQ(run_apart({},
                      []() -> std::string {
                        ::kill(::getpid(), SIGKILL);
                        return "x";
                      }),
            fail(ApartError::broke));
}

TEST(Apart, WhatNeverEndsIsEnded) {
  EXPECT_EQ(run_apart({.time = std::chrono::seconds(1)},
                      []() -> std::string {
                        while (true) ::pause();
                      }),
            fail(ApartError::too_slow));
}

TEST(Apart, AnAnswerHasAnEnd) {
  EXPECT_EQ(run_apart({.longest_answer = 1000}, [] { return std::string(100'000, 'x'); }),
            fail(ApartError::too_long));
}

TEST(Apart, HasNoFileOfItsParentOpen) {
  // 3 is where its answer goes.
  EXPECT_EQ(run_apart({}, [] { return std::string(::dup(4) < 0 ? "none" : "some"); }), "none");
}

TEST(Apart, AProgramReadsWhatItIsGivenAndIsHeard) {
  const std::string long_input(300'000, 'x');
  EXPECT_EQ(run_program_apart({}, {"cat"}, long_input), long_input);
  EXPECT_EQ(run_program_apart({}, {"sh", "-c", "exit 3"}, ""), fail(ApartError::broke));
  EXPECT_EQ(run_program_apart({}, {"no-such-program-anywhere"}, ""), fail(ApartError::broke));
  EXPECT_EQ(run_program_apart({.time = std::chrono::seconds(1)}, {"sleep", "30"}, ""),
            fail(ApartError::too_slow));
}

TEST(Apart, AProgramFindsNothingOfThisOne) {
  ::setenv("GANDAN_TEST_SECRET", "seen", 1);
  EXPECT_EQ(run_program_apart({}, {"sh", "-c", "echo \"<$GANDAN_TEST_SECRET>\""}, ""), "<>\n");
  EXPECT_EQ(run_program_apart({}, {"sh", "-c", "echo no >&2; cat <&3 || echo closed"}, ""),
            "closed\n");
}

}  // namespace
}  // namespace gandan
