// What who complains or denounces is told of the stages of their matter, and what it still lacks.
#include <gmock/gmock.h>

#include <set>

#include "contexts/petitions/desk/course_page.hpp"
#include "contexts/petitions/public/stages_ahead.hpp"
#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

class StagesPages : public test::PublicSite {
 protected:
  /// What the check page says before something is sent.
  std::string before_sending(http::Fields typed) {
    typed.add("step", "contact");
    if (!typed.has("publish")) typed.add("publish", "yes");
    typed.add("to", "check");
    auto page = client().post_form("/send", typed);
    EXPECT_EQ(page.status, 200);
    return std::string(page.body);
  }
  /// The page that who has the private key sees.
  http::TestResponse own(const Petition& p) {
    return client().post_form("/petitions/" + p.code + "/private", {{"author_key", key_of(p)}});
  }
};
GANDAN_EACH_ENGINE(StagesPages);

TEST_P(StagesPages, WhatIsLackingAndWhatLiesAheadIsSaidBeforeSending) {
  http::Fields complaint{{"kind", "complaint"},
                         {"text", "Khiếu nại quyết định thu hồi đất của gia đình tôi."},
                         {"name", "Lò Thị Mẫu"},
                         {"address", "Bản Mẫu"},
                         {"key", "k1"}};
  const std::string of_complaint = before_sending(complaint);
  EXPECT_THAT(of_complaint, HasSubstr("your signature or fingerprint"));
  EXPECT_THAT(of_complaint, HasSubstr("Điều 8 khoản 2"));
  EXPECT_THAT(of_complaint, HasSubstr("says whether it accepts it, within 7 working days"));
  EXPECT_THAT(of_complaint, HasSubstr("within 30 days of its acceptance at the latest"));
  EXPECT_THAT(of_complaint, HasSubstr("#starting-value\">starting value</a>)"))
      << "the reception's limit was read by nobody";

  http::Fields denunciation{{"kind", "denunciation"},
                            {"text", "Tố cáo cán bộ xã thu tiền không có biên lai."},
                            {"anonymous", "yes"},
                            {"key", "k2"}};
  const std::string nameless = before_sending(denunciation);
  EXPECT_THAT(nameless, HasSubstr("your full name, your address, a way to reach you"));
  EXPECT_THAT(nameless, HasSubstr("Without a name it is not settled as a denunciation"));
  EXPECT_THAT(nameless, Not(HasSubstr("30 days")));

  http::Fields report{
      {"kind", "report"}, {"text", "Đèn đường ở đầu ngõ đã tắt hai tuần nay."}, {"key", "k3"}};
  const std::string of_report = before_sending(report);
  EXPECT_THAT(of_report, Not(HasSubstr("the law still wants")));
  EXPECT_THAT(of_report, HasSubstr("answers, within 15 working days at the latest"));
}

TEST_P(StagesPages, WhatIsLackingIsSaidOnTheReceipt) {
  Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  hold_receipt(p);
  auto receipt = get("/receipts/" + p.code);
  EXPECT_TRUE(receipt.contains("your signature or fingerprint"));
  EXPECT_TRUE(receipt.contains("within 30 days of its acceptance at the latest"));
  Petition open = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  EXPECT_FALSE(get("/receipts/" + open.code).contains("the law still wants"));
}

TEST_P(StagesPages, AWayToReachWhoDenouncesIsMissedOnTheReceiptTooThoughItLiesUnderTheSeal) {
  for (const char* phone : {"", "0900 000 001"}) {
    const auto sent_one = client().post_form("/petitions", {{"kind", "denunciation"},
                                                            {"text", "Cán bộ xã thu tiền của dân."},
                                                            {"name", "Lò Thị Mẫu"},
                                                            {"address", "Bản Mẫu"},
                                                            {"phone", phone},
                                                            {"key", std::string("k") + phone}});
    ASSERT_EQ(sent_one.status, 303) << sent_one.body;
    const auto receipt = get(sent_one.location());
    EXPECT_TRUE(receipt.contains("private-key")) << phone;
    EXPECT_TRUE(receipt.contains("your signature or fingerprint")) << phone;
    EXPECT_FALSE(receipt.contains("your full name")) << phone;
    EXPECT_EQ(receipt.contains("a way to reach you"), *phone == '\0') << phone;
  }
}

