#include "lib/feed/atom.hpp"

#include <gtest/gtest.h>

namespace gandan::feed {
namespace {

bool holds(const std::string& xml, std::string_view part) {
  return xml.find(part) != std::string::npos;
}

Feed one_entry(Entry entry) {
  return {.title = "Answered",
          .id = "tag:gandan,2026:/a.atom",
          .href = "https://gandan.example/a.atom",
          .author = "Gần Dân",
          .entries = {std::move(entry)}};
}

TEST(Atom, AFeedIsWrittenAsRfc4287WantsIt) {
  const Instant at = start_of(Date::of(2026, 7, 1));
  const std::string xml = atom(one_entry({.title = "Cầu gãy",
                                          .id = "tag:gandan,2026:/petitions/GD-1",
                                          .href = "https://gandan.example/petitions/GD-1",
                                          .updated = at,
                                          .author = "UBND xã",
                                          .summary = "Đã sửa",
                                          .html = "<p>Xong</p>"}));
  EXPECT_EQ(xml, R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Answered</title>
<id>tag:gandan,2026:/a.atom</id>
<updated>2026-06-30T17:00:00Z</updated>
<author><name>Gần Dân</name>
</author>
<link rel="self" href="https://gandan.example/a.atom"/>
<entry>
<title>Cầu gãy</title>
<id>tag:gandan,2026:/petitions/GD-1</id>
<link href="https://gandan.example/petitions/GD-1"/>
<updated>2026-06-30T17:00:00Z</updated>
<author><name>UBND xã</name>
</author>
<summary>Đã sửa</summary>
<content type="html">&lt;p&gt;Xong&lt;/p&gt;</content>
</entry>
</feed>
)");
}

TEST(Atom, WhatIsMarkupOrNoXmlAtAllCannotBreakIt) {
  const std::string xml = atom(one_entry({.title = "a \x01\x0B\x1F"
                                                   "b <c> & \"d\" \xEF\xBF\xBE",
                                          .id = "tag:gandan,2026:x",
                                          .href = "/p?a=1&b=\"><script>",
                                          .updated = {},
                                          .summary = "\xFF"}));
  EXPECT_TRUE(holds(xml, "<title>a b &lt;c&gt; &amp; &quot;d&quot; </title>")) << xml;
  EXPECT_TRUE(holds(xml, "href=\"/p?a=1&amp;b=&quot;&gt;&lt;script&gt;\"")) << xml;
  EXPECT_TRUE(holds(xml, "<summary>\xEF\xBF\xBD</summary>")) << "not UTF-8: " << xml;
}

TEST(Atom, ItWasChangedWhenItsNewestEntryWas) {
  Feed feed = one_entry({.title = "old", .id = "1", .href = "/1", .updated = {}});
  EXPECT_TRUE(holds(atom(feed), "</id>\n<updated>1970-01-01T00:00:00Z"));
  feed.entries.push_back(
      {.title = "new", .id = "2", .href = "/2", .updated = start_of(Date::of(2026, 7, 1))});
  EXPECT_TRUE(holds(atom(feed), "a.atom</id>\n<updated>2026-06-30T17:00:00Z"));
  feed.entries.clear();
  EXPECT_TRUE(holds(atom(feed), "a.atom</id>\n<updated>1970-01-01T00:00:00Z"));
}

TEST(Atom, WhatAnEntryDoesNotHaveIsNotWritten) {
  const std::string xml = atom(one_entry({.title = "t", .id = "1", .href = "/1", .updated = {}}));
  EXPECT_FALSE(holds(xml, "<summary"));
  EXPECT_FALSE(holds(xml, "<content"));
  EXPECT_EQ(xml.find("<author>"), xml.rfind("<author>")) << "the feed's own alone";
}

TEST(Atom, ATagDependsOnNoServer) {
  EXPECT_EQ(tag_uri("gandan", 2026, "/petitions.atom"), "tag:gandan,2026:/petitions.atom");
}

}  // namespace
}  // namespace gandan::feed
