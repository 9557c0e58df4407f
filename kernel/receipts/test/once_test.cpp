#include "kernel/receipts/once.hpp"

#include <gtest/gtest.h>

#include "kernel/receipts/migrations.hpp"
#include "kernel/receipts/test/known_keys.hpp"
#include "lib/base/result.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::receipts {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class Once : public db::test::OnEachEngine {
 protected:
  Once() : OnEachEngine({{"receipts", migrations::files()}}) {}

  bool done_before(const SentForm& form) {
    return db().write([&](db::Tx& tx) { return was_done(tx, clock_, keys_, form); });
  }
  std::int64_t kept() {
    return *db().read([](db::Tx& tx) {
      return tx.one<std::int64_t>(std::string("select count(*) from done_forms"), {});
    });
  }

  FixedClock clock_{Date::of(2026, 10, 1)};
  db::test::TempFolder folder_;
  crypto::KeyFile keys_ = test::known_keys(folder_.file("keys"));
};
GANDAN_EACH_ENGINE(Once);

TEST_P(Once, AFormThatIsPressedTwiceIsOneDeed) {
  EXPECT_FALSE(done_before({"add", "Cạnh trường học."}));
  clock_.advance(seconds(2));
  EXPECT_TRUE(done_before({"add", "Cạnh trường học."}));
  EXPECT_TRUE(done_before({"add", "Cạnh trường học."}));
}

TEST_P(Once, OtherWordsOrAnotherPurposeAreAnotherForm) {
  EXPECT_FALSE(done_before({"add", "Cạnh trường học."}));
  EXPECT_FALSE(done_before({"add", "Cạnh trạm xá."}));
  EXPECT_FALSE(done_before({"desk", "Cạnh trường học."}));
}

TEST_P(Once, AFormIsKnownForADayAndForgottenThen) {
  EXPECT_FALSE(done_before({"add", "Cạnh trường học."}));
  clock_.advance(hours(24));
  EXPECT_TRUE(done_before({"add", "Cạnh trường học."}));
  clock_.advance(seconds(1));
  EXPECT_FALSE(done_before({"desk", "Xin xem giúp."}));
  EXPECT_EQ(kept(), 1) << "nothing is left of the first";
  EXPECT_FALSE(done_before({"add", "Cạnh trường học."}));
}

TEST_P(Once, WhatWasRefusedIsLookedAtAgain) {
  auto refused = db().write([&](db::Tx& tx) -> Result<bool, int> {
    EXPECT_FALSE(was_done(tx, clock_, keys_, {"add", "Cạnh trường học."}));
    return fail(422);
  });
  EXPECT_FALSE(refused);
  EXPECT_FALSE(done_before({"add", "Cạnh trường học."}));
}

TEST_P(Once, FormsAreKnownAfterARotationOfTheKeyFile) {
  EXPECT_FALSE(done_before({"add", "Cạnh trường học."}));
  keys_.rotate();
  EXPECT_TRUE(done_before({"add", "Cạnh trường học."}));
}

TEST_P(Once, WhatIsStoredTellsNothingOfWhatWasSent) {
  EXPECT_FALSE(done_before({"add", "ZqMkwords"}));
  EXPECT_EQ(stored_bytes().find("ZqMkwords"), std::string::npos);
}

class StoredKey : public testing::Test {
 protected:
  db::test::TempFolder folder_;
  crypto::KeyFile keys_ = test::known_keys(folder_.file("keys"));
};

TEST_F(StoredKey, IsTheSameForEver) {
  EXPECT_EQ(stored_key(keys_, "k-1", {"words", "place"}),
            "7dac8ddb231dd2a44b58529719a21bff18e75b8b3239af7c2ea77b31ea88385f");
}

TEST_F(StoredKey, StandsForAllThatWasSentWithIt) {
  const std::string stored = stored_key(keys_, "k-1", {"words", "place"});
  EXPECT_NE(stored_key(keys_, "k-2", {"words", "place"}), stored);
  EXPECT_NE(stored_key(keys_, "k-1", {"words", "places"}), stored);
  EXPECT_NE(stored_key(keys_, "k-1", {"wordsp", "lace"}), stored) << "fields do not run together";
  const auto others = crypto::KeyFile::read_or_create(folder_.file("others"));
  EXPECT_NE(stored_key(others, "k-1", {"words", "place"}), stored);
}

TEST_F(StoredKey, IsEmptyWhereThereIsNoKey) {
  EXPECT_EQ(stored_key(keys_, "", {"words", "place"}), "");
}

TEST(SaidBy, TellsWhoSentWhatToWhere) {
  http::Request request;
  request.path = "/desk/petitions/GD-1/route";
  request.form.add("body", "5");
  request.form.add("words", "Xin xem giúp.");
  EXPECT_EQ(said_by(7, request), "7 /desk/petitions/GD-1/route\nbody=5\nwords=Xin xem giúp.");
}

}  // namespace
}  // namespace gandan::receipts
