#include "lib/ical/ical.hpp"

#include <gtest/gtest.h>

#include "lib/text/utf8.hpp"

namespace gandan::ical {
namespace {

bool says(const std::string& document, std::string_view part) {
  return document.find(part) != std::string::npos;
}

Calendar of_one(Event event) {
  return {.name = "Xã Đồng Đăng",
          .stamped = start_of(Date::of(2026, 7, 1)),
          .events = {std::move(event)}};
}

/// The lines as they were before they were folded.
std::string unfolded(std::string document) {
  for (std::size_t at = 0; (at = document.find("\r\n ", at)) != std::string::npos;)
    document.erase(at, 3);
  return document;
}

TEST(Ical, ACalendarIsWrittenAsRfc5545WantsIt) {
  EXPECT_EQ(write(of_one({.uid = "petition-GD-1-due@gandan",
                          .day = Date::of(2026, 12, 31),
                          .summary = "Hạn trả lời",
                          .description = "Cầu gãy",
                          .href = "https://gandan.example/petitions/GD-1"})),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gan Dan//gandan//VI\r\n"
            "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Xã Đồng Đăng\r\n"
            "BEGIN:VEVENT\r\nUID:petition-GD-1-due@gandan\r\nDTSTAMP:20260630T170000Z\r\n"
            "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"
            "SUMMARY:Hạn trả lời\r\nDESCRIPTION:Cầu gãy\r\n"
            "URL:https://gandan.example/petitions/GD-1\r\nTRANSP:TRANSPARENT\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(Ical, NoLineHasMoreThan75OctetsAndNoCharacterIsCut) {
  std::string words;
  for (int n = 0; n < 60; ++n) words += n % 3 == 0 ? "đường " : "ữ";
  const std::string document = write(of_one({.uid = "a@gandan", .day = {}, .summary = words}));
  std::size_t folded = 0;
  for (std::size_t at = 0; at < document.size();) {
    const std::size_t end = document.find("\r\n", at);
    ASSERT_NE(end, std::string::npos) << "each line has its end";
    const std::string line = document.substr(at, end - at);
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_TRUE(text::is_valid_utf8(line)) << line;
    folded += line.starts_with(' ') ? 1 : 0;
    at = end + 2;
  }
  EXPECT_GT(folded, 2U);
  EXPECT_TRUE(says(unfolded(document), "SUMMARY:" + words + "\r\n"));
}

TEST(Ical, ALineOfExactly75OctetsIsNotFolded) {
  const std::string words(75 - std::string("SUMMARY:").size(), 'a');
  EXPECT_TRUE(
      says(write(of_one({.uid = "a", .day = {}, .summary = words})), "SUMMARY:" + words + "\r\n"));
  EXPECT_TRUE(says(write(of_one({.uid = "a", .day = {}, .summary = words + "b"})),
                   "SUMMARY:" + words + "\r\n b\r\n"));
}

TEST(Ical, WhatSomebodyWroteCannotEndALineOrBeginAnEvent) {
  const std::string document = write(of_one({.uid = "a",
                                             .day = {},
                                             .summary = "một, hai; ba \\ bốn\r\nEND:VCALENDAR\x01",
                                             .description = "a\rb\nc",
                                             .href = "https://gandan.example/a\r\nBEGIN:VEVENT"}));
  EXPECT_TRUE(says(document, "SUMMARY:một\\, hai\\; ba \\\\ bốn\\nEND:VCALENDAR\r\n")) << document;
  EXPECT_TRUE(says(document, "DESCRIPTION:a\\nb\\nc\r\n")) << document;
  EXPECT_TRUE(says(document, "URL:https://gandan.example/aBEGIN:VEVENT\r\n")) << document;
  EXPECT_EQ(document.find("\r\nEND:VCALENDAR"), document.rfind("\r\nEND:VCALENDAR"));
}

TEST(Ical, WhatAnEventDoesNotHaveIsNotWritten) {
  const std::string document = write(of_one({.uid = "a", .day = {}, .summary = "b"}));
  EXPECT_FALSE(says(document, "DESCRIPTION"));
  EXPECT_FALSE(says(document, "URL"));
  EXPECT_FALSE(says(write({.name = "c", .stamped = {}}), "VEVENT"));
}

}  // namespace
}  // namespace gandan::ical
