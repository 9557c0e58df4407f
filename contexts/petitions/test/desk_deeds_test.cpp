// Forms of the desk: what they show, what happens meanwhile, and that nothing written is lost. Each
// task by itself stands in desk_tasks_test.cpp.
#include <gmock/gmock.h>

#include <thread>

#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/testing/forms.hpp"

namespace gandan::petitions {
namespace {

using gandan::test::Control, gandan::test::HtmlForm;
using gandan::test::forms_of, gandan::test::wrong_on_enter;
using people::Role;

class DeskDeeds : public test::DeskSite {
 protected:
  std::string body(const char* name) { return std::to_string(unit(name).value); }
  int entries_of(PetitionId id, std::string_view verb) {
    int n = 0;
    for (const std::string& each : verbs_of(id)) n += each == verb ? 1 : 0;
    return n;
  }
  /// The button that Enter presses in a form; an empty one where there is none.
  static Control on_enter(const http::TestResponse& page, std::string_view id) {
    for (const HtmlForm& form : forms_of(page.body))
      for (const Control& control : form.controls)
        if (form.id == id && control.sends()) return control;
    return {};
  }
};
GANDAN_EACH_ENGINE(DeskDeeds);

TEST_P(DeskDeeds, OnceItIsSeenHowItStandsTheSameFormIsDone) {
  auto first = officer(Role::synthesis_officer, ""), second = officer(Role::synthesis_officer, "");
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  const std::string seen = seen_in(second.get(path(petition, "?do=route")));
  first.post_form(path(petition, "/route"), {{"body", body("Bộ Nội vụ")}});
  const http::Fields form{{"body", body("Bộ Y tế")}, {"words", "Thuộc ngành y tế."}};
  http::Fields stale = form, fresh = form;
  stale.add("seen", seen);
  const auto told = second.post_form(path(petition, "/route"), stale);
  EXPECT_EQ(told.status, 409);
  fresh.add("seen", seen_in(told));
  EXPECT_EQ(second.post_form(path(petition, "/route"), fresh).status, 303);
  EXPECT_EQ(load(petition.id).body, unit("Bộ Y tế"));
}

TEST_P(DeskDeeds, WhatAFormShowsTellsNothingOfWhatHappensToOthers) {
  auto client = officer(Role::synthesis_officer, "");
  auto one = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  const std::string seen = seen_in(client.get(path(one, "?do=route")));
  EXPECT_NE(seen, "");
  send("Tố cáo việc thu tiền sai quy định tại một trường học", "denunciation");
  auto other = send("Đề nghị mở thêm lớp mầm non ở thôn Mẫu.");
  EXPECT_EQ(seen_in(client.get(path(one, "?do=route"))), seen);
  EXPECT_EQ(seen_in(client.get(path(other, "?do=route"))), seen);
}

TEST_P(DeskDeeds, AFormThatDoesNotSayWhatItShowsIsToldOfWhatOthersDid) {
  auto first = officer(Role::synthesis_officer, ""), second = officer(Role::synthesis_officer, "");
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  EXPECT_EQ(first.post_form(path(petition, "/route"), {{"body", body("Bộ Nội vụ")}}).status, 303);
  EXPECT_EQ(second.post_form(path(petition, "/route"), {{"body", body("Bộ Y tế")}}).status, 409);
  EXPECT_EQ(load(petition.id).body, unit("Bộ Nội vụ"));
  EXPECT_EQ(first.post_form(path(petition, "/route"), {{"body", body("Bộ Y tế")}}).status, 303)
      << "their own deeds are no news to them";
}

TEST_P(DeskDeeds, AFormThatDoesNotSayWhatItShowsIsDoneWhereNothingStandsAgainstIt) {
  auto reception = officer(Role::synthesis_officer, "");
  auto body_officer = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  EXPECT_EQ(reception.post_form(path(petition, "/route"), {{"body", body("Bộ Nội vụ")}}).status,
            303);
  EXPECT_EQ(body_officer.post_form(path(petition, "/accept"), {}).status, 303);
  EXPECT_EQ(reception.post_form(path(petition, "/hide"), {{"words", "Có tên người."}}).status, 303);
  EXPECT_EQ(
      body_officer
          .post_form(path(petition, "/answer"), {{"text", "Đã thay ván."}, {"outcome", "settled"}})
          .status,
      303);
  EXPECT_EQ(load(petition.id).state, State::answered);

  const auto told = reception.post_form(path(petition, "/ask"), {{"words", "Cầu nào ạ?"}});
  EXPECT_EQ(told.status, 409) << "what is answered asks nothing any more";
  EXPECT_TRUE(told.contains("Meanwhile it was dealt with: Answered"));
  EXPECT_TRUE(told.contains("Cầu nào ạ?"));
}

TEST_P(DeskDeeds, ATopicThatAColleagueRenamedMayBePartedButNotRenamedUnseen) {
  auto one = send("Đề nghị tăng phụ cấp cho cán bộ thôn, bản.");
  auto two = send("Kiến nghị mở thêm chợ phiên ở xã.");
  auto client = officer(Role::synthesis_officer, ""), other = officer(Role::synthesis_officer, "");
  client.post_form(path(one, "/topic"), {{"topic", "new"}, {"words", "Phụ cấp"}});
  const std::string code =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::confirmed, 1).front().code; });
  client.post_form(path(two, "/topic"), {{"topic", code}});
  const std::string page = "/desk/topics/" + code;
  EXPECT_EQ(client.post_form(page + "/rename", {{"title", "Phụ cấp thôn"}}).status, 303);
  EXPECT_EQ(other.post_form(page + "/rename", {{"title", "Phụ cấp bản"}}).status, 409);
  EXPECT_EQ(other
                .post_form(page + "/split",
                           {{"member", std::to_string(two.id.value)}, {"new_title", "Chợ phiên"}})
                .status,
            303);
}

