// A matter that lives through a change of law: each clock runs by the row that was in force when it
// started, not when the matter came.
#include <gmock/gmock.h>

#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/test/support.hpp"

namespace gandan::petitions {
namespace {

class ChangeOfLaw : public test::PetitionsDatabase {
 protected:
  void be(int month, int day) {
    clock.set(start_of(Date::of(2026, month, day)) + std::chrono::hours(9));
  }
  Date due_of_clock(PetitionId id) { return civil_date(*load(id).clock.due_at); }
  std::string basis_of_clock(PetitionId id) {
    const Petition p = load(id);
    const rules::Limit* limit = book->find(p.clock.rule, civil_date(*p.clock.started_at));
    return limit != nullptr ? limit->basis : std::string();
  }
};
GANDAN_EACH_ENGINE(ChangeOfLaw);

// Decree 155/2026 art. 10, in force on 1 July 2026: seven working days instead of ten days.
TEST_P(ChangeOfLaw, AComplaintIsCheckedByTheLawOfTheDayOnWhichItsBodyGotIt) {
  be(6, 25);
  const PetitionId before = send("Khiếu nại quyết định thu hồi đất", "complaint").id;
  const PetitionId after = send("Khiếu nại quyết định kỷ luật", "complaint").id;
  be(6, 29);
  ASSERT_TRUE(route_to(before, "Bộ Nội vụ"));
  be(7, 3);
  ASSERT_TRUE(route_to(after, "Bộ Nội vụ"));
  EXPECT_EQ(due_of_clock(before), Date::of(2026, 7, 9));
  EXPECT_EQ(basis_of_clock(before), "Luật Khiếu nại 02/2011/QH13, Điều 27");
  EXPECT_EQ(due_of_clock(after), Date::of(2026, 7, 14));
  EXPECT_THAT(basis_of_clock(after), testing::HasSubstr("155/2026/NĐ-CP, Điều 10"));
}

TEST_P(ChangeOfLaw, AComplaintOfJuneIsAcceptedInJulyAndTheFirstClockKeepsItsRow) {
  be(6, 25);
  const PetitionId id = send("Khiếu nại quyết định thu hồi đất", "complaint").id;
  be(6, 29);
  ASSERT_TRUE(route_to(id, "Bộ Nội vụ"));
  be(7, 9);
  ASSERT_TRUE(accept_signed(id));
  EXPECT_EQ(load(id).clock.rule, "complaint.first_settlement");
  EXPECT_EQ(due_of_clock(id), Date::of(2026, 8, 10)) << "thirty days from acceptance, a Saturday";
  const auto clocks = db().read([&](db::Tx& tx) { return clocks_of(tx, id); });
  ASSERT_EQ(clocks.size(), 2u);
  EXPECT_EQ(civil_date(*clocks[1].due_at), Date::of(2026, 7, 9)) << "ten days, on the last of them";
  EXPECT_LE(clocks[1].ended_at, *clocks[1].due_at);
  // Art. 22(1) of that decree: what was accepted may be suspended by its art. 12.
  be(7, 20);
  EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return suspend(tx, env(), by, id,
                   {.number = "5/QĐ", .on = {}, .reason = "Nằm viện", .ground = Ground::obstacle});
  }));
}

TEST_P(ChangeOfLaw, ASecondComplaintOfJulyAboutADecisionOfJuneIsCheckedByTheNewRow) {
  be(6, 1);
  const PetitionId id = send("Khiếu nại quyết định thu hồi đất", "complaint").id;
  be(6, 2);
  ASSERT_TRUE(route_to(id, "Bộ Nội vụ"));
  EXPECT_EQ(due_of_clock(id), Date::of(2026, 6, 12));
  be(6, 3);
  ASSERT_TRUE(accept_signed(id));
  be(6, 22);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return answer(tx, env(), by, id, {.text = "Giữ nguyên.", .document = "9/QĐ-BNV"});
  }));
  be(7, 2);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return complain_again(tx, env(), by, id, {.words = "Không đồng ý", .is_signed = true});
  }));
  be(7, 3);
  ASSERT_TRUE(route_to(id, "Bộ Y tế"));
  EXPECT_EQ(load(id).clock.rule, "complaint.accept_second");
  EXPECT_EQ(due_of_clock(id), Date::of(2026, 7, 14));
}

TEST_P(ChangeOfLaw, MoreTimeIsGrantedByTheRowOfTheDayOnWhichTheClockStarted) {
  be(10, 1);
  const PetitionId id =
      send({.kind = "proposal", .text = "Cử tri đề nghị làm cầu", .channel = Channel::meeting}).id;
  be(10, 2);
  ASSERT_TRUE(route_to(id, "Bộ Nội vụ"));
  // From November on its body has set itself less; what runs since October keeps its thirty days.
  const rules::Limit* row = book->find("voter_petition.extend", Date::of(2026, 10, 2));
  ASSERT_NE(row, nullptr);
  ASSERT_EQ(row->value, 30);
  rules::Limit own = *row;
  own.id = {};
  own.body = *load(id).body;
  own.value = 5;
  own.valid_from = Date::of(2026, 11, 1);
  db().write([&](db::Tx& tx) {
    ASSERT_TRUE(rules::save_limit(tx, ids, clock, journal::Actor::system(), own));
  });
  rules->refresh();
  book = rules->book();
  be(11, 20);
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return extend(tx, env(), by, id, "Phải khảo sát"); }));
  EXPECT_EQ(due_of_clock(id), Date::of(2026, 12, 31)) << "ninety days since 2 October";
}

}  // namespace
}  // namespace gandan::petitions
