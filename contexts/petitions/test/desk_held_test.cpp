// Petitions whose routing and answers are held back: nothing of them has happened until their time.
#include <gmock/gmock.h>

#include <algorithm>

#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

using gandan::test::first_value, people::Role, std::chrono::seconds;

class DeskHeld : public test::DeskSite {
 protected:
  void SetUp() override {
    DeskSite::SetUp();
    if (!IsSkipped()) services().undo = seconds(10);
  }
  void pass(seconds by) {
    clock.advance(by);
    run_periodic("desk.held");
  }
  std::ptrdiff_t routings_of(PetitionId petition) {
    return std::ranges::count(verbs_of(subject_of(petition)), "petition.route");
  }
  /// What the page of this form says it shows.
  static http::Field seen_at(http::TestClient& client, const std::string& form) {
    return {"seen", seen_in(client.get(form))};
  }
  std::string number_of(std::string_view name) { return std::to_string(unit(name).value); }
};
GANDAN_EACH_ENGINE(DeskHeld);

TEST_P(DeskHeld, ARoutingIsToldWithCodeBodyAndDayAndHappensWhenItsTimeIsOver) {
  const Submitted first = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  clock.advance(std::chrono::minutes(1));
  const Submitted second = send("Đề nghị mở thêm lớp mầm non ở thôn Mẫu.");
  auto client = officer(Role::synthesis_officer, "");
  const auto held =
      client.post_form(path(first, "/route?in=to_route"),
                       {{"to", number_of("Bộ Nội vụ")}, seen_at(client, path(first, "?do=route"))});
  EXPECT_EQ(held.location(), path(second, "?in=to_route"));
  const auto page = client.get(held.location());
  EXPECT_TRUE(page.contains(first.code + ": sent on to Bộ Nội vụ, due "));
  EXPECT_FALSE(page.contains("Nà Mẫu")) << "it is gone from the list";
  EXPECT_EQ(load(first.id).state, State::received);
  EXPECT_EQ(routings_of(first.id), 0);
  pass(seconds(10));
  EXPECT_EQ(load(first.id).state, State::routed);
  EXPECT_EQ(load(first.id).body, unit("Bộ Nội vụ"));
  EXPECT_EQ(routings_of(first.id), 1);
}

TEST_P(DeskHeld, SeveralAreSentToOneBodyEachByItselfAndWhatIsSealedIsOpenedAlone) {
  const Submitted one = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván."),
                  two = send("Đề nghị mở thêm lớp mầm non ở thôn Mẫu."),
                  sealed = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  const auto field = load(one.id).field;
  auto client = officer(Role::synthesis_officer, "");
  http::Fields form{{"act", "route"}, {"to", number_of("Bộ Nội vụ")}};
  for (const Submitted* each : {&one, &two, &sealed}) {
    form.add("of", path(*each));
    form.add("seen", seen_in(client.get(path(*each, "?do=route"))));
  }
  const auto asked = client.get("/desk/many?in=to_route&of=" + path(one) + "&of=" + path(two) +
                                "&of=" + path(sealed) + "&do=route");
  EXPECT_TRUE(asked.contains("Who can decide all of these?"));
  EXPECT_TRUE(asked.contains("name=\"of\" value=\"" + path(sealed) + "\""));
  const auto sent = client.post_form("/desk/many?in=to_route", form);
  EXPECT_EQ(sent.status, 409);
  EXPECT_TRUE(sent.contains(sealed.code + ": This is not done to several at once."));
  EXPECT_TRUE(sent.contains("sent on to Bộ Nội vụ, due "));
  EXPECT_TRUE(sent.contains("1 more was done in the same way."));
  EXPECT_EQ(load(one.id).state, State::received) << "it can be undone yet";
  EXPECT_TRUE(
      client.get("/desk?in=to_route").contains("To be sent on<span class=\"count\">1</span>"))
      << "counted is what stands there";
  pass(seconds(10));
  for (const Submitted* each : {&one, &two}) {
    EXPECT_EQ(load(each->id).body, unit("Bộ Nội vụ"));
    EXPECT_EQ(routings_of(each->id), 1);
  }
  EXPECT_EQ(load(one.id).field, field) << "nobody looked at it";
  EXPECT_EQ(load(sealed.id).state, State::received);
}

