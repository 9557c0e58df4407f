// What is offered as similar: only where the same matter can be meant, and with reasons that say
// something.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* opening_of_letters =
    "Kính gửi Ủy ban nhân dân tỉnh Lạng Sơn\nChúng tôi là 23 hộ dân thôn Nà Lay, xã Đồng Đăng, "
    "tỉnh Lạng Sơn. ";

class SimilarPages : public test::PublicSite {
 protected:
  /// A report of Đồng Đăng that everybody can read and the advisor knows.
  Petition known(const std::string& words) {
    Petition p = sent(words, "Xã Đồng Đăng, Tỉnh Lạng Sơn", "report");
    EXPECT_EQ(p.visibility, Visibility::open);
    learn();
    return p;
  }
  void learn() {
    journal::seal_all(db(), clock);
    run_periodic("petitions.advisor");
  }
  /// The page after the place, for somebody who is about to send this of that commune.
  std::string after_place(const std::string& words, const char* commune) {
    const std::string where = std::to_string(unit(commune).value);
    return client()
        .post_form("/send", {{"step", "place"},
                             {"to", "similar"},
                             {"kind", "report"},
                             {"text", words},
                             {"unit", where}})
        .body;
  }
  /// What an officer is shown as similar to it.
  std::string at_the_desk(const Petition& p) {
    const std::string page =
        officer(people::Role::synthesis_officer).get("/desk/petitions/" + p.code).body;
    const std::size_t begin = page.find("Similar petitions");
    return begin == std::string::npos ? ""
                                      : page.substr(begin, page.find("</section>", begin) - begin);
  }
};
GANDAN_EACH_ENGINE(SimilarPages);

TEST_P(SimilarPages, AReportOfAnotherCommuneIsToldOfAsAskedElsewhereAndCannotBeJoined) {
  const std::string words = "Đèn đường ở ngã ba đã tắt hai tuần, đi lại rất nguy hiểm.";
  Petition p = known(words);
  const std::string page = "/petitions/" + p.code;
  const std::string here = after_place(words, "Xã Đồng Đăng");
  EXPECT_THAT(here, HasSubstr(page + "/join"));
  EXPECT_THAT(here, Not(HasSubstr("Asked elsewhere")));
  const std::string elsewhere = after_place(words, "Xã Chi Lăng");
  EXPECT_THAT(elsewhere, HasSubstr("Asked elsewhere"));
  EXPECT_THAT(elsewhere, HasSubstr("href=\"" + page + "\""));
  EXPECT_THAT(elsewhere, Not(HasSubstr("/join")));
}

TEST_P(SimilarPages, ASalutationAndWhoWritesAreNoReason) {
  Petition bridge = known(std::string(opening_of_letters) + "Cầu treo gãy ván từ tháng sáu.");
  const std::string health = std::string(opening_of_letters) + "Trạm y tế thiếu thuốc cho trẻ nhỏ.";
  EXPECT_THAT(after_place(health, "Xã Đồng Đăng"), HasSubstr("How can we reach you?"))
      << "nothing like it was asked";
  EXPECT_EQ(at_the_desk(known(health)), "");

  Petition again = known(std::string(opening_of_letters) + "Ván cầu treo gãy từ tháng sáu rồi.");
  const std::string shown = at_the_desk(again);
  EXPECT_THAT(shown, HasSubstr(bridge.code));
  EXPECT_THAT(shown, HasSubstr("both speak of “"));
  for (const char* formality : {"Kính gửi", "Ủy ban", "Chúng tôi", "hộ dân", "Nà Lay"})
    EXPECT_THAT(shown, Not(HasSubstr(formality)));
}

TEST_P(SimilarPages, AWordAloneOrADistanceIsNoReason) {
  known("Kênh dẫn nước dài 5 km bị bồi lấp, nghị quyết của thôn chưa làm.");
  EXPECT_EQ(at_the_desk(known("Trạm y tế cách chợ 5 km, hội nghị thôn mong có bác sĩ.")), "");
}

TEST_P(SimilarPages, HalfOfAPhraseIsNoReason) {
  known("Điểm tiếp dân của xã chật hẹp.");
  for (const char* words :
       {"Bộ phận tiếp nhận hồ sơ làm việc chậm.", "Cán bộ tiếp nhận hồ sơ hay vắng.",
        "Xin niêm yết giờ tiếp nhận hồ sơ."})
    known(words);
  const std::string shown = at_the_desk(known("Điểm tiếp nhận hồ sơ ở quá xa."));
  EXPECT_THAT(shown, HasSubstr("both speak of “tiếp nhận hồ sơ”"));
  EXPECT_THAT(shown, Not(HasSubstr("iểm tiếp”")));
}

}  // namespace
}  // namespace gandan::petitions
