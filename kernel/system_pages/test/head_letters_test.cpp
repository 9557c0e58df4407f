// The head of the public log in letters: who gets it has what it takes to find the log made anew.
#include "kernel/system_pages/head_letters.hpp"

#include <gmock/gmock.h>

#include "kernel/journal/check_log.hpp"
#include "kernel/system_pages/module.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::system_pages {
namespace {

using people::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class HeadLetters : public gandan::test::Site {
 protected:
  HeadLetters() : Site({module("gandan 1.2.3")}, {.mail = true}) {}

  void SetUp() override {
    Site::SetUp();
    if (IsSkipped()) return;
    account("quantri", {{Role::administrator}}, "quantri@gandan.example");
    take_into_log();
  }
  /// Those of a Monday.
  std::vector<mail::Message> letters() {
    run_periodic(std::string(head_letters_job));
    return delivered();
  }
  /// What its reader saves: the lines from the log's name to the end.
  static std::string saved(const mail::Message& letter) {
    const std::size_t blank = letter.text.rfind("\n\ngandan.example/log\n");
    return letter.text.substr(blank + 2);
  }
  std::vector<std::string> broken(const std::string& saved) {
    return journal::check_log(db(), {}, {.heads = {{"the letter", saved}}}).broken;
  }
};
GANDAN_EACH_ENGINE(HeadLetters);

TEST_P(HeadLetters, GoToWhoeverOperatesEverywhereAndHasAnAddress) {
  account("khongthu", {{Role::administrator}});
  account("lanhdao", {{Role::leader}}, "lanhdao@gandan.example");
  account("taixa", {{Role::administrator, unit("Bộ Nội vụ"), people::Reach::area}},
          "taixa@gandan.example");
  const auto gone = account("danghi", {{Role::administrator}}, "danghi@gandan.example");
  db().write([&](db::Tx& tx) {
    ASSERT_TRUE(people::set_disabled(tx, clock, journal::Actor::system(), gone, true));
  });
  const auto sent = letters();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].to.address.text(), "quantri@gandan.example");
  EXPECT_THAT(sent[0].text, HasSubstr("gandan verify --db ADDRESS --head FILE"));
  EXPECT_THAT(sent[0].text, HasSubstr("gandan verify --db ĐỊA-CHỈ --head TỆP"));
}

TEST_P(HeadLetters, HoldAHeadThatVerifyTakesAsItIsSavedAndThatTheLogOfLaterBeginsWith) {
  const std::string kept = saved(letters().at(0));
  EXPECT_THAT(broken(kept), IsEmpty());
  account("lan");
  take_into_log();
  EXPECT_THAT(broken(kept), IsEmpty());
  std::string forged = kept;
  forged.insert(forged.find('\n') + 1, "1");
  EXPECT_THAT(broken(forged), Contains(HasSubstr("the letter is not signed by a key of this log")));
}

TEST_P(HeadLetters, AreNotWrittenToWhoLostTheRoleMeanwhile) {
  const auto keepers = db().read(keepers_of_heads);
  ASSERT_EQ(keepers.size(), 1U);
  const auto write = [&](people::UserId to) {
    return db().read(
        [&](db::Tx& tx) { return write_head_letter(tx, *services().post, to, clock.today()); });
  };
  EXPECT_TRUE(write(keepers[0]));
  account("khac", {{Role::administrator}}, "khac@gandan.example");
  db().write([&](db::Tx& tx) {
    ASSERT_TRUE(people::set_grants(tx, clock, journal::Actor::system(), keepers[0], {}));
  });
  EXPECT_FALSE(write(keepers[0]));
}

TEST_P(HeadLetters, ThatTheMailServerDoesNotTakeNowAreTriedAgain) {
  postbox().failure = mail::SendError{.permanent = false, .reason = "421 later"};
  EXPECT_THAT(letters(), IsEmpty());
  postbox().failure.reset();
  clock.set(clock.now() + std::chrono::hours(1));
  EXPECT_EQ(delivered().size(), 1U);
}

class HeadLettersOfANewSite : public gandan::test::Site {
 protected:
  HeadLettersOfANewSite() : Site({module("gandan 1.2.3")}, {.units = false, .mail = true}) {}
};
GANDAN_EACH_ENGINE(HeadLettersOfANewSite);

TEST_P(HeadLettersOfANewSite, AreNoneWhileTheLogHasNoHead) {
  account("quantri", {{Role::administrator}}, "quantri@gandan.example");
  run_periodic(std::string(head_letters_job));
  EXPECT_THAT(delivered(), IsEmpty());
  take_into_log();
  run_periodic(std::string(head_letters_job));
  EXPECT_EQ(delivered().size(), 1U);
}

}  // namespace
}  // namespace gandan::system_pages
