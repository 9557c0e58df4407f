// The demonstration is what the use cases take, whenever it is loaded, and shows what a year holds.
#include "contexts/receptions/demo/demo.hpp"

#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

class ReceptionDemo : public gandan::test::Site {
 protected:
  ReceptionDemo() : Site({letters::module(), tasks::module(), module()}, {}) {}
  std::int64_t count(const std::string& what) {
    const db::Sql sql{what};
    return db().read([&](db::Tx& tx) { return tx.one<std::int64_t>(sql).value(); });
  }
};
GANDAN_EACH_ENGINE(ReceptionDemo);

TEST_P(ReceptionDemo, HoldsEachOutcomeAGroupAThirdVisitAndWhatWasKeptAndNot) {
  EXPECT_THAT(load_reception_demo(services()), testing::HasSubstr("3 places"));
  EXPECT_EQ(count("select count(distinct outcome) from visits"), 6);
  EXPECT_EQ(count("select count(*) from visits where present = 11"), 1);
  EXPECT_EQ(count("select max(turn) from visits"), 3);
  EXPECT_GT(count("select count(*) from conclusion_items where state = 2"), 3);
  EXPECT_GE(count("select count(*) from conclusion_items where state = 2 and done_at / 86400000000 "
                  "> due_on"),
            1);
  EXPECT_GE(count("select count(*) from conclusion_items where state = 1"), 1);
  EXPECT_EQ(count("select count(*) from visits where state = 2"), 1);
  EXPECT_GT(count("select count(*) from reception_days where state = 2 and held_by = 2"), 60);
  EXPECT_GT(count("select count(*) from reception_days where state = 1"), 5);
  EXPECT_EQ(count("select count(*) from visits v join reception_days d on d.id = v.day_id where "
                  "v.heard_by = 2 and d.held_by <> 2"),
            0);
  EXPECT_EQ(count("select count(*) from visits where heard_by = 2 and day_id is null"), 0);
  EXPECT_EQ(count("select count(*) from tickets where state = 5"), 15)
      << "five heard in each place";
  EXPECT_EQ(count("select count(*) from tickets where state = 3"), 3) << "one sits there";
  EXPECT_EQ(count("select count(*) from tickets where rank = 4"), 3) << "one gave way";
  EXPECT_GT(count("select count(*) from tickets where state = 1"), 9) << "others wait";
  EXPECT_THAT(broken_invariants(), testing::IsEmpty());
}

TEST_P(ReceptionDemo, IsLoadedOnceAndOnAnyDay) {
  clock.set(start_of(Date::of(2027, 2, 8)) + std::chrono::minutes(5));  // Tết, at night
  static_cast<void>(load_reception_demo(services()));
  EXPECT_EQ(count("select count(*) from visits where received_at > " +
                  std::to_string(clock.now().micros)),
            0);
  EXPECT_THROW((void)load_reception_demo(services()), std::runtime_error);
}

}  // namespace
}  // namespace gandan::receptions
