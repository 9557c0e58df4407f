// Accounts as those who administer them see and change them.
#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/people/test/people_site.hpp"
#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

using test::password;

class AccountPages : public test::PeopleSite {};
GANDAN_EACH_ENGINE(AccountPages);

TEST_P(AccountPages, TheFirstAdministratorIsMadeThroughTheLink) {
  auto path = db().write([&](db::Tx& tx) { return first_admin_link(tx, clock, settings); });
  ASSERT_TRUE(path);
  EXPECT_TRUE(client().get(*path).contains("The first administrator"));
  auto wrong = client().post_form(
      *path,
      {{"username", "Bad Name"}, {"name", "An"}, {"password", password}, {"again", password}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(
      client()
          .post_form(
              *path,
              {{"username", "an"}, {"name", "An"}, {"password", password}, {"again", "other"}})
          .status,
      422);
  auto done = client().post_form(
      *path, {{"username", "an"}, {"name", "An"}, {"password", password}, {"again", password}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(client().get(*path).status, 410);
  EXPECT_EQ(sign_in_as("an").status, 303);
  EXPECT_EQ(client().get("/admin/accounts").status, 200);
}

TEST_P(AccountPages, AnAdministratorMakesAnAccountWithARoleAndALink) {
  account("admin", {{Role::administrator}});
  UnitId body = db().write(
      [&](db::Tx& tx) { return units::ensure_body(tx, ids, clock, "Sở Xây dựng Lạng Sơn"); });
  sign_in_as("admin");
  const http::Fields minh = {{"name", "Minh"}, {"username", "minh"}, {"email", ""}};
  const std::string first = first_line_of_code(press("/admin/accounts/new", minh));
  ASSERT_TRUE(first.starts_with("/set-password/")) << first;
  EXPECT_EQ(client().post_form("/admin/accounts/new", {{"name", "M"}, {"username", "minh"}}).status,
            422);
  const http::Fields role = {
      {"role", "answering_officer"}, {"unit", "Sở Xây dựng Lạng Sơn"}, {"reach", "body"}};
  EXPECT_EQ(press("/admin/accounts/minh/roles", role).location(),
            "/admin/accounts/minh?done=given");
  EXPECT_TRUE(client().get("/admin/accounts/minh").contains("Sở Xây dựng Lạng Sơn"));
  const std::string link = first_line_of_code(press("/admin/accounts/minh/link", {}));
  ASSERT_TRUE(link.starts_with("/set-password/")) << link;
  EXPECT_EQ(client().get(first).status, 410) << "the earlier link ended";
  EXPECT_EQ(client().post_form(link, {{"password", password}, {"again", password}}).status, 303);
  EXPECT_EQ(sign_in_as("minh").status, 303);
  EXPECT_EQ(client().get("/work").body, "hello Minh");
  EXPECT_EQ(db().read([&](db::Tx& tx) { return grants_of(tx, find_account(tx, "minh")->id); }),
            (std::vector<Grant>{{Role::answering_officer, body, Reach::body}}));
}

TEST_P(AccountPages, HowFarARoleReachesIsAQuestionAndAnEmptyUnitIsNeverEverywhere) {
  account("admin", {{Role::administrator}});
  account("minh", {});
  db().write([&](db::Tx& tx) {
    (void)units::ensure_body(tx, ids, clock, "Sở Y tế Lạng Sơn");
    (void)units::ensure_body(tx, ids, clock, "Sở Y tế Cao Bằng");
  });
  sign_in_as("admin");
  const auto form = client().get("/admin/accounts/minh");
  const auto radio = form.body.find("name=\"reach\" value=\"nation\"");
  ASSERT_NE(radio, std::string::npos);
  EXPECT_EQ(form.body.find(" checked"), std::string::npos) << "nothing is chosen before";
  auto give = [&](http::Fields typed) {
    typed.add("role", "leader");
    typed.add("sure", "yes");
    return client().post_form("/admin/accounts/minh/roles", typed);
  };
  for (const char* reach : {"", "body", "area", "everywhere"}) {
    const auto refused = give({{"reach", reach}});
    EXPECT_EQ(refused.status, 422) << reach;
    EXPECT_TRUE(refused.contains("<option value=\"leader\" selected")) << "what was typed is kept";
  }
  EXPECT_EQ(give({{"reach", "nation"}, {"unit", "Sở Y tế Lạng Sơn"}}).status, 422);
  EXPECT_EQ(give({{"reach", "body"}, {"unit", "Nowhere at all"}}).status, 422);
  auto offered = give({{"reach", "area"}, {"unit", "so y te"}});
  EXPECT_EQ(offered.status, 422);
  EXPECT_TRUE(offered.contains("Choose which of these you mean."));
  EXPECT_TRUE(offered.contains("<b>Sở Y tế Cao Bằng</b>"));
  EXPECT_TRUE(offered.contains("value=\"so y te\""));
  EXPECT_TRUE(
      db().read([&](db::Tx& tx) { return grants_of(tx, find_account(tx, "minh")->id).empty(); }));
  EXPECT_TRUE(client().get("/admin/units?unit=so+y+te").contains("Sở Y tế Lạng Sơn"));
  const auto asked =
      client().post_form("/admin/accounts/minh/roles", {{"role", "leader"}, {"reach", "nation"}});
  EXPECT_TRUE(asked.contains("The role counts everywhere in the nation."));
  EXPECT_TRUE(asked.contains("They read what is not public of letters, answer and send them on"));
  EXPECT_EQ(give({{"reach", "nation"}}).status, 303);
  EXPECT_EQ(db().read([&](db::Tx& tx) { return grants_of(tx, find_account(tx, "minh")->id); }),
            (std::vector<Grant>{{Role::leader}}));
}

TEST_P(AccountPages, PressingTwiceIsOneDeedAndSaysWhatWasDone) {
  account("admin", {{Role::administrator}});
  account("minh", {{Role::leader, UnitId{2}}});
  sign_in_as("admin");
  auto twice = [&](const std::string& path, const http::Fields& form) {
    const auto first = press(path, form);
    const auto between = last_entry();
    http::Fields again = form;
    again.add("sure", "yes");
    again.add("once", "0nce");
    const auto second = client().post_form(path, again);
    EXPECT_EQ(last_entry(), between) << path << " was done twice";
    EXPECT_EQ(second.status, first.status) << path;
    EXPECT_EQ(second.location(), first.location()) << path;
    return std::pair(first, second);
  };
  const std::string minh = "/admin/accounts/minh";
  const auto [link, same_link] = twice(minh + "/link", {});
  EXPECT_TRUE(first_line_of_code(link).starts_with("/set-password/"));
  EXPECT_EQ(first_line_of_code(link), first_line_of_code(same_link));
  EXPECT_EQ(twice(minh + "/disable", {}).first.location(), minh + "?done=disabled");
  EXPECT_TRUE(client().get(minh + "?done=disabled").contains("The account is disabled."));
  EXPECT_FALSE(client().get(minh + "?done=enabled").contains("The account is enabled again."))
      << "nobody did that: it is only a link";
  EXPECT_EQ(twice(minh + "/enable", {}).first.location(), minh + "?done=enabled");
  EXPECT_EQ(twice(minh + "/roles/remove", {{"role", "leader"}, {"unit", "2"}}).first.location(),
            minh + "?done=taken");
  const auto [made, same] = twice("/admin/accounts/new", {{"name", "An"}, {"username", "an"}});
  EXPECT_TRUE(first_line_of_code(made).starts_with("/set-password/"));
  EXPECT_EQ(first_line_of_code(made), first_line_of_code(same));
}

TEST_P(AccountPages, ARoleThatTheyDoNotHoldIsNotSaidToBeTaken) {
  account("admin", {{Role::administrator}});
  account("minh", {{Role::leader, UnitId{2}}});
  sign_in_as("admin");
  const std::string path = "/admin/accounts/minh/roles/remove";
  const auto refuses = [&](const char* role, const char* unit, const char* sure) {
    run({.post = path,
         .form = {{"role", role}, {"unit", unit}, {"sure", sure}},
         .status = 422,
         .shows = {"They do not hold this role there."}});
  };
  for (const char* sure : {"", "yes"}) {
    refuses("leader", "3", sure);
    refuses("supervisor", "2", sure);
  }
  EXPECT_EQ(press(path, {{"role", "leader"}, {"unit", "2"}}).status, 303);
  refuses("supervisor", "2", "yes");
  refuses("leader", "2", "");
}

TEST_P(AccountPages, AnotherLanguageChangesNoEmailWhateverElseIsSent) {
  account("admin", {{Role::administrator}});
  const UserId minh = account("minh", {{Role::leader, UnitId{2}}});
  sign_in_as("admin");
  for (const char* looks : {"lang", "back"})
    run({.post = "/admin/accounts/minh/email",
         .form = {{"email", "minh@vidu.vn"}, {looks, "vi"}, {"sure", "yes"}}});
  EXPECT_EQ(db().read([&](db::Tx& tx) { return find_account(tx, minh)->email; }), "");
}

TEST_P(AccountPages, AnAdministratorOfOneBodyTouchesNothingElse) {
  auto [here, there] = db().write([&](db::Tx& tx) {
    return std::pair(units::ensure_body(tx, ids, clock, "Sở Y tế Lạng Sơn"),
                     units::ensure_body(tx, ids, clock, "Sở Tài chính Lạng Sơn"));
  });
  account("root", {{Role::administrator}});
  account("local", {{Role::administrator, here, Reach::body}});
  account("stranger", {{Role::leader, there, Reach::body}});
  account("both", {{Role::leader, here, Reach::body}, {Role::leader, there, Reach::body}});
  account("mine", {{Role::supervisor, here, Reach::body}});
  account("nobody", {});
  sign_in_as("local");
  auto list = client().get("/admin/accounts");
  EXPECT_TRUE(list.contains("/admin/accounts/mine"));
  for (const char* other : {"root", "stranger", "both", "nobody"}) {
    const std::string page = "/admin/accounts/" + std::string(other);
    EXPECT_FALSE(list.contains(page)) << other;
    EXPECT_EQ(client().get(page).status, 404) << other;
    for (const char* act : {"/link", "/disable", "/enable", "/roles", "/roles/remove"})
      for (const char* sure : {"", "yes"})
        EXPECT_EQ(client()
                      .post_form(page + act, {{"role", "leader"},
                                              {"unit", "Sở Y tế Lạng Sơn"},
                                              {"reach", "body"},
                                              {"sure", sure}})
                      .status,
                  404)
            << other << act;
  }
  auto give_mine = [&](const std::string& unit, const std::string& reach) {
    return client()
        .post_form("/admin/accounts/mine/roles",
                   {{"role", "leader"}, {"unit", unit}, {"reach", reach}, {"sure", "yes"}})
        .status;
  };
  EXPECT_EQ(give_mine("Sở Tài chính Lạng Sơn", "body"), 422);
  EXPECT_EQ(give_mine("", "body"), 422);
  EXPECT_EQ(give_mine("", "nation"), 422);
  EXPECT_FALSE(client().get("/admin/accounts/mine").contains("value=\"nation\""));
  EXPECT_EQ(give_mine("Sở Y tế Lạng Sơn", "area"), 422);
  EXPECT_EQ(give_mine("Sở Y tế Lạng Sơn", "body"), 303);
}

TEST_P(AccountPages, WhoAdministersAPartGivesANewAccountItsFirstRoleThereAtOnce) {
  UnitId here = db().write(
      [&](db::Tx& tx) { return units::ensure_body(tx, ids, clock, "Sở Y tế Lạng Sơn"); });
  account("local", {{Role::administrator, here, Reach::body}});
  sign_in_as("local");
  auto create = [&](const std::string& role, const std::string& unit) {
    return client().post_form("/admin/accounts/new", {{"name", "Minh"},
                                                      {"username", "minh"},
                                                      {"role", role},
                                                      {"unit", unit},
                                                      {"reach", "body"},
                                                      {"sure", "yes"}});
  };
  EXPECT_FALSE(client().get("/admin/accounts/new").contains("Everywhere in the nation"));
  EXPECT_EQ(create("", "").status, 422);
  auto wrong = create("leader", "");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Say in which unit."));
  EXPECT_TRUE(wrong.contains("value=\"minh\""));
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return find_account(tx, "minh"); }));
  EXPECT_TRUE(create("leader", "Sở Y tế Lạng Sơn").contains("/set-password/"));
  EXPECT_EQ(client().get("/admin/accounts/minh").status, 200);
}

TEST_P(AccountPages, TheLastAdministratorCannotLockEverybodyOut) {
  account("root", {{Role::administrator}});
  sign_in_as("root");
  EXPECT_EQ(client().post_form("/admin/accounts/root/disable", {}).status, 422);
  EXPECT_EQ(client()
                .post_form("/admin/accounts/root/roles/remove",
                           {{"role", "administrator"}, {"unit", "0"}})
                .status,
            422);
}

/// Two administrators, of whom `root` is signed in, and an account that may come to open what is
/// sealed.
class TwoPersons : public AccountPages {
 protected:
  void SetUp() override {
    AccountPages::SetUp();
    if (IsSkipped()) return;
    const UnitId body = db().write(
        [&](db::Tx& tx) { return units::ensure_body(tx, ids, clock, "Thanh tra Lạng Sơn"); });
    account("root", {{Role::administrator}});
    account("second", {{Role::administrator}});
    thu_ = account("thu", {{Role::leader, body}});
    sign_in_as("root");
    second_ = std::make_unique<http::TestClient>(app());
    second_->with_cookie("lang", "en");
    second_->post_form("/sign-in", {{"username", "second"}, {"password", password}});
  }
  bool holds(Role role) {
    auto grants = db().read([&](db::Tx& tx) { return grants_of(tx, thu_); });
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Grant& grant) { return grant.role == role; });
  }
  http::TestResponse give(const std::string& username, const std::string& reason) {
    return client().post_form("/admin/accounts/" + username + "/roles",
                              {{"role", "denunciation_officer"},
                               {"unit", "Thanh tra Lạng Sơn"},
                               {"reach", "body"},
                               {"sure", "yes"},
                               {"reason", reason}});
  }
  static std::string first_request(const http::TestResponse& page) {
    const std::size_t start = page.body.find("/account/requests/") + 18;
    return "/account/requests/" + page.body.substr(start, page.body.find('/', start) - start);
  }

  const std::string why_ = "Thay cán bộ nghỉ chế độ.";
  const http::Fields sure_ = {{"sure", "yes"}};
  UserId thu_;
  std::unique_ptr<http::TestClient> second_;
};
GANDAN_EACH_ENGINE(TwoPersons);