TEST_P(DeskHeld, WhatNoPageSentIsDoneAtOnceAfterWhatWaitsThere) {
  const Submitted first = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  const Submitted second = send("Đề nghị mở thêm lớp mầm non ở thôn Mẫu.");
  auto client = officer(Role::synthesis_officer, "");
  client.post_form(path(first, "/route"), {{"to", number_of("Bộ Nội vụ")}});
  EXPECT_EQ(load(first.id).state, State::routed) << "a program has no page on which to undo";
  EXPECT_EQ(first_value(client.get("/desk").body, "held"), "");
  client.post_form(path(second, "/route"),
                   {{"to", number_of("Bộ Nội vụ")}, seen_at(client, path(second, "?do=route"))});
  EXPECT_EQ(load(second.id).state, State::received);
  client.post_form(path(second, "/title"), {{"words", "Thêm lớp mầm non"}});
  EXPECT_EQ(load(second.id).state, State::routed) << "what waited was done first";
  EXPECT_EQ(load(second.id).title, "Thêm lớp mầm non");
  EXPECT_EQ(first_value(client.get("/desk").body, "held"), "");
}

TEST_P(DeskHeld, WhoMayDoNothingThereTakesFromNobodyTheTimeToUndo) {
  const Submitted sent = send("Đề nghị mở thêm lớp mầm non ở thôn Mẫu.");
  auto client = officer(Role::synthesis_officer, "");
  client.post_form(path(sent, "/title"),
                   {{"words", "Thêm lớp mầm non"}, seen_at(client, path(sent, "?do=title"))});
  auto stranger = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  EXPECT_EQ(stranger.post_form(path(sent, "/title"), {{"words", "Khác"}}).status, 404);
  stranger.post_form(path(sent, "/answer"), {{"text", "Đã rõ."}, {"outcome", "explained"}});
  EXPECT_NE(load(sent.id).title, "Thêm lớp mầm non");
  EXPECT_NE(first_value(client.get("/desk").body, "held"), "");
  pass(seconds(10));
  EXPECT_EQ(load(sent.id).title, "Thêm lớp mầm non");
}

TEST_P(DeskHeld, UndoneTheBodyThatWasPressedHasTheCursorAndTheNoteIsThere) {
  const Submitted sent = send("Kính gửi Bộ Nội vụ. Đề nghị xem lại chế độ của cán bộ thôn.");
  auto client = officer(Role::synthesis_officer, "");
  client.post_form(path(sent, "/route"), {{"to", number_of("Bộ Nội vụ")},
                                          {"words", "Xin xem sớm."},
                                          seen_at(client, path(sent, "?do=route"))});
  const auto back = client.post_form(
      "/desk/held", {{"held", first_value(client.get("/desk").body, "held")}, {"what", "undo"}});
  EXPECT_EQ(back.status, 200);
  EXPECT_TRUE(back.contains("Xin xem sớm."));
  EXPECT_TRUE(back.contains(sent.code + ": undone."));
  EXPECT_THAT(back.body, testing::ContainsRegex("value=\"" + number_of("Bộ Nội vụ") +
                                                "\" data-key=\"1\" autofocus"));
  pass(seconds(20));
  EXPECT_EQ(load(sent.id).state, State::received);
}

TEST_P(DeskHeld, AnAnswerIsHeldAndUndoneWithAllThatWasWritten) {
  const Submitted sent = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const http::Fields form{
      {"text", "Bộ đã ghi nhận."}, {"outcome", "explained"}, seen_at(body, path(sent, "/answer"))};
  EXPECT_EQ(body.post_form(path(sent, "/answer"), form).status, 303);
  EXPECT_EQ(load(sent.id).state, State::routed);
  const auto told = body.get("/desk");
  EXPECT_TRUE(told.contains(sent.code + ": Bộ Nội vụ answered: "));
  const auto back =
      body.post_form("/desk/held", {{"held", first_value(told.body, "held")}, {"what", "undo"}});
  EXPECT_TRUE(back.contains("Bộ đã ghi nhận."));
  EXPECT_TRUE(back.contains("value=\"explained\" checked"));
  pass(seconds(20));
  EXPECT_EQ(load(sent.id).state, State::routed);
  EXPECT_EQ(body.post_form(path(sent, "/answer"), form).status, 303);
  pass(seconds(10));
  EXPECT_EQ(load(sent.id).state, State::answered);
}

