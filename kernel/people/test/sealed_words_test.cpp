#include "kernel/people/sealed_words.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "kernel/journal/migrations.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/sealed_reasons.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr UnitId handling_body{5}, next_body{6}, province{1};
constexpr Ref denounced{"petition", 42};

class SealedWords : public db::test::OnEachEngine {
 protected:
  SealedWords()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"people", migrations::files()}}) {
  }

  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    named_.user = db().write([&](db::Tx& tx) {
      return create_account(tx, ids_, clock_, {}, {.username = "thu", .name = "Lê Thu"}).value();
    });
  }
  crypto::KeyFile open_file(const std::string& name = "keys") {
    return open_key_file(db(), clock_, file(name));
  }
  void seal(const crypto::KeyFile& keys, std::string_view part, std::string_view words,
            UnitId body = handling_body) {
    db().write([&](db::Tx& tx) { seal_words(tx, keys, body, denounced, part, words); });
  }
  Words open(const crypto::KeyFile& keys) {
    return db().read([&](db::Tx& tx) { return open_words(tx, keys, denounced); });
  }
  Result<Words, ReadWordsError> read(const crypto::KeyFile& keys, const Principal& officer,
                                     std::string_view reason = "Xử lý ban đầu") {
    const UnitId above[] = {province};
    return db().write([&](db::Tx& tx) {
      return read_words(tx, clock_, keys,
                        {officer, Permission::handle_denunciations, handling_body, above},
                        denounced, reason);
    });
  }
  std::vector<std::string> journaled() {
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> verbs;
      for (auto& entry : journal::entries_of(tx, {denounced.kind, denounced.id}))
        verbs.push_back(entry.verb);
      return verbs;
    });
  }
  /// The key and the body that each part is sealed to.
  std::vector<std::int64_t> bodies() {
    return db().read([&](db::Tx& tx) {
      return tx.all<std::int64_t>(
          std::string("select unit_id from sealed_words union all select unit_id from "
                      "sealed_identities"),
          {});
    });
  }

  FixedClock clock_{Date::of(2026, 8, 3)};
  Ids ids_{clock_, 1};
  Principal named_{.grants = {{Role::denunciation_officer, handling_body, Reach::body}}};
};
GANDAN_EACH_ENGINE(SealedWords);

TEST_P(SealedWords, AreReadByWhoHandlesTheCaseAndTheJournalTellsOnceADay) {
  const auto keys = open_file();
  seal(keys, "title", "Tố cáo");
  seal(keys, "text", "Thu tiền");
  seal(keys, "text", "Thu tiền sai quy định");
  for (int i = 0; i < 3; ++i)
    EXPECT_THAT(read(keys, named_).value(),
                ElementsAre(Pair("text", "Thu tiền sai quy định"), Pair("title", "Tố cáo")));
  EXPECT_THAT(journaled(), ElementsAre("people.read_words"));
  clock_.advance(std::chrono::hours(24));
  EXPECT_TRUE(read(keys, named_));
  EXPECT_THAT(journaled(), ElementsAre("people.read_words", "people.read_words"));
}

TEST_P(SealedWords, AreOpenedWithAReasonAndThenOpenToThatOfficerForTheDay) {
  const auto keys = open_file();
  seal(keys, "text", "Thu tiền sai quy định");
  for (const char* none : {"", "vì", "             "})
    EXPECT_EQ(read(keys, named_, none).error(), ReadWordsError::reason_missing) << none;
  EXPECT_THAT(journaled(), IsEmpty());
  EXPECT_TRUE(read(keys, named_, "Xử lý ban đầu"));
  EXPECT_TRUE(read(keys, named_, "")) << "the rest of the day";
  Principal other = named_;
  other.user = db().write([&](db::Tx& tx) {
    return create_account(tx, ids_, clock_, {}, {.username = "ha", .name = "Lý Hà"}).value();
  });
  EXPECT_EQ(read(keys, other, "").error(), ReadWordsError::reason_missing) << "for each officer";
  auto readings = db().read([&](db::Tx& tx) { return readings_of(tx, keys, denounced); });
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_EQ(readings[0].user, named_.user);
  EXPECT_EQ(readings[0].at, clock_.now());
  EXPECT_EQ(readings[0].reason, "Xử lý ban đầu");
  clock_.advance(std::chrono::hours(24));
  EXPECT_EQ(read(keys, named_, "").error(), ReadWordsError::reason_missing) << "each day anew";
}

