// The shelves of the desk: what boxes of several kinds hold, as one list in the order of clocks.
#include "kernel/desk/shelves.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "kernel/desk/test/notices.hpp"

namespace gandan::desk::test {
namespace {

using testing::ElementsAre;

// Of a notice its stamps stand for the day on which it is due.
const db::Sql by_clock{R"(
  select id, code, text, stamps, closed from notices
  where closed = 0 and text like :like and (stamps, id) > (:position, :id) order by stamps, id limit :most)"};
const db::Sql newest_first{R"(
  select id, code, text, stamps, closed from notices
  where closed = 0 and text like :like and (stamps, id) < (:position, :id)
  order by stamps desc, id desc limit :most)"};
const db::Sql set_stamps{"update notices set stamps = :stamps where code = :code"};

Cards list_like(db::Tx& tx, const Desk& desk, std::string_view like, int most) {
  const bool falls = desk.sort == Sort::newest;
  constexpr auto end = std::numeric_limits<std::int64_t>::max();
  const db::Cursor after =
      desk.after.value_or(falls ? db::Cursor{0, end, end} : db::Cursor{0, -1, 0});
  auto rows = tx.all<Notice>(
      falls ? newest_first : by_clock,
      {{"like", like}, {"position", after.position}, {"id", after.id}, {"most", most + 1}});
  Cards listed;
  if (db::cut(rows, most))
    listed.next = db::Cursor{.position = rows.back().stamps, .id = rows.back().id};
  for (const Notice& row : rows) {
    listed.cards.push_back(
        {.code = row.code, .href = base + row.code, .title = row.text, .date = desk.words.today});
    listed.keys.push_back({.position = row.stamps, .id = row.id});
  }
  return listed;
}

Box box_like(std::string_view name, std::string_view like) {
  Box box = open_box();
  box.name = name;
  box.follows_clocks = true;
  box.list = [like](db::Tx& tx, const Desk& desk, int most) {
    return list_like(tx, desk, like, most);
  };
  box.count = nullptr;
  box.keys = [like](db::Tx& tx, const Desk& desk, int most) {
    return list_like(tx, desk, like, most).keys;
  };
  return box;
}

/// Lamps and wells with a day, those of the lane among both, a part of them, and papers without.
Module several() {
  Module module = notices();
  Box lane = box_like("of_lane", "%lane%"), part = box_like("lamps_of_lane", "Lamp%lane%");
  part.narrows = true;
  Box papers = box_like("papers", "Paper%"), done = box_like("gone", "Gone%");
  papers.follows_clocks = false;
  done.shelf = Shelf::done;
  module.desk.boxes = {
      box_like("lamps", "Lamp%"), box_like("wells", "Well%"), lane, papers, part, done};
  return module;
}

class Shelves : public gandan::test::Site {
 protected:
  Shelves() : Site({several()}, {.units = false}) {}

  std::string hang(const std::string& text, std::int64_t due) {
    const std::int64_t id = ++hung_;
    std::string code = text::tracking_code(static_cast<std::uint64_t>(id) * 1'000'003, "TB");
    db().write([&](db::Tx& tx) {
      tx.run(insert_notice, {{"id", id}, {"code", code}, {"text", text}});
      tx.run(set_stamps, {{"stamps", due}, {"code", code}});
      acts::record_named(tx, acts::Act::by_system(), {"notice", id}, clock.now(), "notice.hang",
                         {});
    });
    return code;
  }
  static std::string path_of(const std::string& code) { return base + code; }
  /// The titles of a page that are not open, in their order.
  static std::vector<std::string> titles(const http::TestResponse& page) {
    const std::string mark = "data-row>";
    std::vector<std::string> found;
    for (std::size_t at = page.body.find(mark); at != std::string::npos;
         at = page.body.find(mark, at + 1)) {
      const std::size_t from = at + mark.size();
      found.push_back(page.body.substr(from, page.body.find('<', from) - from));
    }
    return found;
  }

