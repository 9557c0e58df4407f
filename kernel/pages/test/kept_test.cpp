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

TEST(Kept, WordsComeBackWhereTooManyCameAtOnceAndCanBeSentAgain) {
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

TEST(Kept, WhatWasOnlyToBeShownIsNotDoneBySendingItAgain) {
  http::Request looked = sent("/desk/petitions/GD-1/answer");
  looked.form.add("preview", "yes");
  EXPECT_THAT(kept_page(looked, {429}).body, HasSubstr("name=\"preview\" value=\"yes\""));
  http::Request other = sent("/desk/petitions/GD-1/answer");
  other.form.add("lang", "en");
  const std::string page = kept_page(other, {429}).body;
  EXPECT_THAT(page, HasSubstr("<input type=\"hidden\" name=\"back\" value=\"yes\">"));
  EXPECT_THAT(page, Not(HasSubstr("<input type=\"hidden\" name=\"lang\"")));
}

TEST(Kept, TheyCanBeReadInTheOtherLanguage) {
  const std::string page = kept_page(sent("/desk/petitions/GD-1/answer"), {503}).body;
  EXPECT_THAT(page, HasSubstr("<form id=\"kept\""));
  EXPECT_THAT(page, HasSubstr("form=\"kept\" name=\"lang\" value=\"en\""));
}

TEST(Kept, WhatHappenedIsSaidAsWellAsItIsKnown) {
  const http::Response page =
      kept_page(sent("/desk/petitions/GD-1/answer"), {409, {}, "Vừa có người khác xử lý."});
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(page.body, HasSubstr("Vừa có người khác xử lý."));
}

TEST(Kept, NoPasswordAndNoCodeIsAmongThem) {
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

TEST(Kept, AfterASessionEndedTheyLeadBackToTheirForm) {
  const http::Response page = kept_page(sent("/desk/enter"), {401, "/sign-in"});
  EXPECT_THAT(page.body, HasSubstr("href=\"/sign-in\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"back\""));
}

TEST(Kept, OnlyWhatIsWrittenInFormsOfOursIsGivenBack) {
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
