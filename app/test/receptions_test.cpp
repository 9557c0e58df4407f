// What is said at a reception, through the whole program, until its petition's page.
#include "app/test/receptions.hpp"

#include <gmock/gmock.h>

#include "kernel/receipts/private_key.hpp"

namespace gandan::app {
namespace {

class Receptions : public test::WithReceptions {
 protected:
  static http::Fields said(std::string_view kind, const std::string& place) {
    return {{"place", place},
            {"kind", std::string(kind)},
            {"matter", "Đèn đường ngõ 5 tắt đã hai tuần nay."},
            {"name", "Lò Thị Mẫu"},
            {"address", "Bản Mẫu"},
            {"present", "1"},
            {"number", "1"},
            {"outcome", "accepted"},
            {"follows", "petition"},
            {"consent", "yes"},
            {"once", "k"}};
  }
  /// The code that the redirect carries after `field`.
  static std::string in_redirect(const http::TestResponse& answer, std::string_view field) {
    const std::string to(answer.location());
    const std::string mark = std::string(field) + "=";
    const std::size_t at = to.find(mark);
    if (at == std::string::npos) return {};
    const std::size_t from = at + mark.size();
    return to.substr(from, to.find('&', from) - from);
  }
};
GANDAN_EACH_ENGINE(Receptions);

TEST_P(Receptions, BecomeAPetitionWhosePageSaysWhereItWasSaidFirst) {
  auto receives = browser_of(account({{people::Role::reception_officer, body_}}));
  const auto sent = receives.post_form("/desk/receptions/new", said("report", place_of_a().code));
  ASSERT_EQ(sent.status, 303) << sent.body;
  const std::string petition = in_redirect(sent, "petition"), visit = in_redirect(sent, "code");
  ASSERT_FALSE(petition.empty());
  const auto page = get("/petitions/" + petition);
  EXPECT_TRUE(page.contains("First said at a citizen reception"));
  EXPECT_FALSE(page.contains(visit)) << "nothing of the visit itself";
  EXPECT_FALSE(page.contains("Lò Thị Mẫu"));
  const auto theirs = client().post_form(
      "/visits/" + visit, {{"author_key", receipts::private_key(keys->get(), {"visit", visit})}});
  EXPECT_TRUE(theirs.contains(petition));
  EXPECT_TRUE(theirs.contains(receipts::private_key(keys->get(), {"petition", petition})));
}

TEST_P(Receptions, OfADenunciationTellNoAddressWhatItBecame) {
  auto receives = browser_of(account({{people::Role::reception_officer, body_}}));
  const auto sent =
      receives.post_form("/desk/receptions/new", said("denunciation", place_of_a().code));
  ASSERT_EQ(sent.status, 303) << sent.body;
  EXPECT_EQ(in_redirect(sent, "petition"), "");
  const std::string visit = in_redirect(sent, "code");
  const auto theirs = client().post_form(
      "/visits/" + visit, {{"author_key", receipts::private_key(keys->get(), {"visit", visit})}});
  EXPECT_TRUE(theirs.contains("GD-")) << "who holds the key follows it";
}

TEST_P(Receptions, AreBookedForAPetitionThatAsksTheSameAndTheVisitJoinsIt) {
  constexpr const char* words = "Đèn đường ngõ 5 tắt đã hai tuần nay, buổi tối rất tối.";
  const auto asked = stranger().post_json(
      "/api/v1/petitions", std::string(R"({"kind":"report","publish":true,"text":")") + words +
                               R"(","place":"Xã Đồng Đăng, Tỉnh Lạng Sơn"})");
  ASSERT_EQ(asked.status, 201) << asked.body;
  const std::size_t from = asked.body.find("GD-");
  const std::string petition = asked.body.substr(from, asked.body.find('"', from) - from);
  run_periodic("petitions.advisor");
  const std::string form = "/receptions/" + place_of_a().code + "/book";
  const auto similar = client().post_form(
      form, {{"once", "f"}, {"step", "matter"}, {"to", "similar"}, {"matter", words}});
  EXPECT_TRUE(similar.contains("href=\"/petitions/" + petition));
  const Instant at = free_slot_at_a();
  const auto sent = client().post_form(
      form, {{"once", "f"},
             {"step", "check"},
             {"to", "send"},
             {"matter", words},
             {"about", petition},
             {"day", civil_date(at).iso()},
             {"time", std::to_string((at - start_of(civil_date(at))) / std::chrono::minutes(1))},
             {"name", "Lò Thị Mẫu"},
             {"phone", "0912 345 678"}});
  ASSERT_EQ(sent.status, 303) << sent.body;
  const std::string booking(sent.location().substr(sent.location().rfind('/') + 1));
  auto receives = browser_of(account({{people::Role::reception_officer, body_}}));
  const auto page = receives.get("/desk/receptions/new?booking=" + booking);
  EXPECT_TRUE(page.contains("value=\"" + petition + "\"")) << "the visit joins it";
}

}  // namespace
}  // namespace gandan::app
