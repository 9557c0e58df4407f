// What officers enter for others: what is needed, on which day it was received, and who may.
#include <gmock/gmock.h>

#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/test/desk_site.hpp"

namespace gandan::petitions {
namespace {

using people::Role;

class DeskEnter : public test::DeskSite {
 protected:
  static http::Fields letter(const char* received) {
    return {{"kind", "report"},        {"channel", "paper"},
            {"received_at", received}, {"text", "Mương trước chợ bị lấp, xin cho nạo vét."},
            {"consent", "yes"},        {"key", "k"}};
  }
  static std::string code_in(const http::TestResponse& redirect) {
    const std::string to(redirect.location());
    const std::size_t at = to.find("code=");
    return at == std::string::npos ? std::string() : to.substr(at + 5, to.find('&', at) - at - 5);
  }
  pages::Step first_step(const std::string& code, Telling telling) {
    return db().read([&](db::Tx& tx) {
      const Story story = load_story(tx, *services().directory.get(), code).value();
      const auto directory = services().directory.get();
      const Wording words{*i18n::find_locale("en"), *directory, clock.today()};
      return timeline_of(words, story, std::nullopt, telling).front();
    });
  }
};
GANDAN_EACH_ENGINE(DeskEnter);

TEST_P(DeskEnter, ALetterWasReceivedOnItsDayAndOfficersReadWhenItWasEntered) {
  auto client = officer(Role::reception_officer, "");
  const std::string code = code_in(client.post_form("/desk/enter", letter("27/9/2026")));
  ASSERT_FALSE(code.empty());
  const pages::Step shown = first_step(code, Telling::in_public);
  EXPECT_EQ(shown.label, "Received");
  EXPECT_EQ(shown.when, "27 Sep 2026");
  EXPECT_EQ(shown.note, "");
  const pages::Step among = first_step(code, Telling::among_officers);
  EXPECT_EQ(among.when, "27 Sep 2026");
  EXPECT_THAT(among.note,
              testing::AllOf(testing::StartsWith("Entered at"), testing::HasSubstr("1 Oct 2026")));
}

TEST_P(DeskEnter, ALetterOfTodayWasReceivedWhenItWasEntered) {
  auto client = officer(Role::reception_officer, "");
  const std::string code = code_in(client.post_form("/desk/enter", letter("1/10/2026")));
  ASSERT_FALSE(code.empty());
  EXPECT_THAT(first_step(code, Telling::in_public).when, testing::HasSubstr(" on 1 Oct 2026"));
  EXPECT_EQ(first_step(code, Telling::among_officers).note, "");
}

TEST_P(DeskEnter, WhatTheFormSaysIsNeededIsWhatItAsksFor) {
  auto client = officer(Role::reception_officer, "Xã Đồng Đăng");
  EXPECT_TRUE(client.get("/desk/enter")
                  .contains("Needed are what it says, its kind and, of a proposal or report, "
                            "whether others may read it; "
                            "where it is, if you receive letters of one area."));
  for (const char* missing : {"text", "kind", "consent", "place"}) {
    SCOPED_TRACE(missing);
    http::Fields form{{"channel", "paper"}, {"received_at", "27/9/2026"}, {"asks_consent", "1"}};
    const http::Fields whole{{"text", "Mương trước chợ bị lấp, xin cho nạo vét."},
                             {"kind", "report"},
                             {"consent", "yes"},
                             {"place", "Xã Đồng Đăng, Lạng Sơn"}};
    for (const http::Field& field : whole)
      if (field.name != missing) form.add(field.name, field.value);
    const auto again = client.post_form("/desk/enter", form);
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(again.contains("href=\"#" + std::string(missing) + "\""));
  }
}

TEST_P(DeskEnter, WhoIsNotAskedWhetherOthersMayReadItEntersALetterThatDoesNotSay) {
  auto client = officer(Role::reception_officer, "");
  EXPECT_TRUE(client.get("/desk/enter").contains("name=\"asks_consent\" value=\"1\""));
  http::Fields form;
  for (const http::Field& field : letter("27/9/2026"))
    if (field.name != "consent") form.add(field.name, field.value);
  const std::string code = code_in(client.post_form("/desk/enter", form));
  ASSERT_FALSE(code.empty());
  const Petition entered = db().read([&](db::Tx& tx) { return find(tx, code).value(); });
  EXPECT_TRUE(entered.consent_unsaid);
  EXPECT_EQ(entered.visibility, Visibility::held);
}

TEST_P(DeskEnter, ALinkDoesNotSayThatALetterWasEntered) {
  auto client = officer(Role::reception_officer, "");
  const std::string to(client.post_form("/desk/enter", letter("27/9/2026")).location());
  EXPECT_TRUE(client.get(to).contains("Entered. Its code is"));
  EXPECT_FALSE(officer(Role::reception_officer, "").get(to).contains("Entered. Its code is"));
}

TEST_P(DeskEnter, ALetterCameByAWayThatTheFormOffers) {
  auto client = officer(Role::reception_officer, "");
  for (const char* other : {"import", "web", "api", "dove"}) {
    http::Fields form{{"channel", other}};
    for (const http::Field& field : letter("27/9/2026"))
      if (field.name != "channel") form.add(field.name, field.value);
    run({.as = &client,
         .post = "/desk/enter",
         .form = form,
         .status = 422,
         .shows = {"href=\"#channel\"", "Choose by which of these ways it came."}});
  }
}

TEST_P(DeskEnter, AnAddressFillsInWhatIsKeptFromTheLetterBeforeAndNoWords) {
  auto client = officer(Role::reception_officer, "");
  run({.as = &client,
       .get = "/desk/enter?channel=meeting&received_at=27/9/2026&place=Hai-Mau"
              "&asked_by=Voters-Mau&text=Words-Mau&name=Name-Mau&email=mau@vidu.vn"
              "&addressed_to=Office-Mau",
       .shows = {"Hai-Mau", "Voters-Mau", "27/9/2026"},
       .hides = {"Words-Mau</textarea>", "value=\"Name-Mau\"", "value=\"mau@vidu.vn\"",
                 "value=\"Office-Mau\""}});
}

TEST_P(DeskEnter, TheKindIsChosenAnewForEachLetter) {
  auto client = officer(Role::reception_officer, "");
  const auto entered = client.post_form("/desk/enter", letter("27/9/2026"));
  ASSERT_EQ(entered.status, 303);
  for (const std::string& address :
       {std::string("/desk/enter"), std::string("/desk/enter?kind=report"),
        std::string(entered.location())}) {
    const std::string page = client.get(address).body;
    EXPECT_THAT(page, testing::ContainsRegex("name=\"kind\" value=\"report\"[^>]*>"));
    EXPECT_THAT(page, testing::Not(testing::ContainsRegex("name=\"kind\" [^>]*checked")));
  }
}

TEST_P(DeskEnter, OneLineSaysWhatWasEnteredAndWhatCanBeDoneNext) {
  auto reception = officer(Role::reception_officer, "");
  const auto entered = reception.post_form("/desk/enter", letter("27/9/2026"));
  const std::string code = code_in(entered);
  run({.as = &reception,
       .get = std::string(entered.location()),
       .shows = {"Print the slip", "Next letter",
                 "href=\"/desk/petitions/" + code + "?do=route\" data-key=\"r\""}});
  EXPECT_EQ(reception.get("/desk/petitions/" + code + "?do=route").status, 200);
  run({.as = &reception,
       .get = std::string(entered.location()),
       .shows = {"Next letter"},
       .hides = {"Print the slip"}});  // the key is shown once
  run({.as = &reception, .get = "/desk/enter", .hides = {"Next letter", "?do=route"}});
}

TEST_P(DeskEnter, TheAddresseeIsPickedAmongBodiesOrKeptAsTheLetterSays) {
  auto client = officer(Role::reception_officer, "Xã Đồng Đăng");
  const std::string offers = client.get("/desk/enter/bodies?addressed_to=ubnd+xa").body;
  const std::size_t own = offers.find("Ủy ban nhân dân xã Đồng Đăng</b>");
  ASSERT_NE(own, std::string::npos);
  EXPECT_EQ(offers.find("<b>"), offers.rfind("<b>", own)) << "that of their own place stands first";
  EXPECT_THAT(offers, testing::Not(testing::HasSubstr("checked")));
  const std::string ministry = std::to_string(unit("Bộ Y tế").value);
  struct Case {
    const char *words, *picked, *stored;
  };
  for (const Case& each :
       {Case{"bộ y t", ministry.c_str(), "Bộ Y tế"}, Case{"bo y te", "", "Bộ Y tế"},
        Case{"Ông trưởng bản", "", "Ông trưởng bản"},
        Case{"ông trưởng bản", ministry.c_str(), "ông trưởng bản"}}) {
    SCOPED_TRACE(each.words);
    http::Fields form = letter("27/9/2026");
    form.add("place", "Xã Đồng Đăng, Lạng Sơn");
    form.add("addressed_to", each.words);
    form.add("addressee", each.picked);
    const std::string code = code_in(client.post_form("/desk/enter", form));
    ASSERT_FALSE(code.empty());
    EXPECT_EQ(db().read([&](db::Tx& tx) { return find(tx, code)->addressed_to; }), each.stored);
  }
}

TEST_P(DeskEnter, ATickThatIsOutOfSightIsNotMeant) {
  auto client = officer(Role::reception_officer, "");
  http::Fields form = letter("27/9/2026");
  form.add("anonymous", "yes");
  form.add("name", "Lò Thị Mẫu");
  EXPECT_EQ(client.post_form("/desk/enter", form).status, 303);
}

TEST_P(DeskEnter, ANameBesideTheTickThatThereIsNoneIsAskedAbout) {
  auto client = officer(Role::denunciation_officer, "");
  http::Fields form{
      {"kind", "denunciation"},     {"channel", "paper"},
      {"received_at", "30/9/2026"}, {"text", "Tố cáo cán bộ xã nhận tiền khi làm giấy tờ."},
      {"anonymous", "yes"},         {"name", "Lò Thị Mẫu"}};
  const auto again = client.post_form("/desk/enter", form);
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.contains("href=\"#anonymous\""));
  EXPECT_TRUE(again.contains("It cannot be without a name and have one"));
}

TEST_P(DeskEnter, OnlyWhoMayEnterLettersIsToldToWhereAListIsEmpty) {
  const char* invitation = "enter what came on paper";
  EXPECT_TRUE(officer(Role::reception_officer, "").get("/desk?in=mine").contains(invitation));
  const auto answering =
      officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body).get("/desk");
  EXPECT_FALSE(answering.contains(invitation));
  EXPECT_TRUE(answering.contains("This list is empty. Look at another."));
}

TEST_P(DeskEnter, TheDeskOfAnAdministratorSaysWhatTheyDo) {
  const auto desk = officer(Role::administrator, "").get("/desk");
  EXPECT_FALSE(desk.contains("This list is empty"));
  EXPECT_TRUE(desk.contains("You administer: who works here with which role"));
}

}  // namespace
}  // namespace gandan::petitions