TEST_P(StagesPages, TheStageIsNamedWithItsLastDayAndHowTheOnesBeforeWereKept) {
  Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  ASSERT_TRUE(route_to(p.id, "BNV"));
  EXPECT_TRUE(own(p).contains("must say whether it is accepted by"));
  clock.advance(std::chrono::hours(24 * 20));
  EXPECT_TRUE(own(p).contains("to say whether it is accepted. It is overdue"));
  ASSERT_TRUE(accept_signed(p.id));
  EXPECT_TRUE(own(p).contains("Accepted: its settlement has begun"));
  EXPECT_TRUE(own(p).contains("Check before acceptance: late, the last day was"));
  EXPECT_TRUE(own(p).contains("must settle it by"));
  clock.advance(std::chrono::hours(1));
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) {
        return suspend(
            tx, env(), by, p.id,
            {.number = "5/QĐ", .reason = "Người khiếu nại nằm viện", .ground = Ground::obstacle});
      }).has_value());
  EXPECT_FALSE(get("/petitions/" + p.code).contains("Suspended"));
  auto page = own(p);
  EXPECT_TRUE(page.contains("Suspended by decision"));
  EXPECT_TRUE(page.contains("nằm viện"));
  EXPECT_TRUE(page.contains("No. 5/QĐ"));
}

TEST_P(StagesPages, AQuestionAboutAComplaintIsRepliedToThoughItsClockGoesOn) {
  Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  ASSERT_TRUE(route_to(p.id, "BNV"));
  const std::string form = "/petitions/" + p.code + "/supplement";
  const http::Fields key{{"author_key", key_of(p)}};
  EXPECT_EQ(client().post_form(form, key).status, 422) << "nothing was asked";
  ask_for_more(p.id, "Quyết định số mấy?");
  EXPECT_EQ(load(p.id).state, State::routed);
  const auto due = load(p.id).clock.due_at;
  EXPECT_TRUE(own(p).contains("Please reply by 8 Oct 2026"));  // seven days
  EXPECT_EQ(client().post_form(form, {{"author_key", key_of(p)}, {"reply", "Số 12."}}).status, 303);
  EXPECT_EQ(load(p.id).clock.due_at, due);
  EXPECT_EQ(client().post_form(form, key).status, 422);
}

TEST_P(StagesPages, ASignedPaperTakesBackAComplaintAndAKeyDoesNot) {
  for (const char* kind : {"complaint", "denunciation"}) {
    Petition p = sent("Việc này xảy ra ở cơ quan tôi từ năm ngoái.", "", kind);
    const std::string form = "/petitions/" + p.code + "/withdraw";
    EXPECT_FALSE(get(form).contains("signature or fingerprint")) << "nothing before the key";
    auto pressed = client().post_form(form, {{"author_key", key_of(p)}, {"sure", "yes"}});
    EXPECT_TRUE(pressed.contains("signature or fingerprint")) << kind;
    EXPECT_EQ(load(p.id).state, State::received) << kind;
  }
}

TEST_P(StagesPages, AfterASettlementItsSenderIsToldWhatTheyCanDoWhoDoNotAgree) {
  auto settled = [&](const char* kind, const char* body) {
    clock.set(start_of(Date::of(2026, 10, 5)) + std::chrono::hours(9));
    Petition p = sent("Việc này xảy ra ở cơ quan tôi từ năm ngoái.", "", kind);
    EXPECT_TRUE(route_to(p.id, body));
    clock.advance(std::chrono::hours(1));
    EXPECT_TRUE(accept_signed(p.id));
    clock.set(start_of(Date::of(2026, 11, 2)) + std::chrono::hours(9));
    EXPECT_FALSE(own(p).contains("You do not agree?"));
    answer_one(p.id, "Giữ nguyên quyết định.");
    return p;
  };
  const Petition of_commune = settled("complaint", "Ủy ban nhân dân xã Đồng Đăng");
  const std::string page(own(of_commune).body);
  EXPECT_THAT(page, HasSubstr("complain a second time, to the body above, until the end of 2 Dec"));
  EXPECT_THAT(page, HasSubstr("02/2011/QH13, Điều 7, Điều 33"));
  EXPECT_FALSE(get("/petitions/" + of_commune.code).contains("You do not agree?"));
  clock.set(start_of(Date::of(2026, 12, 3)) + std::chrono::hours(9));
  EXPECT_TRUE(own(of_commune).contains("The last day for a second complaint was 2 Dec 2026"));

  const std::string of_ministry(own(settled("complaint", "Bộ Nội vụ")).body);
  EXPECT_THAT(of_ministry, HasSubstr("You may sue in an administrative court"));
  EXPECT_THAT(of_ministry, Not(HasSubstr("second time"))) << "nobody is above a minister here";

  const std::string denounced(own(settled("denunciation", "Ủy ban nhân dân xã Đồng Đăng")).body);
  EXPECT_THAT(denounced, HasSubstr("you may denounce further"));
  EXPECT_THAT(denounced, HasSubstr("25/2018/QH14, Điều 37"));

  clock.set(start_of(Date::of(2026, 10, 5)) + std::chrono::hours(9));
  Petition undecided = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  EXPECT_TRUE(route_to(undecided.id, "Ủy ban nhân dân xã Đồng Đăng"));
  clock.advance(std::chrono::hours(1));
  EXPECT_TRUE(accept_signed(undecided.id));
  clock.set(start_of(Date::of(2026, 11, 5)) + std::chrono::hours(9));
  EXPECT_TRUE(own(undecided).contains("It was not settled in time. You may complain a second"));
}

