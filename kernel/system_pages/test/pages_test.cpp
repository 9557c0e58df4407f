#include <gmock/gmock.h>

#include "kernel/journal/cosignatures.hpp"
#include "kernel/settings/installation.hpp"
#include "kernel/system_pages/last_backup.hpp"
#include "kernel/system_pages/module.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::system_pages {
namespace {

using people::Role;

constexpr settings::Setting<settings::WholeNumber> letters_a_day{
    .key = "desk.letters_a_day",
    .name = "Letters a day",
    .meaning = "To one address.",
    .type = {.usual = 5, .least = 1, .most = 1000}};

class SystemPage : public gandan::test::Site {
 protected:
  explicit SystemPage(bool mail = true)
      : Site({module("gandan 1.2.3 (abc)"),
              {.name = "desk", .migrations = {}, .settings = {letters_a_day}}},
             {.units = false, .mail = mail}) {}

  void SetUp() override {
    Site::SetUp();
    if (IsSkipped()) return;
    account("quantri", {{Role::administrator}}, "quantri@gandan.example");
    sign_in(client(), "quantri");
  }
};
GANDAN_EACH_ENGINE(SystemPage);

TEST_P(SystemPage, SaysWhatRunsOnWhatAndWhatIsSet) {
  run({.get = "/admin/system",
       .shows = {
           "gandan 1.2.3 (abc)", GetParam() == db::Engine::sqlite ? "SQLite 3." : "PostgreSQL 1",
           "004_parts.sql", "001_last_backup.sql", "Letters a day",
           "href=\"/admin/settings/desk.letters_a_day\"", "href=\"/admin/jobs\"", "0 due now"}});
}

TEST_P(SystemPage, SaysWhichNumberTheInstallationHas) {
  run({.get = "/admin/system", .shows = {"none: its ids may meet those of another"}});
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return gandan::settings::number_installation(tx, clock, 234,
                                                 gandan::settings::Installation::itself);
  }));
  run({.get = "/admin/system", .shows = {"234"}, .hides = {"none: its ids"}});
}

TEST_P(SystemPage, TellsOfTheLastBackup) {
  run({.get = "/admin/system", .shows = {"none that this database knows of"}});
  for (std::int64_t mebibytes : {2, 3})
    db().write([&](db::Tx& tx) {
      note_backup(tx, {.made_at = clock.now(), .bytes = mebibytes << 20, .entries = 1234});
    });
  run({.get = "/admin/system", .shows = {"3 MB, 1,234 entries in its journal"}});
  // In which there were more entries than here: the journal was cut short since.
  leaves_something_broken = true;
  const auto broken =
      db().read([](db::Tx& tx) { return invariants::broken(tx, module("").invariants); });
  ASSERT_EQ(broken.size(), 1u);
  EXPECT_EQ(broken[0].name, "system_pages.backup");
  EXPECT_THAT(broken[0].ids, testing::ElementsAre("1234"));
}

TEST_P(SystemPage, TellsOfThePublicLogItsKeysAndItsWitnesses) {
  run({.get = "/admin/system", .shows = {"it has not begun"}, .hides = {"gandan.example/log"}});
  take_into_log();
  const auto [head, key] = db().read([](db::Tx& tx) {
    return std::pair(journal::log_head(tx).value(), journal::log_keys(tx).front());
  });
  run({.get = "/admin/system",
       .shows = {"gandan.example/log", key, "none has cosigned a head"},
       .hides = {"it has not begun"}});
  const auto witness =
      tlog::make_signer("witness.example", tlog::Algorithm::cosignature, std::string(32, 'w'));
  const auto line = tlog::signature_of(witness, tlog::parse_note(head.note).value().text,
                                       std::chrono::sys_seconds(std::chrono::seconds(1)));
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return journal::keep_cosignature(tx, clock, witness.key, head.note,
                                     tlog::text_of(std::span(&line, 1)));
  }));
  const std::string day = i18n::find_locale("en")->date(clock.today());
  run({.get = "/admin/system",
       .shows = {"witness.example, last on " + day + ", of " + std::to_string(head.size) +
                 " entries"},
       .hides = {"none has cosigned"}});
}

TEST_P(SystemPage, WarnsWhereNothingWasSignedForAnHourThoughEntriesWait) {
  take_into_log();
  const Instant begin = clock.now();
  const auto passes = [&](int minutes) { clock.set(begin + std::chrono::minutes(minutes)); };
  passes(90);
  run({.get = "/admin/system", .hides = {"Entries have waited since"}});
  account("lan");
  passes(90 + 59);
  run({.get = "/admin/system", .hides = {"Entries have waited since"}});
  passes(90 + 60);
  run({.get = "/admin/system", .shows = {"Entries have waited since"}});
  take_into_log();
  run({.get = "/admin/system", .hides = {"Entries have waited since"}});
}