TEST_P(TwoPersons, AnAdministratorAloneMakesNobodyWhoOpensWhatIsSealed) {
  EXPECT_EQ(give("thu", "").status, 422);
  EXPECT_EQ(give("root", why_).status, 422) << "never to oneself";
  EXPECT_EQ(give("thu", why_).status, 303);
  EXPECT_FALSE(holds(Role::denunciation_officer));
  EXPECT_TRUE(client().get("/admin/accounts/thu").contains("Waits for a second person"));
  auto own = client().get("/account/requests");
  EXPECT_FALSE(own.contains("/consent"));
  const std::string consent = first_request(own) + "/consent";
  EXPECT_EQ(client().post_form(consent, sure_).status, 403);

  EXPECT_TRUE(second_->get("/admin/accounts").contains("1 request waits for your decision"));
  const auto desk = second_->get("/account");
  EXPECT_TRUE(desk.contains(why_) || desk.contains("asks: "));
  EXPECT_TRUE(second_->get("/account/requests").contains(why_));
  const auto question = second_->post_form(consent, {});
  EXPECT_TRUE(question.contains("Consent to this: Give Officer thu"));
  EXPECT_TRUE(question.contains(why_));
  EXPECT_FALSE(holds(Role::denunciation_officer)) << "it asks first";
  EXPECT_EQ(second_->post_form(consent, sure_).location(), "/account/requests?done=consented");
  EXPECT_EQ(second_->post_form(consent, sure_).location(), "/account/requests?done=consented")
      << "pressed twice";
  EXPECT_TRUE(holds(Role::denunciation_officer));
}

