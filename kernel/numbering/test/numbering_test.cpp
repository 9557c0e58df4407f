#include "kernel/numbering/numbering.hpp"

#include <gmock/gmock.h>

#include <mutex>
#include <set>
#include <thread>

#include "kernel/invariants/invariants.hpp"
#include "kernel/numbering/issuer.hpp"
#include "kernel/numbering/module.hpp"
#include "kernel/testing/site.hpp"
#include "kernel/units/units.hpp"

namespace gandan::numbering {
namespace {

using testing::ElementsAre;

class Numbering : public gandan::test::Site {
 protected:
  Numbering() : Site({module()}) {}

  std::int64_t give(std::string_view body, Kind kind, Date day, Ref about = {"visit", 1}) {
    const UnitId id = unit(body);
    return db().write([&](db::Tx& tx) { return number(tx, id, kind, day, about, clock.now()); });
  }
  static constexpr Date today = Date::of(2026, 10, 1);
};
GANDAN_EACH_ENGINE(Numbering);

TEST_P(Numbering, EachBodyNumbersEachKindByItselfAndAnewEachYear) {
  EXPECT_EQ(give("Bộ Nội vụ", Kind::letter, today), 1);
  EXPECT_EQ(give("Bộ Nội vụ", Kind::letter, today), 2);
  EXPECT_EQ(give("Bộ Nội vụ", Kind::notice, today), 1);
  EXPECT_EQ(give("Bộ Tài chính", Kind::letter, today), 1);
  EXPECT_EQ(give("Bộ Nội vụ", Kind::letter, Date::of(2027, 1, 1)), 1);
  EXPECT_EQ(give("Bộ Nội vụ", Kind::letter, today), 3);
}

TEST_P(Numbering, ANumberIsKeptWithWhatItWasGivenTo) {
  const Ref visit{"visit", 7};
  (void)give("Bộ Nội vụ", Kind::letter, today);
  (void)give("Bộ Nội vụ", Kind::letter, today, visit);
  clock.advance(std::chrono::minutes(1));
  (void)give("Bộ Nội vụ", Kind::notice, today, visit);
  const auto kept = db().read([&](db::Tx& tx) { return numbers_of(tx, visit); });
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].kind, Kind::letter);
  EXPECT_EQ(kept[0].number, 2);
  EXPECT_EQ(kept[0].body, unit("Bộ Nội vụ"));
  EXPECT_EQ(kept[0].day, today);
  EXPECT_EQ(kept[1].kind, Kind::notice);
  EXPECT_EQ(kept[1].at, clock.now());
}

TEST_P(Numbering, AnActThatFailsLeavesNoGap) {
  const UnitId body = unit("Bộ Nội vụ");
  const auto failed = db().write([&](db::Tx& tx) -> Result<int, int> {
    number(tx, body, Kind::letter, today, {"visit", 1}, clock.now());
    return fail(1);
  });
  EXPECT_FALSE(failed);
  EXPECT_EQ(give("Bộ Nội vụ", Kind::letter, today), 1);
}

TEST_P(Numbering, ManyAtOnceGetEachTheirOwnAndNoneIsLeftOut) {
  std::mutex guard;
  std::multiset<std::int64_t> given;
  std::vector<std::thread> threads;
  const UnitId body = unit("Bộ Nội vụ");
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 10; ++i) {
        const std::int64_t n = db().write([&](db::Tx& tx) {
          return number(tx, body, Kind::receipt, today, {"visit", thread * 10 + i}, clock.now());
        });
        const std::lock_guard lock(guard);
        given.insert(n);
      }
    });
  for (std::thread& thread : threads) thread.join();
  std::multiset<std::int64_t> wanted;
  for (std::int64_t n = 1; n <= 40; ++n) wanted.insert(n);
  EXPECT_EQ(given, wanted);
}

TEST_P(Numbering, AnIssuerIsNamedAsTheDecreeNamesIt) {
  const auto issuer = [&](std::string_view name) {
    const UnitId id = unit(name);
    return db().read([&](db::Tx& tx) { return issuer_of(tx, id).value(); });
  };
  const Issuer ministry = issuer("Bộ Nội vụ");
  EXPECT_EQ(ministry.superior, "") << "ministries name nobody above them";
  EXPECT_EQ(ministry.abbreviation, "BNV");
  EXPECT_EQ(ministry.place, "Hà Nội");
  EXPECT_EQ(ministry.signature.position, "Bộ trưởng");
  const Issuer committee = issuer("Ủy ban nhân dân tỉnh Lạng Sơn");
  EXPECT_EQ(committee.superior, "");
  EXPECT_EQ(committee.abbreviation, "UBND");
  EXPECT_EQ(committee.place, "Lạng Sơn");
  EXPECT_EQ(committee.signature.authority, "TM. Ủy ban nhân dân");
  documents::Document document;
  issue(document, committee, Kind::notice, 4, today);
  EXPECT_EQ(documents::number_line(document), "Số: 04/TB-UBND");
  issue(document, committee, Kind::letter, 12, today);
  EXPECT_EQ(documents::number_line(document), "Số: 12/UBND");
}

TEST_P(Numbering, EachInvariantNamesWhatBreaksIt) {
  (void)give("Bộ Nội vụ", Kind::letter, today);
  (void)give("Bộ Nội vụ", Kind::letter, today);
  struct Undo {};
  const auto broken_by = [&](const std::string& sql) {
    std::set<std::string> names;
    try {
      db().write([&](db::Tx& tx) {
        tx.run(sql, {});
        names.clear();
        for (const auto& broken : invariants::broken(tx, module().invariants))
          names.emplace(broken.name);
        throw Undo{};
      });
    } catch (const Undo&) {
    }
    return names;
  };
  EXPECT_THAT(broken_by("update document_books set last = last"), testing::IsEmpty());
  EXPECT_THAT(broken_by("delete from document_numbers where number = 1"),
              ElementsAre("numbering.gaps"));
  EXPECT_THAT(broken_by("update document_numbers set number = 7 where number = 2"),
              ElementsAre("numbering.books", "numbering.gaps"));
  EXPECT_THAT(broken_by("update document_books set body_id = 1"),
              testing::Contains("numbering.bodies"));
}

}  // namespace
}  // namespace gandan::numbering
