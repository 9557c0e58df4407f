// A body that is late, or near its day, is urged: by whom, when, how often, and what its officers
// are told.
#include <gmock/gmock.h>

#include "contexts/petitions/desk/settings.hpp"
#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/settings/change.hpp"

namespace gandan::petitions {
namespace {

using people::Reach, people::Role;
using std::chrono::hours;
using testing::HasSubstr, testing::Not, testing::SizeIs;

constexpr const char* ministry = "Bộ Nội vụ";

class DeskUrge : public test::DeskSite {
 protected:
  Submitted with_the_ministry(const std::string& text = "Đề nghị xem lại chế độ của cán bộ thôn.") {
    Submitted it = send(text);
    EXPECT_TRUE(route_to(it.id, ministry));
    return it;
  }
  void go_to(const Submitted& it, hours before_its_day) {
    clock.advance(load(it.id).clock.due_at.value() - clock.now() - before_its_day);
  }
  std::optional<MoveError> urged(PetitionId id, std::string_view words = "", int apart = 3) {
    const Moved moved =
        act([&](db::Tx& tx, const Act& by) { return urge(tx, env(), by, id, words, apart); });
    return moved ? std::nullopt : std::optional(moved.error());
  }
  std::ptrdiff_t urgings_of(PetitionId id) {
    return std::ranges::count(verbs_of(id), "petition.urge");
  }
};
GANDAN_EACH_ENGINE(DeskUrge);

TEST_P(DeskUrge, IsOfferedOnceItsDayIsNearAndShownToOfficersAlone) {
  const Submitted it = with_the_ministry();
  auto leader = officer(Role::leader);
  EXPECT_FALSE(leader.get(path(it)).contains("Urge the body")) << "its day is far";
  EXPECT_EQ(urged(it.id), MoveError::not_near);
  go_to(it, hours(30));
  auto now = officer(Role::leader);
  EXPECT_TRUE(now.get(path(it)).contains("do=urge\" data-key=\"u\""));
  const auto done = now.post_form(path(it, "/urge"), {{"words", "Cử tri hỏi lại lần thứ hai."}});
  EXPECT_EQ(done.location(), "/desk?done=urge&of=" + it.code);
  EXPECT_THAT(now.get(done.location()).body,
              HasSubstr(it.code + ": Bộ Nội vụ was urged; its day is "));
  const auto story = now.get(path(it));
  EXPECT_TRUE(story.contains("Bộ Nội vụ was urged to keep its day"));
  EXPECT_TRUE(story.contains("Cử tri hỏi lại lần thứ hai."));
  const auto in_public = stranger().get("/petitions/" + it.code);
  EXPECT_EQ(in_public.status, 200);
  EXPECT_FALSE(in_public.contains("was urged"));
  EXPECT_FALSE(in_public.contains("Cử tri hỏi lại"));
}

TEST_P(DeskUrge, IsDoneAtMostOnceInThreeDaysAndAnewWithAnotherBody) {
  const Submitted it = with_the_ministry();
  go_to(it, hours(96));
  EXPECT_EQ(urged(it.id), std::nullopt);
  EXPECT_EQ(urged(it.id), MoveError::urged_lately);
  clock.advance(hours(48));
  EXPECT_EQ(urged(it.id), MoveError::urged_lately);
  EXPECT_FALSE(officer(Role::leader).get(path(it)).contains("do=urge"));
  clock.advance(hours(24));
  EXPECT_EQ(urged(it.id), std::nullopt) << "on the third day after";
  ASSERT_TRUE(route_to(it.id, "Bộ Y tế"));
  go_to(it, hours(24));
  EXPECT_EQ(urged(it.id), std::nullopt);
  EXPECT_EQ(urgings_of(it.id), 3);
}

TEST_P(DeskUrge, HowOftenIsASetting) {
  const Submitted it = with_the_ministry();
  const people::Principal by{.user = people::UserId{7}, .grants = {{Role::administrator}}};
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return gandan::settings::change(tx, ids, clock, by, {urged_apart, {}, "1"});
  }));
  services().settings.refresh();
  go_to(it, hours(96));
  EXPECT_EQ(officer(Role::leader).post_form(path(it, "/urge"), {}).status, 303);
  clock.advance(hours(24));
  auto again = officer(Role::leader);
  const http::Fields seen{{"seen", seen_in(again.get(path(it, "?do=urge")))}};
  EXPECT_EQ(again.post_form(path(it, "/urge"), seen).status, 303);
  EXPECT_EQ(urgings_of(it.id), 2);
}

TEST_P(DeskUrge, IsForWhoListensWhereItComesFromOrDirectsThereAndNotForTheBodyItself) {
  const Submitted it = with_the_ministry();
  go_to(it, hours(30));
  auto own_leader = officer(Role::leader, ministry, Reach::body);
  auto answering = officer(Role::answering_officer, ministry, Reach::body);
  for (auto* client : {&own_leader, &answering}) {
    EXPECT_FALSE(client->get(path(it)).contains("do=urge"));
    EXPECT_EQ(client->post_form(path(it, "/urge"), {}).status, 422);
  }
  EXPECT_EQ(officer(Role::supervisor).post_form(path(it, "/urge"), {}).status, 403);
  EXPECT_EQ(urgings_of(it.id), 0);
  EXPECT_EQ(officer(Role::reception_officer).post_form(path(it, "/urge"), {}).status, 303);
  EXPECT_EQ(urgings_of(it.id), 1);
}

