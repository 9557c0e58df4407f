// What who complained is told of decisions: on the page that the private key opens, by a letter
// that names nothing, and of what they can still do.
#include <gmock/gmock.h>

#include <array>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

class DecisionsTold : public test::PublicSite {
 protected:
  /// A complaint of 1 October 2026 that the ministry has accepted.
  Petition accepted_complaint() {
    Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
    EXPECT_TRUE(route_to(p.id, "Bộ Nội vụ"));
    clock.advance(std::chrono::hours(1));
    EXPECT_TRUE(accept_signed(p.id));
    clock.advance(std::chrono::hours(1));
    return load(p.id);
  }
  std::string own_page(const Petition& p) {
    return std::string(
        client().post_form("/petitions/" + p.code + "/private", {{"author_key", key_of(p)}}).body);
  }
};
GANDAN_EACH_ENGINE(DecisionsTold);

TEST_P(DecisionsTold, MoreTimeForAComplaintIsOnItsPageWithNumberReasonAndLastDay) {
  const Petition p = accepted_complaint();
  EXPECT_EQ(civil_date(*p.clock.due_at), Date::of(2026, 11, 2));
  EXPECT_THAT(own_page(p), Not(HasSubstr("More time")));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return extend_settlement(
        tx, env(), by, p.id,
        {.number = "7/QĐ-BNV", .on = {}, .reason = "Phải xác minh ở ba nơi", .criteria = 1});
  }));
  const std::string page = own_page(p);
  EXPECT_THAT(page, HasSubstr("More time was granted: until 16 Nov 2026"));
  EXPECT_THAT(page, HasSubstr("No. 7/QĐ-BNV of 1 Oct 2026"));
  EXPECT_THAT(page, HasSubstr("Phải xác minh ở ba nơi"));
  EXPECT_THAT(page, HasSubstr("45 days"));
  const std::string of_anybody(get("/petitions/" + p.code).body);
  EXPECT_THAT(of_anybody, Not(HasSubstr("More time")));
  EXPECT_THAT(of_anybody, Not(HasSubstr("7/QĐ-BNV")));
}

TEST_P(DecisionsTold, AfterAnEndingItsSenderReadsByWhenItIsSentAndUntilWhenTheyMayGoOn) {
  const Petition p = accepted_complaint();
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return withdraw(tx, env(), by, p.id, {.is_signed = true});
  }));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return end(tx, env(), by, p.id,
               {.number = "8/QĐ-BNV", .on = {}, .reason = "Đã rút", .ground = Ground::withdrawn});
  }));
  const std::string page = own_page(p);
  EXPECT_THAT(page, HasSubstr("must send you the decision by 6 Oct 2026 at the latest"));
  EXPECT_THAT(page, HasSubstr("Nghị định 124/2020/NĐ-CP, Điều 28b khoản 1"));
  EXPECT_THAT(page, HasSubstr("go on with your complaint until the end of 31 Oct 2026"));
  EXPECT_THAT(page, HasSubstr("02/2011/QH13, Điều 11 khoản 8"));
  EXPECT_THAT(std::string(get("/petitions/" + p.code).body), Not(HasSubstr("go on with your")));
  clock.set(start_of(Date::of(2026, 11, 1)) + std::chrono::hours(9));
  EXPECT_THAT(own_page(p), HasSubstr("could have gone on with your complaint was 31 Oct 2026"));
}

TEST_P(DecisionsTold, AnEndedDenunciationHasItsNoticeAndIsNotGoneOnWith) {
  Petition p = sent("Tố cáo việc này ở cơ quan tôi từ năm ngoái.", "", "denunciation");
  ASSERT_TRUE(route_to(p.id, "Bộ Nội vụ"));
  clock.advance(std::chrono::hours(1));
  ASSERT_TRUE(accept_signed(p.id));
  clock.advance(std::chrono::hours(1));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return end(tx, env(), by, p.id,
               {.number = "9/QĐ-BNV", .on = {}, .reason = "Có bản án", .ground = Ground::judged});
  }));
  const std::string page = own_page(p);
  EXPECT_THAT(page, HasSubstr("must send you the decision by 8 Oct 2026 at the latest"));
  EXPECT_THAT(page, HasSubstr("25/2018/QH14, Điều 34 khoản 4"));
  EXPECT_THAT(page, Not(HasSubstr("go on with your complaint")));
}

TEST_P(DecisionsTold, TheWayOfOneKindIsAPageOfItsOwn) {
  auto body = officer(people::Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const auto complaint = body.get("/desk/course?of=complaint");
  EXPECT_EQ(complaint.status, 200);
  EXPECT_TRUE(complaint.contains("02/2011/QH13, Điều 11 khoản 8"));
  EXPECT_TRUE(complaint.contains("href=\"/desk/course?of=complaint\" aria-current=\"page\""));
  EXPECT_FALSE(complaint.contains("25/2018/QH14, Điều 33")) << "that of a denunciation";
  EXPECT_TRUE(body.get("/desk/course?of=denunciation").contains("25/2018/QH14, Điều 33 khoản 3"));
  for (const char* first : {"/desk/course", "/desk/course?of=dance"})
    EXPECT_TRUE(body.get(first).contains("<h2>Proposal of voters</h2>")) << first;
}

TEST_P(DecisionsTold, OfTheWayOfAKindEachStateIsFoldedButTheFirst) {
  auto body = officer(people::Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  for (const auto& [language, state, n] :
       {std::array{"en", "Received", " steps"}, std::array{"vi", "Đã tiếp nhận", " bước"}}) {
    const std::string page =
        body.get("/desk/course?of=complaint&lang=" + std::string(language)).body;
    const std::string fold = "<details class=\"more group\"", open = fold + " open>";
    const std::size_t first = page.find(fold), last = page.rfind(fold);
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(page.find(open), first);
    EXPECT_EQ(page.rfind(open), first) << "one is open";
    EXPECT_LT(first, last);
    const std::string summary = page.substr(first, page.find("</summary>", first) - first);
    EXPECT_THAT(summary, HasSubstr("<h3>" + std::string(state) + "</h3>"));
    EXPECT_THAT(summary, HasSubstr(n));
    EXPECT_LT(page.find("<table"), first) << "how it is received stands before";
  }
}

}  // namespace
}  // namespace gandan::petitions