TEST_P(TwoPersons, AnAdministratorAloneTakesOverNobodyWhoOpensWhatIsSealed) {
  give("thu", why_);
  second_->post_form(first_request(second_->get("/account/requests")) + "/consent", sure_);
  ASSERT_TRUE(holds(Role::denunciation_officer));
  auto ask = [&](const std::string& deed) {
    return client().post_form("/admin/accounts/thu/" + deed,
                              {{"reason", why_}, {"email", "thu@vidu.vn"}, {"sure", "yes"}});
  };
  EXPECT_EQ(client().post_form("/admin/accounts/thu/link", sure_).status, 422)
      << "without a reason";
  EXPECT_FALSE(ask("link").contains("/set-password/"));
  EXPECT_EQ(ask("email").status, 303);
  db().read([&](db::Tx& tx) { EXPECT_EQ(find_account(tx, thu_)->email, ""); });
  EXPECT_EQ(client().post_form("/admin/accounts/thu/disable", sure_).status, 303);
  EXPECT_EQ(ask("enable").status, 303);
  db().read([&](db::Tx& tx) { EXPECT_TRUE(find_account(tx, thu_)->disabled); });
  const std::string for_link = first_request(second_->get("/account/requests")) + "/consent";
  auto link = second_->post_form(for_link, sure_);
  EXPECT_EQ(link.status, 200);
  EXPECT_TRUE(link.contains("/set-password/"));
  EXPECT_EQ(first_line_of_code(second_->post_form(for_link, sure_)), first_line_of_code(link))
      << "pressed twice: the same link";
}

TEST_P(AccountPages, HostileTextIsShownAsText) {
  account("root", {{Role::administrator}});
  sign_in_as("root");
  const auto asked =
      press("/admin/accounts/new", {{"name", "<script>alert(1)</script>"}, {"username", "evil"}});
  EXPECT_FALSE(asked.contains("<script>alert"));
  auto list = client().get("/admin/accounts");
  EXPECT_TRUE(list.contains("&lt;script&gt;"));
  EXPECT_FALSE(list.contains("<script>alert"));
}

}  // namespace
}  // namespace gandan::people