TEST_P(DeskUrge, NothingThatWaitsForItsSenderOrIsADenunciationIsUrged) {
  const Submitted sealed = send("Tố cáo cán bộ xã nhận tiền khi làm giấy tờ.", "denunciation");
  ASSERT_TRUE(route_to(sealed.id, ministry));
  go_to(sealed, hours(24));
  EXPECT_EQ(urged(sealed.id), MoveError::not_allowed);
  const Submitted answered = with_the_ministry();
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return answer(tx, env(), by, answered.id, {.outcome = Outcome::explained, .text = "Đã rõ."});
  }));
  EXPECT_EQ(urged(answered.id), MoveError::not_allowed);
  EXPECT_EQ(urged(send("Đề nghị mở lớp mầm non ở thôn.").id), MoveError::not_allowed)
      << "no body has it";
}

TEST_P(DeskUrge, IsHeldBackLikeOtherActsAndUndone) {
  const Submitted it = with_the_ministry();
  go_to(it, hours(30));
  services().undo = std::chrono::seconds(10);
  auto leader = officer(Role::leader);
  const http::Fields form{{"words", "Xin xem sớm."},
                          {"seen", seen_in(leader.get(path(it, "?do=urge")))}};
  EXPECT_EQ(leader.post_form(path(it, "/urge"), form).status, 303);
  const auto page = leader.get("/desk?in=body");
  EXPECT_TRUE(page.contains(it.code + ": Bộ Nội vụ was urged"));
  EXPECT_EQ(urgings_of(it.id), 0) << "nothing has happened yet";
  const auto back = leader.post_form(
      "/desk/held", {{"held", gandan::test::first_value(page.body, "held")}, {"what", "undo"}});
  EXPECT_TRUE(back.contains("Xin xem sớm."));
  clock.advance(std::chrono::seconds(20));
  run_periodic("desk.held");
  EXPECT_EQ(urgings_of(it.id), 0);
  EXPECT_EQ(leader.post_form(path(it, "/urge"), form).status, 303);
  clock.advance(std::chrono::seconds(20));
  run_periodic("desk.held");
  EXPECT_EQ(urgings_of(it.id), 1);
}

class DeskUrgeByMail : public test::PetitionsDatabase {
 protected:
  DeskUrgeByMail() : PetitionsDatabase(module(), {.mail = true}) {}
};
GANDAN_EACH_ENGINE(DeskUrgeByMail);

TEST_P(DeskUrgeByMail, TheOfficersOfTheBodyGetTheCodeAndTheDayAndNoWordOfIt) {
  account("traloi.bonoivu", {{Role::answering_officer, unit(ministry), Reach::body}},
          "traloi@bonoivu.example");
  account("khong.thu", {{Role::answering_officer, unit(ministry), Reach::body}});
  account("bo.khac", {{Role::answering_officer, unit("Bộ Y tế"), Reach::body}},
          "traloi@boyte.example");
  account("ca.nuoc", {{Role::leader, {}, Reach::area}}, "lanhdao@canuoc.example");
  const Submitted it = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  ASSERT_TRUE(route_to(it.id, ministry));
  clock.advance(load(it.id).clock.due_at.value() - clock.now() + hours(30));
  delivered();
  ASSERT_TRUE(act(
      [&](db::Tx& tx, const Act& by) { return urge(tx, env(), by, it.id, "Cử tri hỏi lại.", 3); }));
  const auto letters = delivered();
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters.front().to.address.text(), "traloi@bonoivu.example");
  EXPECT_THAT(letters.front().subject, HasSubstr(it.code));
  EXPECT_THAT(letters.front().text, HasSubstr("/desk/petitions/" + it.code));
  EXPECT_THAT(letters.front().text, HasSubstr("Bộ Nội vụ"));
  EXPECT_THAT(letters.front().text, Not(HasSubstr("chế độ")));
  EXPECT_THAT(letters.front().text, Not(HasSubstr("Cử tri")));
}

TEST_P(DeskUrgeByMail, WhatIsAnsweredBeforeItLeavesIsNotSent) {
  account("traloi.bonoivu", {{Role::answering_officer, unit(ministry), Reach::body}},
          "traloi@bonoivu.example");
  const Submitted it = send("Đề nghị xem lại chế độ của cán bộ thôn.");
  ASSERT_TRUE(route_to(it.id, ministry));
  clock.advance(load(it.id).clock.due_at.value() - clock.now() - hours(30));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return urge(tx, env(), by, it.id, "", 3); }));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return answer(tx, env(), by, it.id, {.outcome = Outcome::explained, .text = "Đã rõ."});
  }));
  EXPECT_THAT(delivered(), SizeIs(0));
}

}  // namespace
}  // namespace gandan::petitions
