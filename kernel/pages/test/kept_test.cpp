// What was written into a form that is refused comes back, to whom wrote it and nobody else.
#include "kernel/pages/kept.hpp"

#include <gmock/gmock.h>

#include "kernel/pages/site.hpp"

namespace gandan::pages {
namespace {

using testing::HasSubstr, testing::Not;

http::Request sent(const std::string& path) {
  static const Site site{.written_at = {"/desk/", "/send", "/petitions"}};
  http::Request request;
  request.attach(Reader{i18n::find_locale("vi"), &site});
  request.method = http::Method::post;
  request.path = path;
  request.target = path + "?in=mine";
  request.headers.add("Sec-Fetch-Site", "same-origin");
  request.form = {{"text", "Câu trả lời viết trong hai giờ."}, {"outcome", "settled"}};
  return request;
}

TEST(Kept, words_come_back_where_too_many_came_at_once_and_can_be_sent_again) {
  for (int status : {403, 429, 503, 507}) {
    const http::Response page = kept_page(sent("/desk/petitions/GD-1/answer"), status);
    EXPECT_EQ(page.status, status);
    EXPECT_EQ(page.headers.get("Cache-Control"), "no-store");
    for (const char* part :
         {"Câu trả lời viết trong hai giờ.", "name=\"outcome\" value=\"settled\"",
          "action=\"/desk/petitions/GD-1/answer?in=mine\"", "<textarea"})
      EXPECT_THAT(page.body, HasSubstr(part)) << status;
    EXPECT_THAT(page.body, Not(HasSubstr("name=\"again\""))) << "it is sent as it was";
  }
}

TEST(Kept, after_a_session_ended_they_lead_back_to_their_form) {
  const http::Response page = kept_page(sent("/desk/enter"), 401, "/sign-in");
  EXPECT_THAT(page.body, HasSubstr("href=\"/sign-in\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"again\""));
}

TEST(Kept, only_what_is_written_in_forms_of_ours_is_given_back) {
  for (const char* form : {"/desk/enter", "/send", "/petitions", "/petitions/GD-1/add"})
    EXPECT_TRUE(keeps_words(sent(form))) << form;
  EXPECT_FALSE(keeps_words(sent("/sign-in"))) << "a password is never written into a page";
  http::Request other = sent("/desk/enter");
  other.headers.set("Sec-Fetch-Site", "cross-site");
  EXPECT_FALSE(keeps_words(other)) << "nor what another site made a browser send";
  other = sent("/desk/enter");
  other.form.clear();
  EXPECT_FALSE(keeps_words(other)) << "nothing was written";
}

}  // namespace
}  // namespace gandan::pages