TEST_P(SealedWords, WhyTheyWereOpenedLiesUnderTheSealOfTheCaseToo) {
  const auto keys = open_file();
  const std::string reason = "Bà Mẫu tố cáo ông Thử";
  const auto reason_read = [&] {
    return db().read([&](db::Tx& tx) { return readings_of(tx, keys, denounced).at(0).reason; });
  };
  const auto in_clear = [&] {
    return db().read([](db::Tx& tx) {
      return tx.one<std::string>(std::string("select reason from words_readings"), {}).value();
    });
  };
  seal(keys, "text", "Thu tiền sai quy định");
  EXPECT_THAT(read(keys, named_, reason).value(),
              ElementsAre(Pair("text", "Thu tiền sai quy định")))
      << "it is no word of the case";
  EXPECT_EQ(in_clear(), "");
  EXPECT_EQ(reason_read(), reason);
  EXPECT_THAT(bodies(), ElementsAre(handling_body.value, handling_body.value));
  db().write([&](db::Tx& tx) { seal_anew(tx, keys, next_body, denounced); });
  EXPECT_THAT(bodies(), ElementsAre(next_body.value, next_body.value));
  EXPECT_EQ(reason_read(), reason);

  db().write([&](db::Tx& tx) {
    tx.run(std::string("update words_readings set reason = 'Như phiên bản trước lưu'"), {});
  });
  EXPECT_EQ(db().write([&](db::Tx& tx) { return seal_reasons(tx, keys); }), 1);
  EXPECT_EQ(db().write([&](db::Tx& tx) { return seal_reasons(tx, keys); }), 0);
  EXPECT_EQ(in_clear(), "");
  EXPECT_EQ(reason_read(), "Như phiên bản trước lưu");
}

TEST_P(SealedWords, NobodyElseReadsThemAndEveryRefusalIsJournaled) {
  const auto keys = open_file();
  seal(keys, "text", "Thu tiền sai quy định");
  const Principal others[] = {
      {.user = named_.user, .grants = {{Role::denunciation_officer, next_body, Reach::body}}},
      {.user = named_.user, .grants = {{Role::administrator, UnitId{}, Reach::body}}},
      {.user = named_.user, .grants = {{Role::supervisor, UnitId{}, Reach::body}}}};
  for (const Principal& other : others)
    EXPECT_EQ(read(keys, other).error(), ReadWordsError::forbidden);
  EXPECT_THAT(journaled(), ElementsAre("people.read_words_refused", "people.read_words_refused",
                                       "people.read_words_refused"));
}

TEST_P(SealedWords, FollowTheCaseToTheKeyOfAnotherBody) {
  const auto keys = open_file();
  seal(keys, "text", "Thu tiền sai quy định", UnitId{});
  db().write([&](db::Tx& tx) {
    seal_identity(tx, clock_, keys, UnitId{}, denounced, {.name = "Hoàng Văn Thụ"});
  });
  EXPECT_THAT(bodies(), ElementsAre(0, 0));
  db().write([&](db::Tx& tx) { seal_anew(tx, keys, next_body, denounced); });
  EXPECT_THAT(bodies(), ElementsAre(next_body.value, next_body.value));
  EXPECT_THAT(open(keys), ElementsAre(Pair("text", "Thu tiền sai quy định")));
  auto boxes = db().read([&](db::Tx& tx) {
    return tx.all<db::Blob>(std::string("select sealed from sealed_words"), {});
  });
  EXPECT_FALSE(crypto::open(keys.current(), boxes.at(0).data)) << "the body has a key of its own";
}

TEST_P(SealedWords, OpenAfterTheKeyWasRotatedAndMoveToTheNewOneWithTheCase) {
  seal(open_file(), "text", "Thu tiền sai quy định");
  clock_.advance(std::chrono::hours(1));
  rotate_seal_key(db(), clock_, file("keys"));
  const auto keys = open_file();
  EXPECT_THAT(open(keys), ElementsAre(Pair("text", "Thu tiền sai quy định")));
  db().write([&](db::Tx& tx) { seal_anew(tx, keys, next_body, denounced); });
  auto id = db().read([&](db::Tx& tx) {
    return tx.one<std::string>(std::string("select key_id from sealed_words"), {});
  });
  EXPECT_EQ(id, keys.current().id);
  EXPECT_THAT(open(keys), ElementsAre(Pair("text", "Thu tiền sai quy định")));
}

TEST_P(SealedWords, StaySealedWhereTheFileIsLostAndTheCaseGoesOn) {
  seal(open_file(), "text", "Thu tiền sai quy định");
  std::filesystem::remove(file("keys"));
  clock_.advance(std::chrono::hours(1));
  replace_lost_seal_key(db(), clock_, file("new"));
  const auto keys = open_file("new");
  db().write([&](db::Tx& tx) { seal_anew(tx, keys, next_body, denounced); });
  EXPECT_THAT(open(keys), IsEmpty());
  seal(keys, "answer 7", "Đã kết luận");
  EXPECT_THAT(read(keys, named_).value(), ElementsAre(Pair("answer 7", "Đã kết luận")));
}

}  // namespace
}  // namespace gandan::people
