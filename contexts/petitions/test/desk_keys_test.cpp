// The keys of the desk: each opens one thing, whoever looks and however the matter stands.
#include <gtest/gtest.h>

#include <map>

#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/testing/officers.hpp"

namespace gandan::petitions {
namespace {

/// Each key that a page names, with how often.
std::map<std::string, int> keys_named(const http::TestResponse& page) {
  const std::string mark = "data-key=\"";
  std::map<std::string, int> named;
  for (std::size_t at = page.body.find(mark); at != std::string::npos;
       at = page.body.find(mark, at + 1)) {
    const std::size_t from = at + mark.size();
    ++named[page.body.substr(from, page.body.find('"', from) - from)];
  }
  return named;
}

class DeskKeys : public test::DeskSite {
 protected:
  /// An officer with every role that reads petitions, who is therefore shown all there is.
  http::TestClient everything() {
    people::NewAccount account{.username = "moi.viec", .name = "Nông Thị Thử"};
    for (auto role : {people::Role::reception_officer, people::Role::synthesis_officer,
                      people::Role::denunciation_officer})
      account.grants.push_back({role, UnitId{}, people::Reach::area});
    account.grants.push_back(
        {people::Role::answering_officer, unit("Bộ Nội vụ"), people::Reach::body});
    gandan::test::make_account(access(), ids, account);
    http::TestClient browser = stranger();
    sign_in(browser, "moi.viec");
    return browser;
  }
  void expect_each_key_once(const http::TestResponse& page, const std::string& where) {
    ASSERT_EQ(page.status, 200) << where;
    const auto named = keys_named(page);
    EXPECT_GE(named.size(), 5u) << where;
    for (const auto& [key, times] : named) EXPECT_EQ(times, 1) << where << ": " << key;
  }
};
GANDAN_EACH_ENGINE(DeskKeys);

TEST_P(DeskKeys, EachOpensOneThingWhateverTheStateOfAMatter) {
  http::TestClient officer = everything();
  for (const char* kind : {"proposal", "report", "complaint", "denunciation"}) {
    const Submitted sent = send("Việc này xảy ra ở cơ quan tôi từ năm ngoái.", kind);
    auto look = [&](const char* state) {
      clock.advance(std::chrono::minutes(5));
      expect_each_key_once(officer.get(path(sent)), std::string(kind) + " " + state);
    };
    look("received");
    ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
    look("routed");
    if (is_confidential(load(sent.id).kind)) {
      ASSERT_TRUE(accept_signed(sent.id));
      look("accepted");
      ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
        return withdraw(tx, env(), by, sent.id, {.is_signed = true});
      }));
      look("taken back");
    }
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return answer(tx, env(), by, sent.id,
                    {.outcome = Outcome::explained, .text = "Giữ nguyên.", .document = "9/QĐ-BNV"});
    }));
    look("answered");
  }
}

TEST_P(DeskKeys, EachOpensOneThingWhereATopicIsLookedAt) {
  http::TestClient officer = everything();
  const Submitted one = send("Đề nghị hạ giá nước sạch ở phố.");
  officer.post_form(path(one, "/topic"), {{"topic", "new"}, {"words", "Giá nước"}});
  const auto code = db().read([&](db::Tx& tx) { return topics_of(tx, one.id).front().code; });
  expect_each_key_once(officer.get("/desk/topics/" + code), "a topic");
  expect_each_key_once(officer.get("/desk/enter"), "what is entered");
}

}  // namespace
}  // namespace gandan::petitions
