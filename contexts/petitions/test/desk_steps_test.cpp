// Which step stands before the others at the desk: what the running limit wants, whoever looks.
#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"

namespace gandan::petitions {
namespace {

using people::Role;
using testing::HasSubstr;
using testing::Not;

class DeskSteps : public test::DeskSite {
 protected:
  static std::string part(std::string_view page, std::string_view from, std::string_view to) {
    const std::size_t at = page.find(from);
    if (at == std::string::npos) return {};
    return std::string(page.substr(at, page.find(to, at) - at));
  }
  /// What stands beneath the title, before what is folded.
  static std::string at_once(const http::TestResponse& page) {
    const std::size_t steps = page.body.find("<div class=\"actions\">");
    const std::size_t fold = page.body.find("<details class=\"more others\"");
    return steps < fold ? part(page.body, "<div class=\"actions\">", "</div>") : std::string();
  }
  static std::string main_step(const http::TestResponse& page) {
    return part(at_once(page), "class=\"button\" ", ">");
  }
  static std::string folded(const http::TestResponse& page) {
    return part(page.body, "<details class=\"more others\"", "</details>");
  }
};
GANDAN_EACH_ENGINE(DeskSteps);

TEST_P(DeskSteps, WhatIsReceivedIsToBeSentOnTwoMoreStandBesideItAndAllElseIsFolded) {
  const Submitted sent = send("Đèn đường ở đầu ngõ đã tắt hai tuần nay.", "report");
  auto synthesis = officer(Role::synthesis_officer, "");
  const auto page = synthesis.get(path(sent));
  EXPECT_THAT(main_step(page), HasSubstr("do=route"));
  EXPECT_THAT(at_once(page), HasSubstr("do=ask"));
  EXPECT_THAT(at_once(page), HasSubstr("do=give_back"));
  EXPECT_THAT(folded(page), HasSubstr("<h3>With its sender</h3>"));
  EXPECT_THAT(folded(page), HasSubstr("do=withdraw"));
  EXPECT_THAT(folded(page), Not(HasSubstr("class=\"button\" "))) << "there is one main step";
}

TEST_P(DeskSteps, AComplaintIsFirstAcceptedThenSettledAndGoneOnWithWhereItStands) {
  const Submitted sent = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const auto checked = body.get(path(sent));
  EXPECT_THAT(main_step(checked), HasSubstr("do=accept")) << "though it could be asked first";
  EXPECT_THAT(folded(checked), HasSubstr("<h3>What is decided</h3>"));
  EXPECT_THAT(folded(checked), HasSubstr("do=decline"));
  clock.advance(std::chrono::minutes(5));
  ASSERT_TRUE(accept_signed(sent.id));
  EXPECT_THAT(main_step(body.get(path(sent))), HasSubstr("/answer"));
  clock.advance(std::chrono::minutes(5));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return suspend(
        tx, env(), by, sent.id,
        {.number = "13/QĐ-BNV", .on = {}, .reason = "Nằm viện", .ground = Ground::obstacle});
  }));
  EXPECT_THAT(main_step(body.get(path(sent))), HasSubstr("do=resume"));
}

TEST_P(DeskSteps, ADenunciationThatHasNoNameIsToBeDeclined) {
  const Submitted sent = send(SubmitForm{.kind = "denunciation",
                                         .text = "Việc này xảy ra ở cơ quan tôi từ năm ngoái.",
                                         .anonymous = true});
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  auto settling = officer(Role::denunciation_officer, "");
  EXPECT_THAT(main_step(settling.get(path(sent))), HasSubstr("do=decline"));
}

TEST_P(DeskSteps, WhatWaitsToBeShownIsShownOrMaskedWithoutUnfolding) {
  const Submitted sent = send("Chị Nông Thị Mẫu ngã gãy tay, gọi 0912 345 678.", "report");
  ASSERT_EQ(load(sent.id).visibility, Visibility::held);
  auto synthesis = officer(Role::synthesis_officer, "");
  const auto in_its_list = synthesis.get(path(sent, "?in=held"));
  EXPECT_THAT(main_step(in_its_list), HasSubstr("do=publish"));
  EXPECT_THAT(at_once(in_its_list), HasSubstr("do=mask"));
  EXPECT_THAT(at_once(in_its_list), HasSubstr("do=route"));
  const auto elsewhere = synthesis.get(path(sent));
  EXPECT_THAT(main_step(elsewhere), HasSubstr("do=route")) << "its clock runs";
  EXPECT_THAT(at_once(elsewhere), HasSubstr("do=publish"));
  EXPECT_THAT(at_once(elsewhere), HasSubstr("do=mask"));
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  const auto sent_on = synthesis.get(path(sent));
  EXPECT_THAT(main_step(sent_on), HasSubstr("do=publish"));
  EXPECT_THAT(at_once(sent_on), HasSubstr("do=mask"));
}

TEST_P(DeskSteps, WhoCanDoNothingThatIsWaitedForHasNoMainStep) {
  const Submitted sent = send("Đèn đường ở đầu ngõ đã tắt hai tuần nay.", "report");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  auto synthesis = officer(Role::synthesis_officer, "");
  const auto page = synthesis.get(path(sent));
  EXPECT_THAT(page.body, HasSubstr("do=route"));
  EXPECT_THAT(page.body, Not(HasSubstr("class=\"button\" href=\"" + path(sent))));
}

}  // namespace
}  // namespace gandan::petitions