TEST_P(StagesPages, ADenunciationWhoseSettlementIsLateMayBeTakenFurther) {
  Petition p = sent("Cán bộ thu phí ngoài quy định ở bến.", "", "denunciation");
  Petition unchecked = sent("Cán bộ xã thu tiền không có biên lai.", "", "denunciation");
  for (PetitionId id : {p.id, unchecked.id})
    ASSERT_TRUE(route_to(id, "Ủy ban nhân dân xã Đồng Đăng"));
  clock.advance(std::chrono::hours(1));
  ASSERT_TRUE(accept_signed(p.id));
  const Date last = civil_date(*load(p.id).clock.due_at);
  clock.set(start_of(last) + std::chrono::hours(9));
  EXPECT_FALSE(own(p).contains("denounce further"));
  clock.set(start_of(last + 1) + std::chrono::hours(9));
  const std::string late(own(p).body);
  EXPECT_THAT(late, HasSubstr("It was not settled in time. You may denounce further, to the head"));
  EXPECT_THAT(late, HasSubstr("25/2018/QH14, Điều 38"));
  EXPECT_FALSE(get("/petitions/" + p.code).contains("denounce further"));
  EXPECT_FALSE(own(unchecked).contains("denounce further")) << "that limit is not of article 30";
  answer_one(p.id, "Tố cáo đúng một phần.");
  const std::string settled(own(p).body);
  EXPECT_THAT(settled, HasSubstr("25/2018/QH14, Điều 37"));
  EXPECT_THAT(settled, Not(HasSubstr("Điều 38")));
}

TEST_P(StagesPages, TheTableForOfficersHasEveryDeedWithItsLimitAndArticle) {
  const i18n::Locale& en = *i18n::find_locale("en");
  std::size_t rows = 0, transitions_in_all = 0;
  for (Matter matter : matters) {
    const CoursePart part = course_of(en, *book, matter, clock.today());
    rows += part.rows.size() - 1;  // the first is the receipt
    for (const Transition& made : transitions()) transitions_in_all += made.is_of(matter);
    std::set<std::string> states;
    std::size_t grouped = 0;
    for (const auto& group : part.groups()) {
      EXPECT_TRUE(states.insert(group.front().from).second) << "a state has one group";
      grouped += group.size();
    }
    EXPECT_EQ(grouped, part.rows.size());
  }
  EXPECT_EQ(rows, transitions_in_all);
  const CoursePart complaint = course_of(en, *book, Matter::complaint, clock.today());
  auto of = [&](std::string_view deed) {
    for (const CourseRow& row : complaint.rows)
      if (row.deed == deed) return row.limit + " / " + row.basis + " / " + row.article;
    return std::string();
  };
  EXPECT_THAT(of("accept"), HasSubstr("30 days; where travel is hard 45 days"));
  EXPECT_THAT(of("accept"), HasSubstr("02/2011/QH13, Điều 28"));
  EXPECT_THAT(of("extend the limit"), HasSubstr("45 days; where travel is hard 60 days"));
  EXPECT_THAT(of("suspend"), HasSubstr("Điều 28a"));
  EXPECT_THAT(of("receive"), HasSubstr("(starting value)"));
}

}  // namespace
}  // namespace gandan::petitions
