#include <gmock/gmock.h>

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

TEST_P(SystemPage, says_what_runs_on_what_and_what_is_set) {
  run({.get = "/admin/system",
       .shows = {
           "gandan 1.2.3 (abc)", GetParam() == db::Engine::sqlite ? "SQLite 3." : "PostgreSQL 1",
           "001_journal.sql", "001_last_backup.sql", "Letters a day",
           "href=\"/admin/settings/desk.letters_a_day\"", "href=\"/admin/jobs\"", "0 due now"}});
}

TEST_P(SystemPage, tells_of_the_last_backup) {
  run({.get = "/admin/system", .shows = {"none that this database knows of"}});
  for (std::int64_t mebibytes : {2, 3})
    db().write([&](db::Tx& tx) {
      note_backup(tx, {.made_at = clock.now(), .bytes = mebibytes << 20, .entries = 1234});
    });
  run({.get = "/admin/system", .shows = {"3 MB, 1,234 entries in its journal"}});
}

TEST_P(SystemPage, says_whether_anybody_can_sign_in) {
  run({.get = "/admin/system", .hides = {"anybody reads how to sign in"}});
  services().demonstration = true;
  run({.get = "/admin/system", .shows = {"anybody reads how to sign in"}});
}

TEST_P(SystemPage, sends_a_test_letter_to_the_operators_own_address_and_to_no_other) {
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

TEST_P(SystemPage, says_why_the_mail_server_took_none) {
  postbox().failure = mail::SendError{.permanent = true, .reason = "550 no such box"};
  run({.post = "/admin/system/test-letter",
       .status = 422,
       .shows = {"The test letter was not sent. 550 no such box"},
       .journal = {"system.send_test_letter"}});
}

TEST_P(SystemPage, who_has_no_address_is_told_that_one_is_missing) {
  auto other = officer(Role::administrator);
  run({.as = &other,
       .get = "/admin/system",
       .shows = {"takes an e-mail address in your account"},
       .hides = {"Send a test letter"}});
  run({.as = &other, .post = "/admin/system/test-letter", .status = 422});
}

TEST_P(SystemPage, is_for_who_operates_everywhere) {
  auto leader = officer(Role::leader);
  run({.as = &leader, .get = "/admin/system", .status = 403});
  run({.as = &leader, .post = "/admin/system/test-letter", .status = 403});
}

TEST_P(SystemPage, is_found_on_the_page_of_ones_account) {
  ASSERT_EQ(menus.administration.size(), 1U);
  EXPECT_EQ(menus.administration.front().href, "/admin/system");
}

class SystemPageWithoutMail : public SystemPage {
 protected:
  SystemPageWithoutMail() : SystemPage(false) {}
};
GANDAN_EACH_ENGINE(SystemPageWithoutMail);

TEST_P(SystemPageWithoutMail, says_that_no_letters_leave) {
  run({.get = "/admin/system",
       .shows = {"the server was started without --mail"},
       .hides = {"Send a test letter"}});
  run({.post = "/admin/system/test-letter", .status = 422});
}

}  // namespace
}  // namespace gandan::system_pages
