#include <gmock/gmock.h>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;

class Lists : public test::PetitionsDatabase {};
GANDAN_EACH_ENGINE(Lists);

TEST_P(Lists, TotalsAreFoldedFromTheJournalAndFoldingAgainChangesNothing) {
  Submitted sent = send("Đề nghị lắp đèn đường trong bản");
  send("Khiếu nại quyết định thu hồi đất của gia đình tôi", "complaint");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto totals = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    return db().read([&](db::Tx& tx) { return Totals::load(tx, in_totals); });
  };
  auto first = totals();
  EXPECT_EQ(first->get("received"), 1) << "the complaint is counted nowhere";
  EXPECT_EQ(first->get("open"), 1);
  EXPECT_EQ(first->get("kind", static_cast<int>(Kind::proposal)), 1);
  EXPECT_EQ(first->get("kind", static_cast<int>(Kind::complaint)), 0);  // not public
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return withdraw(tx, env(), by, sent.id); }).has_value());
  auto second = totals();
  EXPECT_EQ(second->get("open"), 0);
  EXPECT_EQ(totals()->get("open"), 0);
}

TEST_P(Lists, ListsPageByKeyWithoutGapOrRepetition) {
  std::vector<std::string> codes;
  for (int i = 0; i < 7; ++i)
    codes.push_back(send("Đề nghị số " + std::to_string(i) + " về nước sạch").code);
  for (const char* words : {"", "nuoc sach"}) {
    std::vector<std::string> seen;
    std::optional<Cursor> after;
    do {
      Page page =
          db().read([&](db::Tx& tx) { return list(tx, clock, {.words = words}, 3, after); });
      for (const ListRow& row : page.rows) seen.push_back(row.code);
      after = page.next ? Cursor::parse(page.next->text()) : std::nullopt;
    } while (after);
    EXPECT_THAT(seen, testing::UnorderedElementsAreArray(codes)) << words;
  }
}

TEST_P(Lists, AnAreaHasWhatCameFromAllThatBecameItInOneOrder) {
  auto province = [&](std::string_view name, Date day) {
    return db().read([&](db::Tx& tx) { return units::find_unit(tx, name, day).value().id; });
  };
  const UnitId merged = province("Thành phố Hồ Chí Minh", clock.today()),
               old = province("Tỉnh Bình Dương", Date::of(2024, 1, 1)),
               other = province("Tỉnh Lạng Sơn", clock.today());
  ASSERT_NE(merged, old);
  std::vector<std::string> from_there;
  auto send_from = [&](UnitId place, UnitId its_province) {
    clock.advance(std::chrono::minutes(1));
    return send({.kind = "report",
                 .text = "Đường vào xóm bị ngập " + std::to_string(clock.now().micros),
                 .place_text = "ở đó",
                 .place = place,
                 .province = its_province});
  };
  for (int i = 0; i < 3; ++i) {
    send_from(other, other);
    for (const UnitId from : {old, merged}) {
      const Submitted sent = send_from(from, from);
      from_there.insert(from_there.begin(), sent.code);
    }
  }
  const Submitted of_commune = send_from(unit("Xã Đồng Đăng"), other);
  auto codes_of = [&](UnitId area, int limit, std::optional<Verdict> verdict = {}) {
    return db().read([&](db::Tx& tx) {
      Filter filter;
      filter.unit = area;
      filter = within_unit(tx, clock, filter);
      filter.verdict = verdict;
      std::vector<std::string> codes;
      std::optional<Cursor> after;
      do {
        const Page page = list(tx, clock, filter, limit, after);
        for (const ListRow& row : page.rows) codes.push_back(row.code);
        after = page.next;
      } while (after);
      EXPECT_EQ(count_newest(tx, clock, filter, 100).n, static_cast<std::int64_t>(codes.size()));
      EXPECT_EQ(newest_matches(tx, clock, filter, 100).rows.size(), codes.size());
      return codes;
    });
  };
  EXPECT_EQ(codes_of(merged, 25), from_there);
  EXPECT_EQ(codes_of(merged, 2), from_there) << "page by page";
  EXPECT_EQ(codes_of(merged, 2, Verdict::open), from_there);
  EXPECT_THAT(codes_of(merged, 25, Verdict::answered), testing::IsEmpty());
  EXPECT_THAT(codes_of(unit("Xã Đồng Đăng"), 25), ElementsAre(of_commune.code));
  EXPECT_EQ(codes_of(other, 25).size(), 4u) << "what came from its commune too";
}

TEST_P(Lists, ANarrowedListLooksAtSoManyRowsAndGoesOnWhereItStopped) {
  std::vector<std::string> reports;
  for (int i = 0; i < 12; ++i) {
    clock.advance(std::chrono::minutes(1));
    Submitted sent = send("Ý kiến thứ " + std::to_string(i), i % 5 == 0 ? "report" : "proposal");
    if (i % 5 == 0) reports.insert(reports.begin(), sent.code);
  }
  Filter filter{.kind = Kind::report, .look = 4};
  std::vector<std::string> seen;
  std::optional<Cursor> after;
  int pages = 0, cut = 0;
  do {
    Page page = db().read([&](db::Tx& tx) { return list(tx, clock, filter, 2, after); });
    for (const ListRow& row : page.rows) seen.push_back(row.code);
    cut += page.cut;
    after = page.next;
  } while (after && ++pages < 20);
  EXPECT_EQ(seen, reports);
  EXPECT_GT(cut, 0);
  Matches matches = db().read([&](db::Tx& tx) { return newest_matches(tx, clock, filter, 100); });
  EXPECT_EQ(matches.rows.size(), 1u);
  EXPECT_TRUE(matches.more);
}

TEST_P(Lists, WhereAPageOfABodyEndsTellsNothingOfRowsThatAreNotShown) {
  std::vector<PetitionId> shown;
  for (int i = 0; i < 6; ++i) {
    clock.advance(std::chrono::minutes(1));
    shown.push_back(send("Ý kiến thứ " + std::to_string(i), i == 0 ? "report" : "proposal").id);
    ASSERT_TRUE(route_to(shown.back(), "Bộ Nội vụ").has_value());
  }
  Filter filter{.kind = Kind::report, .bodies = {unit("Bộ Nội vụ")}, .look = 3};
  auto next = [&] {
    return db().read([&](db::Tx& tx) { return list(tx, clock, filter, 2).next->text(); });
  };
  const std::string before = next();
  for (int i = 0; i < 4; ++i) {
    clock.advance(std::chrono::minutes(1));
    Submitted sealed = send("Tố cáo việc thứ " + std::to_string(i), "denunciation");
    ASSERT_TRUE(route_to(sealed.id, "Bộ Nội vụ").has_value());
    EXPECT_EQ(next(), before);
  }
}

}  // namespace
}  // namespace gandan::petitions