TEST_P(SystemPage, SaysWhetherAnybodyCanSignIn) {
  run({.get = "/admin/system", .hides = {"anybody reads how to sign in"}});
  services().demonstration = true;
  run({.get = "/admin/system", .shows = {"anybody reads how to sign in"}});
}

TEST_P(SystemPage, SendsATestLetterToTheOperatorsOwnAddressAndToNoOther) {
  run({.get = "/admin/system", .shows = {"Send a test letter to quantri@gandan.example"}});
  client().post_form("/admin/system/test-letter", {{"to", "else@gandan.example"}});
  const auto letters = postbox().take();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters.front().to.address.text(), "quantri@gandan.example");
  run({.post = "/admin/system/test-letter",
       .status = 303,
       .journal = {"system.send_test_letter"},
       .letters = {"Gần Dân: A test letter"}});
  run({.get = "/admin/system?done=sent", .shows = {"The mail server took the test letter."}});
}

TEST_P(SystemPage, SaysWhyTheMailServerTookNone) {
  postbox().failure = mail::SendError{.permanent = true, .reason = "550 no such box"};
  run({.post = "/admin/system/test-letter",
       .status = 422,
       .shows = {"The test letter was not sent. 550 no such box"},
       .journal = {"system.send_test_letter"}});
}

TEST_P(SystemPage, WhoHasNoAddressIsToldThatOneIsMissing) {
  auto other = officer(Role::administrator);
  run({.as = &other,
       .get = "/admin/system",
       .shows = {"takes an e-mail address in your account"},
       .hides = {"Send a test letter"}});
  run({.as = &other, .post = "/admin/system/test-letter", .status = 422});
}

TEST_P(SystemPage, IsForWhoOperatesEverywhere) {
  auto leader = officer(Role::leader);
  run({.as = &leader, .get = "/admin/system", .status = 403});
  run({.as = &leader, .post = "/admin/system/test-letter", .status = 403});
}

TEST_P(SystemPage, IsFoundOnThePageOfOnesAccount) {
  ASSERT_EQ(menus.administration.size(), 1U);
  EXPECT_EQ(menus.administration.front().href, "/admin/system");
}

class SystemPageWithoutMail : public SystemPage {
 protected:
  SystemPageWithoutMail() : SystemPage(false) {}
};
GANDAN_EACH_ENGINE(SystemPageWithoutMail);

TEST_P(SystemPageWithoutMail, SaysThatNoLettersLeave) {
  run({.get = "/admin/system",
       .shows = {"the server was started without --mail"},
       .hides = {"Send a test letter"}});
  run({.post = "/admin/system/test-letter", .status = 422});
}

/// With a desk, which has no list for who administers.
class FirstPage : public gandan::test::Site {
 protected:
  FirstPage()
      : Site({module("gandan 1.2.3 (abc)"),
              {.name = "queue",
               .migrations = {},
               .desk = {.boxes = {{.name = "queue",
                                   .is_for = [](const people::Principal&) { return false; }}}}}},
             {.units = false}) {}
};
GANDAN_EACH_ENGINE(FirstPage);

TEST_P(FirstPage, TellsWhoOperatesWhatIsStillToBeSetUpUntilItIs) {
  account("quantri", {{Role::administrator}});
  sign_in(client(), "quantri");
  run({.get = "/desk",
       .shows = {"Still to be set up", "No backup was made", "No letters leave",
                 "There is no second administrator", "Nobody receives what is sent",
                 "It does not say whose it is", "Nobody reads whom to call",
                 "href=\"/admin/settings/contact.telephone\"", "href=\"/admin/system\""}});
  db().write([&](db::Tx& tx) { note_backup(tx, {.made_at = clock.now(), .bytes = 1 << 20}); });
  account("quantri.hai", {{Role::administrator}});
  account("tiepnhan", {{Role::reception_officer}});
  run({.get = "/desk",
       .shows = {"Nobody answers what is sent"},
       .hides = {"No backup was made", "There is no second administrator",
                 "Nobody receives what is sent"}});
  account("traloi", {{Role::answering_officer}});
  clock.advance(std::chrono::hours(1));
  run({.get = "/desk", .hides = {"Nobody answers what is sent", "The last backup is"}});
}

TEST_P(FirstPage, ABackupOfLastWeekIsTold) {
  db().write([&](db::Tx& tx) { note_backup(tx, {.made_at = clock.now(), .bytes = 1 << 20}); });
  clock.advance(std::chrono::hours(24 * 8));
  auto operates = officer(Role::administrator);
  run({.as = &operates, .get = "/desk", .shows = {"The last backup is 8 days old"}});
}

TEST_P(FirstPage, WhatIsToBeSetUpIsNotToldToWhoAdministersAPlaceOrDirects) {
  auto leader = officer(Role::leader);
  run({.as = &leader, .get = "/desk", .hides = {"Still to be set up"}});
}

}  // namespace
}  // namespace gandan::system_pages