 private:
  std::int64_t hung_ = 0;
};
GANDAN_EACH_ENGINE(Shelves);

TEST_P(Shelves, AreOneQueueInTheOrderOfClocksEachRecordOnceAndBehindItWhatHasNone) {
  hang("Lamp is out", 30);
  hang("Paper without a day", 1);
  hang("Well in the lane", 10);
  hang("Lamp in the lane", 20);
  hang("Gone long since", 5);
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = "/desk?in=today",
       .shows = {"href=\"/desk?in=today\" data-key=\"g 1\"", "<span class=\"count\">4</span>",
                 "href=\"/desk?in=lamps\"", "href=\"/desk?in=lamps_of_lane\"", "Due first"},
       .hides = {"Gone long since"}});
  // The first is open beside the list, and so marked.
  EXPECT_THAT(titles(lan.get("/desk?in=today")),
              ElementsAre("Lamp in the lane", "Lamp is out", "Paper without a day"));
  EXPECT_TRUE(lan.get("/desk?in=today").contains("aria-current=\"true\">Well in the lane</a>"));
  EXPECT_TRUE(lan.get("/desk?in=done").contains("Gone long since"));
  EXPECT_TRUE(lan.get("/desk").contains("<h2>Today</h2>"));
}

TEST_P(Shelves, ArePagedThroughAllTheirBoxesWithoutLeavingOutOrRepeatingAny) {
  std::vector<std::string> hung;
  for (int n = 0; n < 40; ++n) {
    hung.push_back(hang("Lamp in the lane", 100 + n));
    hung.push_back(hang("Well", 100 + n));
  }
  for (int n = 0; n < 35; ++n) hung.push_back(hang("Paper", n));
  auto lan = officer(Role::synthesis_officer);
  std::vector<std::string> met;
  std::string address = "/desk?in=today";
  for (int pages = 0; pages < 10 && !address.empty(); ++pages) {
    const auto page = lan.get(address);
    for (const std::string& code : hung)
      if (page.contains("/desk/notices/" + code + "?")) met.push_back(code);
    const std::size_t mark = page.body.find("rel=\"next\"");
    address.clear();
    if (mark == std::string::npos) break;
    const std::size_t from = page.body.rfind("href=\"", mark) + 6;
    address = page.body.substr(from, page.body.find('"', from) - from);
    while (address.find("&amp;") != std::string::npos)
      address.replace(address.find("&amp;"), 5, "&");
  }
  EXPECT_THAT(met, testing::UnorderedElementsAreArray(hung));
}

TEST_P(Shelves, AreReadFromTheNewestWhereOneAsksForItAndWorkGoesOnInThatOrder) {
  hang("Lamp of the gate", 1);
  const std::string late = hang("Well of the gate", 3), middle = hang("Lamp of the bridge", 2);
  auto lan = officer(Role::synthesis_officer);
  const auto page = lan.get("/desk?in=today&by=newest");
  EXPECT_TRUE(page.contains("aria-current=\"true\">Well of the gate</a>"));
  EXPECT_THAT(titles(page), ElementsAre("Lamp of the bridge", "Lamp of the gate"));
  EXPECT_TRUE(page.contains("href=\"" + path_of(middle) + "?in=today&amp;by=newest\""));
  const auto closed = run({.as = &lan,
                           .post = path_of(late) + "/close?in=today&by=newest",
                           .form = {{"words", "It has water."}, {"seen", "0"}},
                           .status = 303,
                           .journal = {"notice.close"}});
  EXPECT_EQ(closed.location(), path_of(middle) + "?in=today&by=newest&done=close&of=" + late);
  const auto usual = lan.get("/desk?in=today&by=anything");
  EXPECT_TRUE(usual.contains("aria-current=\"true\">Lamp of the gate"));
}

}  // namespace
}  // namespace gandan::desk::test