TEST_P(DeskDeeds, WhatWasDoneIsSaidWithItsCodeToWhoMayReadIt) {
  auto client = officer(Role::synthesis_officer, "");
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  auto asked = client.post_form(path(petition, "/ask?in=to_route"), {{"words", "Cầu nào ạ?"}});
  EXPECT_TRUE(client.get(asked.location())
                  .contains(petition.code + ": The sender was asked; the clock stands."));

  auto other = send("Đề nghị mở thêm lớp mầm non ở thôn Mẫu.");
  auto routed = client.post_form(path(other, "/route"), {{"body", body("Bộ Nội vụ")}});
  const std::string due =
      i18n::find_locale("en")->date(civil_date(load(other.id).clock.due_at.value()));
  EXPECT_TRUE(client.get(routed.location())
                  .contains(other.code + ": sent on to Bộ Nội vụ, due " + due + "."));

  auto elsewhere = officer(Role::answering_officer, "Bộ Y tế", people::Reach::body);
  const std::string next = "/desk?done=route&of=" + other.code;
  lead(elsewhere, "officer2", next);
  const auto desk = elsewhere.get(next);
  EXPECT_TRUE(desk.contains("Sent on."));
  EXPECT_FALSE(desk.contains(other.code + ":"));
}

TEST_P(DeskDeeds, AnAnswerThatIsOvertakenIsKeptAndTheTakenUpMatterIsTold) {
  auto petition = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  ASSERT_TRUE(route_to(petition.id, "Bộ Nội vụ"));
  auto one = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  auto other = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const std::string seen = seen_in(other.get(path(petition, "/answer")));
  http::Fields form{{"text", "Bộ đã ghi nhận."}, {"outcome", "explained"}, {"seen", seen}};
  EXPECT_EQ(one.post_form(path(petition, "/answer"), form).status, 303);
  form = {{"text", "Câu trả lời khác viết trong hai giờ."}, {"outcome", "settled"}, {"seen", seen}};
  const auto told = other.post_form(path(petition, "/answer"), form);
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.contains("Câu trả lời khác viết trong hai giờ."));
  EXPECT_TRUE(told.contains("Answered: Explained"));
  EXPECT_EQ(entries_of(petition.id, "petition.answer"), 1);
}

TEST_P(DeskDeeds, AButtonPressedTwiceDoesOneDeedAndBothSeeSo) {
  auto client = officer(Role::synthesis_officer, "");
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  http::Fields form{{"words", "Cầu nào ạ?"},
                    {"seen", seen_in(client.get(path(petition, "?do=ask")))}};
  const auto once = client.post_form(path(petition, "/ask"), form);
  const auto twice = client.post_form(path(petition, "/ask"), form);
  EXPECT_EQ(once.status, 303);
  EXPECT_EQ(twice.status, 303);
  EXPECT_TRUE(client.get(twice.location()).contains("The sender was asked"));
  EXPECT_EQ(entries_of(petition.id, "petition.ask"), 1);
  form = {{"words", "Cầu ở xóm nào ạ?"}, {"seen", std::string(form.get("seen"))}};
  EXPECT_EQ(client.post_form(path(petition, "/ask"), form).status, 409)
      << "other words are another deed";
}

TEST_P(DeskDeeds, TwoPressesAtTheSameMomentAreOneDeed) {
  auto client = officer(Role::synthesis_officer, "");
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  const http::Fields form{{"body", body("Bộ Nội vụ")},
                          {"seen", seen_in(client.get(path(petition, "?do=route")))}};
  auto other = client;
  int status[2] = {0, 0};
  std::thread one([&] { status[0] = client.post_form(path(petition, "/route"), form).status; });
  std::thread two([&] { status[1] = other.post_form(path(petition, "/route"), form).status; });
  one.join();
  two.join();
  EXPECT_THAT(status, testing::Each(303));
  EXPECT_EQ(entries_of(petition.id, "petition.route"), 1);
}