TEST_P(DeskHeld, AnAnswerToAllWaitsForWhatIsHeldOnOneOfThemAndIsHeldItself) {
  const Submitted one = send("Đề nghị tăng phụ cấp cho cán bộ thôn, bản.");
  const Submitted two = send("Kiến nghị nâng mức phụ cấp của cán bộ thôn bản.");
  for (const Submitted* each : {&one, &two}) ASSERT_TRUE(route_to(each->id, "Bộ Nội vụ"));
  services().undo = seconds(0);
  auto synthesis = officer(Role::synthesis_officer, "");
  synthesis.post_form(path(one, "/topic"), {{"topic", "new"}, {"words", "Phụ cấp"}});
  const std::string code =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::confirmed, 1).front().code; });
  synthesis.post_form(path(two, "/topic"), {{"topic", code}});
  services().undo = seconds(10);
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const http::Field of_all = seen_at(body, "/desk/topics/" + code + "/answer");
  body.post_form(
      path(one, "/answer"),
      {{"text", "Đã trình."}, {"outcome", "explained"}, seen_at(body, path(one, "/answer"))});
  EXPECT_EQ(load(one.id).state, State::routed);
  auto stranger = officer(Role::answering_officer, "Bộ Y tế", people::Reach::body);
  stranger.post_form("/desk/topics/" + code + "/answer",
                     {{"text", "Việc của chúng tôi."}, {"outcome", "explained"}});
  EXPECT_EQ(load(one.id).state, State::routed) << "who may answer none of them hastens nothing";
  const auto all =
      body.post_form("/desk/topics/" + code + "/answer",
                     {{"text", "Bộ sẽ trả lời chung."}, {"outcome", "explained"}, of_all});
  EXPECT_EQ(all.status, 303);
  EXPECT_EQ(load(one.id).state, State::answered) << "what waited on it was done first";
  EXPECT_EQ(load(two.id).state, State::routed);
  pass(seconds(10));
  EXPECT_EQ(load(two.id).state, State::answered);
}

TEST_P(DeskHeld, AllThatIsWrongWithAnAnswerIsSaidAtOnce) {
  const Submitted sent = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const auto empty = body.post_form(path(sent, "/answer"), {{"text", ""}});
  EXPECT_EQ(empty.status, 422);
  EXPECT_TRUE(empty.contains("href=\"#text\""));
  EXPECT_TRUE(empty.contains("href=\"#outcome\""));
  const auto late = body.post_form(
      path(sent, "/answer"), {{"text", ""}, {"outcome", "scheduled"}, {"promised", "1/1/2020"}});
  EXPECT_TRUE(late.contains("href=\"#text\""));
  EXPECT_TRUE(late.contains("href=\"#promised\""));
  EXPECT_EQ(first_value(body.get("/desk").body, "held"), "");
}

TEST_P(DeskHeld, ItsButtonSaysWhetherTheAnswerIsPublishedAndItsPreviewIsThePage) {
  const Submitted shown = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  const Submitted sealed = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  for (const Submitted* each : {&shown, &sealed}) ASSERT_TRUE(route_to(each->id, "Bộ Nội vụ"));
  ASSERT_TRUE(accept_signed(sealed.id));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const auto form = body.get(path(shown, "/answer"));
  EXPECT_EQ(form.contains("Send and publish the answer"),
            load(shown.id).visibility == Visibility::open);
  EXPECT_FALSE(body.get(path(sealed, "/answer")).contains("Send and publish the answer"));
  const auto preview = body.post_form(path(shown, "/answer"), {{"text", "Bộ **đã** ghi nhận."},
                                                               {"outcome", "settled"},
                                                               {"document", "12/BNV"},
                                                               {"preview", "yes"}});
  EXPECT_TRUE(preview.contains("<strong>đã</strong>"));
  EXPECT_TRUE(preview.contains("<article class=\"answer settled\""));
  EXPECT_TRUE(preview.contains("No. 12/BNV"));
}

}  // namespace
}  // namespace gandan::petitions
