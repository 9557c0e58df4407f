// What was written into a form that is refused comes back, to whom wrote it and nobody else.
#include "kernel/pages/kept.hpp"

#include <gmock/gmock.h>

#include "kernel/pages/site.hpp"

namespace gandan::pages {
namespace {

using testing::HasSubstr, testing::Not;

http::Request sent(const std::string& path) {
  static const Site site{
      .written_at = {"/desk/", "/send", "/petitions", "/admin/accounts", "/account/password"}};
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
    const http::Response page = kept_page(sent("/desk/petitions/GD-1/answer"), {status});
    EXPECT_EQ(page.status, status);
    EXPECT_EQ(page.headers.get("Cache-Control"), "no-store");
    for (const char* part :
         {"Câu trả lời viết trong hai giờ.", "name=\"outcome\" value=\"settled\"",
          "action=\"/desk/petitions/GD-1/answer?in=mine\"", "<textarea"})
      EXPECT_THAT(page.body, HasSubstr(part)) << status;
    EXPECT_THAT(page.body, Not(HasSubstr("name=\"back\""))) << "it is sent as it was";
  }
}

TEST(Kept, what_was_only_to_be_shown_is_not_done_by_sending_it_again) {
  http::Request looked = sent("/desk/petitions/GD-1/answer");
  looked.form.add("preview", "yes");
  EXPECT_THAT(kept_page(looked, {429}).body, HasSubstr("name=\"preview\" value=\"yes\""));
  http::Request other = sent("/desk/petitions/GD-1/answer");
  other.form.add("lang", "en");
  const std::string page = kept_page(other, {429}).body;
  EXPECT_THAT(page, HasSubstr("<input type=\"hidden\" name=\"back\" value=\"yes\">"));
  EXPECT_THAT(page, Not(HasSubstr("<input type=\"hidden\" name=\"lang\"")));
}

TEST(Kept, they_can_be_read_in_the_other_language) {
  const std::string page = kept_page(sent("/desk/petitions/GD-1/answer"), {503}).body;
  EXPECT_THAT(page, HasSubstr("<form id=\"kept\""));
  EXPECT_THAT(page, HasSubstr("form=\"kept\" name=\"lang\" value=\"en\""));
}

TEST(Kept, what_happened_is_said_as_well_as_it_is_known) {
  const http::Response page =
      kept_page(sent("/desk/petitions/GD-1/answer"), {409, {}, "Vừa có người khác xử lý."});
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(page.body, HasSubstr("Vừa có người khác xử lý."));
}

TEST(Kept, no_password_and_no_code_is_among_them) {
  http::Request request = sent("/account/password");
  request.form = {{"current", "mật khẩu cũ của tôi"},
                  {"password", "mật khẩu mới của tôi"},
                  {"again", "mật khẩu mới của tôi"}};
  ASSERT_TRUE(keeps_words(request));
  for (const Refusal& refusal : {Refusal{429}, Refusal{401, "/sign-in"}}) {
    const std::string page = kept_page(request, refusal).body;
    EXPECT_THAT(page, Not(HasSubstr("của tôi")));
    EXPECT_THAT(page, HasSubstr("Mật khẩu và mã không được đưa lại cho ai"));
    EXPECT_THAT(page, HasSubstr("href=\"/account/password?in=mine\"")) << "its form is there";
  }
  request = sent("/admin/accounts/lan/second-factor/remove");
  request.form.add("code", "12345 678");
  const std::string page = kept_page(request, {503}).body;
  EXPECT_THAT(page, HasSubstr("Câu trả lời viết trong hai giờ."));
  EXPECT_THAT(page, Not(HasSubstr("12345 678")));
}

TEST(Kept, after_a_session_ended_they_lead_back_to_their_form) {
  const http::Response page = kept_page(sent("/desk/enter"), {401, "/sign-in"});
  EXPECT_THAT(page.body, HasSubstr("href=\"/sign-in\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"back\""));
}

TEST(Kept, only_what_is_written_in_forms_of_ours_is_given_back) {
  for (const char* form :
       {"/desk/enter", "/send", "/petitions", "/petitions/GD-1/add", "/admin/accounts/new"})
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
