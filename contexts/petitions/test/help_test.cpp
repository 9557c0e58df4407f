// What help tells of petitions: true of the rules in force, in both languages.
#include <gmock/gmock.h>

#include <regex>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

class Help : public test::PublicSite {
 protected:
  /// Help as it is read, without its tags.
  std::string in(const char* language) {
    http::TestClient browser = stranger();
    browser.with_cookie("lang", language);
    return std::regex_replace(browser.get("/help").body, std::regex("<[^>]*>"), "");
  }
  std::string near(const char* rule) {
    return std::to_string(rules->book()->find(rule, clock.today())->value);
  }
  std::string remote(const char* rule) {
    return std::to_string(rules->book()->find(rule, clock.today())->remote_value.value());
  }
};
GANDAN_EACH_ENGINE(Help);

TEST_P(Help, SaysWithItsArticlesWhatTheyMayDoWhoDisagree) {
  const std::string en = in("en"), vi = in("vi");
  for (const char* part : {"Complain a second time", "Go to court", "administrative case",
                           "Law on Complaints 02/2011/QH13, articles 7, 33, 37 and 42",
                           "denounce further to the head of the body above",
                           "Law on Denunciations 25/2018/QH14, articles 37 and 38"})
    EXPECT_THAT(en, HasSubstr(part));
  for (const char* part :
       {"Khiếu nại lần hai", "Khởi kiện tại Tòa án", "khởi kiện vụ án hành chính",
        "Luật Khiếu nại 02/2011/QH13, các Điều 7, 33, 37 và 42",
        "tố cáo tiếp với người đứng đầu cơ quan cấp trên trực tiếp",
        "Luật Tố cáo 25/2018/QH14, Điều 37 và 38"})
    EXPECT_THAT(vi, HasSubstr(part));
}

TEST_P(Help, NamesTheDaysOfTheRulesInForce) {
  const std::string en = in("en"), vi = in("vi");
  const std::string again = near("complaint.complain_again"),
                    again_remote = remote("complaint.complain_again"),
                    second = near("complaint.second_settlement"),
                    complex = near("complaint.second_settlement_complex"),
                    second_remote = remote("complaint.second_settlement"),
                    complex_remote = remote("complaint.second_settlement_complex"),
                    ended = near("complaint.continue_after_ending"),
                    anew = near("denunciation.decide_again"),
                    why_late = near("denunciation.ask_why_late");
  for (const std::string& part :
       {"within " + again + " days of the day on which you received the first decision",
        "where travel is hard, within " + again_remote + " days",
        "settled within " + second + " days of its acceptance, " + complex + " in a complex case",
        "where travel is hard " + second_remote + " and " + complex_remote,
        "within " + ended + " days of its notice; after that it is not accepted any more",
        "within " + anew + " days whether it is settled anew",
        "within " + why_late + " working days for the reason"})
    EXPECT_THAT(en, HasSubstr(part));
  for (const std::string& part :
       {"trong " + again + " ngày kể từ ngày nhận quyết định giải quyết lần đầu",
        "đi lại khó khăn là " + again_remote + " ngày",
        second + " ngày kể từ ngày thụ lý, vụ việc phức tạp " + complex + " ngày",
        "là " + second_remote + " và " + complex_remote + " ngày",
        "trong " + ended + " ngày kể từ khi có thông báo",
        "trong " + anew + " ngày người ấy quyết định có giải quyết lại hay không",
        "trong " + why_late + " ngày làm việc"})
    EXPECT_THAT(vi, HasSubstr(part));
}

TEST_P(Help, LeadsToThePageOfTheMatterAndDoesNotSayToSendItAgain) {
  const std::string en = in("en"), vi = in("vi");
  EXPECT_THAT(en, HasSubstr("its page asks you whether it is settled"));
  EXPECT_THAT(vi, HasSubstr("trang của việc đó hỏi bạn việc đã xong chưa"));
  for (const char* part : {"send it again", "Send it again", "send again", "Send again"})
    EXPECT_THAT(en, Not(HasSubstr(part)));
  for (const char* part : {"gửi lại", "Gửi lại", "gửi thêm lần nữa"})
    EXPECT_THAT(vi, Not(HasSubstr(part)));
}

}  // namespace
}  // namespace gandan::petitions
