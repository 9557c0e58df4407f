#include "kernel/invariants/invariants.hpp"

#include <gmock/gmock.h>

#include "lib/db/test_support.hpp"

namespace gandan::invariants {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* numbers = "create table numbers (id BIGINT primary key, half BIGINT)";

class Invariants : public db::test::OnEachEngine {
 protected:
  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    db().write([](db::Tx& tx) {
      tx.run(std::string(numbers), {});
      for (int i = 1; i <= 30; ++i)
        tx.run(std::string("insert into numbers (id, half) values (:id, :half)"),
               {{"id", i}, {"half", i / 2}});
    });
  }
  void set_half(int from, int to, int half) {
    db().write([&](db::Tx& tx) {
      tx.run(std::string("update numbers set half = :half where id >= :from and id <= :to"),
             {{"half", half}, {"from", from}, {"to", to}});
    });
  }
  std::vector<std::string> lines() {
    const Invariant all[] = {
        {"numbers.half", "half is half", "select n.id from numbers n where n.half <> n.id / 2"},
        {.name = "numbers.positive",
         .words = "a half is not negative",
         .offenders = {},
         .find = [](db::Tx& tx) {
           return ids_of(tx, "select half as id from numbers where half < 0");
         }}};
    std::vector<std::string> said;
    for (const Broken& each : db().read([&](db::Tx& tx) { return broken(tx, all); }))
      said.push_back(line_of(each));
    return said;
  }
};
GANDAN_EACH_ENGINE(Invariants);

TEST_P(Invariants, SayNothingWhereTheyHold) {
  EXPECT_THAT(lines(), IsEmpty());
}

TEST_P(Invariants, NameWhatBreaksThemEachOnce) {
  set_half(7, 8, -5);
  EXPECT_THAT(lines(), ElementsAre("numbers.half (half is half): 7, 8",
                                   "numbers.positive (a half is not negative): -5"));
}

TEST_P(Invariants, NameTenAtMost) {
  set_half(10, 20, 99);
  EXPECT_THAT(lines(),
              ElementsAre("numbers.half (half is half): 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 "
                          "and more"));
  set_half(20, 20, 10);
  EXPECT_THAT(lines(), ElementsAre(testing::EndsWith("18, 19")));
}

}  // namespace
}  // namespace gandan::invariants
