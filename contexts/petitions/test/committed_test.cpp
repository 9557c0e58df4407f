// What the log vouches for of a petition: its words while they lie in clear, boxes once they are
// sealed, and nothing that words could be tried against.
#include "contexts/petitions/record/committed.hpp"

#include <gmock/gmock.h>

#include "contexts/petitions/test/support.hpp"
#include "kernel/journal/log.hpp"

namespace gandan::petitions {
namespace {

using testing::Contains;
using testing::Each;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

const db::Sql count_erased{
    "select count(*) from log_salts where subject_kind = :kind and subject_id = :id and salt is "
    "null and erased_under <> ''"};

class CommittedPetitions : public test::PetitionsDatabase {
 protected:
  std::vector<journal::Part> parts_of(PetitionId id) {
    take_into_log();
    const auto opening = db().read([&](db::Tx& tx) {
      return journal::open_newest(tx, commitments_to_petitions().records.front(), id.value);
    });
    EXPECT_TRUE(opening) << "the record is not what its last entry committed to";
    return opening ? opening->parts : std::vector<journal::Part>();
  }
  std::int64_t erased(Ref record) {
    return db().read([&](db::Tx& tx) {
      return tx.one<std::int64_t>(count_erased, {{"kind", record.kind}, {"id", record.id}}).value();
    });
  }
  std::int64_t erased(PetitionId id) { return erased(subject_of(id)); }
  static auto says(const std::string& words) {
    return Field("value", &journal::Part::value, HasSubstr(words));
  }
};
GANDAN_EACH_ENGINE(CommittedPetitions);

TEST_P(CommittedPetitions, HoldEveryWordThatWasSentAndHowItStands) {
  const PetitionId id = send("Cán bộ xã thu tiền của dân", "complaint").id;
  const auto sent = parts_of(id);
  for (const char* words : {"Cán bộ xã thu tiền của dân", "Lò Thị Mẫu", "0900 000 001"})
    EXPECT_THAT(sent, Contains(says(words)));
  ASSERT_TRUE(route_to(id, "Bộ Nội vụ"));
  EXPECT_NE(parts_of(id).size(), 0u);
  EXPECT_EQ(erased(id), 0);
}

TEST_P(CommittedPetitions, LeaveNothingToTryWordsAgainstOnceTheyAreSealed) {
  const PetitionId id = send("Cán bộ xã thu tiền của dân", "report").id;
  EXPECT_THAT(parts_of(id), Contains(says("thu tiền")));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, id, {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
  }));
  EXPECT_EQ(erased(id), 1);
  const auto sealed = parts_of(id);
  EXPECT_THAT(sealed, Each(Not(says("thu tiền"))));
  EXPECT_THAT(sealed, Contains(Field("name", &journal::Part::name, "sealed text")));
}

TEST_P(CommittedPetitions, LeaveNothingToTryThePlaceAgainstOfWhoJoinedOnceTheyAreSealed) {
  const PetitionId id = send("Đèn đường ở ngã ba không sáng từ hai tuần nay", "report").id;
  const auto joined = db().write(
      [&](db::Tx& tx) { return join(tx, env(), load(id).code, {.place_text = "Bản Khuổi Mươi"}); });
  ASSERT_TRUE(joined);
  take_into_log();
  const auto newest = db().read([](db::Tx& tx) { return journal::latest(tx, 0, 1); });
  const Ref joining{"join", newest.at(0).subject_id};
  EXPECT_EQ(erased(joining), 0);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, id, {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
  }));
  EXPECT_EQ(erased(joining), 1);
  take_into_log();
  EXPECT_THAT(untold_changes(), testing::IsEmpty());
}

TEST_P(CommittedPetitions, LeaveNothingToTryWordsAgainstOnceTheyAreMasked) {
  const PetitionId id = send("Ông Lò Văn Thử thu tiền, gọi 0900 000 777", "report").id;
  ASSERT_EQ(load(id).visibility, Visibility::held);
  EXPECT_THAT(parts_of(id), Contains(says("0900 000 777")));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return mask(tx, env(), by, id, {"0900 000 777", "Lò Văn Thử"});
  }));
  EXPECT_EQ(erased(id), 1);
  EXPECT_THAT(parts_of(id), Each(Not(says("0900 000 777"))));
}

TEST_P(CommittedPetitions, ShowTheirSenderNoWordsOfOfficersToEachOther) {
  const PetitionId id = send("Xin sửa cầu", "report").id;
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, id, {.body = unit("Bộ Nội vụ"), .note = "Xem kỹ việc này"});
  }));
  for (const journal::Part& part : parts_of(id)) {
    const bool is_of_officers = part.value.find("Xem kỹ") != std::string::npos;
    EXPECT_EQ(is_for_sender(part.name), !is_of_officers) << part.name;
  }
}

}  // namespace
}  // namespace gandan::petitions