TEST_P(DeskDeeds, ATopicThatAColleagueChangedIsToldBeforeItIsChangedAgain) {
  auto one = send("Đề nghị tăng phụ cấp cho cán bộ thôn, bản.");
  auto client = officer(Role::synthesis_officer, ""), other = officer(Role::synthesis_officer, "");
  client.post_form(path(one, "/topic"), {{"topic", "new"}, {"words", "Phụ cấp"}});
  const std::string code =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::confirmed, 1).front().code; });
  const std::string page = "/desk/topics/" + code;
  const std::string seen = seen_in(other.get(page));
  EXPECT_EQ(client.post_form(page + "/rename", {{"title", "Phụ cấp thôn"}}).status, 303);
  const auto told = other.post_form(page + "/rename", {{"title", "Phụ cấp bản"}, {"seen", seen}});
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.contains("Meanwhile it was dealt with: Renamed."));
  EXPECT_TRUE(told.contains("value=\"Phụ cấp bản\""));
  EXPECT_TRUE(client.get(page).contains("Phụ cấp thôn"));
}

TEST_P(DeskDeeds, EnterInAFieldLooksAndDoesNothing) {
  auto client = officer(Role::synthesis_officer, "");
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  EXPECT_EQ(on_enter(client.get(path(petition, "?do=route")), "work").name, "look");
  const auto looked = client.post_form(
      path(petition, "/route"), {{"look", "yes"}, {"other", "bo noi vu"}, {"words", "Xin xem."}});
  EXPECT_EQ(looked.status, 200);
  EXPECT_TRUE(looked.contains("Bộ Nội vụ"));
  EXPECT_TRUE(looked.contains("Xin xem."));
  EXPECT_EQ(load(petition.id).state, State::received);

  ASSERT_TRUE(route_to(petition.id, "Bộ Nội vụ"));
  auto answering = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  EXPECT_EQ(on_enter(answering.get(path(petition, "/answer")), "reply").name, "preview");

  auto reception = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  EXPECT_EQ(on_enter(reception.get("/desk/enter"), "letter").name, "look");
  const auto found = reception.post_form(
      "/desk/enter", {{"look", "yes"}, {"text", "Đèn đường tắt đã lâu."}, {"place", "dong dang"}});
  EXPECT_EQ(found.status, 200);
  EXPECT_TRUE(found.contains("Đồng Đăng"));
  EXPECT_TRUE(found.contains("Đèn đường tắt đã lâu."));

  client.post_form(path(petition, "/topic"), {{"topic", "new"}, {"words", "Cầu treo"}});
  const std::string code =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::confirmed, 1).front().code; });
  for (const HtmlForm& form : forms_of(client.get("/desk/topics/" + code).body)) {
    EXPECT_EQ(wrong_on_enter(form), "") << form.action;
    if (form.id == "members") {
      EXPECT_EQ(form.action, "/desk/topics/" + code + "/split")
          << "the only field beside the ticks is the name of what is parted off";
    }
  }
}

TEST_P(DeskDeeds, ASessionThatEndedGivesTheWordsBackAndLeadsToTheirForm) {
  auto petition = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  ASSERT_TRUE(route_to(petition.id, "Bộ Nội vụ"));
  auto client = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const http::Fields form{{"text", "Câu trả lời viết trong hai giờ."},
                          {"outcome", "settled"},
                          {"seen", seen_in(client.get(path(petition, "/answer")))}};
  http::TestClient ended(app());
  ended.with_cookie("lang", "en");
  const auto kept = ended.post_form(path(petition, "/answer"), form);
  EXPECT_EQ(kept.status, 401);
  EXPECT_EQ(kept.headers.get("Cache-Control"), "no-store");
  EXPECT_TRUE(kept.contains("Câu trả lời viết trong hai giờ."));
  EXPECT_TRUE(kept.contains("href=\"/sign-in"));
  EXPECT_TRUE(kept.contains("action=\"" + path(petition, "/answer") + "\""));
  EXPECT_EQ(load(petition.id).state, State::routed);

  http::Fields back = form;
  back.add("back", "yes");
  const auto shown = client.post_form(path(petition, "/answer"), back);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.contains("Câu trả lời viết trong hai giờ."));
  EXPECT_TRUE(shown.contains("value=\"settled\" id=\"outcome\" checked"));
  EXPECT_EQ(load(petition.id).state, State::routed) << "nothing is done by coming back";
  EXPECT_EQ(client.post_form(path(petition, "/answer"), form).status, 303);

  auto asked = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  auto synthesis = officer(Role::synthesis_officer, "");
  const auto again =
      synthesis.post_form(path(asked, "/ask"), {{"words", "Cầu nào ạ?"}, {"back", "yes"}});
  EXPECT_EQ(again.status, 200);
  EXPECT_TRUE(again.contains("Cầu nào ạ?"));
  EXPECT_EQ(load(asked.id).state, State::received);
}

TEST_P(DeskDeeds, WordsFromAnotherSiteAreNotGivenBack) {
  auto petition = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  http::Headers headers;
  headers.add("Content-Type", "application/x-www-form-urlencoded");
  headers.add("Sec-Fetch-Site", "cross-site");
  const auto refused =
      http::TestClient(app()).send(http::Method::post, path(petition, "/answer"), headers,
                                   "text=C%C3%A2u+tr%E1%BA%A3+l%E1%BB%9Di+of+another+site+here");
  EXPECT_FALSE(refused.contains("of another site here"));
}

}  // namespace
}  // namespace gandan::petitions
