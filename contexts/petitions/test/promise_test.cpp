// What an answer promises is owed by the body that gave it, until something ends it.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"
#include "kernel/tasks/record.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Date first_day = Date::of(2027, 3, 31), later_day = Date::of(2027, 6, 30);
constexpr const char* home_ministry = "Bộ Nội vụ";

class Promises : public test::PublicSite {
 protected:
  Petition routed(const std::string& text = "Đề nghị nâng phụ cấp cho cán bộ thôn, bản") {
    const Submitted sent = send(text);
    EXPECT_TRUE(route_to(sent.id, home_ministry));
    return load(sent.id);
  }
  void answer_with(PetitionId id, Outcome outcome, std::optional<Date> promised_on = {}) {
    clock.advance(std::chrono::minutes(5));
    const AnswerForm form{.outcome = outcome, .text = "Bộ xem xét.", .promised_on = promised_on};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  }
  Petition promised() {
    Petition petition = routed();
    answer_with(petition.id, Outcome::scheduled, first_day);
    return load(petition.id);
  }
  std::vector<tasks::Undertaking> undertakings_of(PetitionId id) {
    return db().read([&](db::Tx& tx) { return tasks::of_source(tx, subject_of(id)); });
  }
  tasks::Undertaking undertaking_of(PetitionId id) { return undertakings_of(id).at(0); }
  tasks::State state_of_promise(PetitionId id) {
    return tasks::state_of(undertaking_of(id), clock.today());
  }
  void show_or_hide(PetitionId id, bool open) {
    ASSERT_TRUE(act(
        [&](db::Tx& tx, const Act& by) { return publish(tx, env(), by, id, open, "Một lý do."); }));
  }
};
GANDAN_EACH_ENGINE(Promises);

TEST_P(Promises, AreOwedByWhoAnswersToThePetitionByTheirDay) {
  const Petition petition = promised();
  const auto owed = undertakings_of(petition.id);
  ASSERT_EQ(owed.size(), 1U);
  EXPECT_EQ(owed[0].body, unit(home_ministry));
  EXPECT_EQ(owed[0].due_on, first_day);
  EXPECT_EQ(owed[0].undertaken_at, *petition.answered_at);
  EXPECT_TRUE(owed[0].shown);
  EXPECT_EQ(owed[0].what, "") << "no word of the petition is kept a second time";
  run({.get = "/undertakings",
       .shows = {"/petitions/" + petition.code, petition.title, "datetime=\"2027-03-31\"",
                 home_ministry}});
  run({.get = "/bodies/BNV",
       .shows = {"What it has promised to do", "datetime=\"2027-03-31\"",
                 "/undertakings?body=BNV"}});
}

TEST_P(Promises, AreToldInTheFirstSentenceOfTheAnswerThatMadeThem) {
  const Petition petition = routed();
  auto say = [&](const std::string& words, Outcome outcome, std::optional<Date> by) {
    clock.advance(std::chrono::minutes(5));
    const AnswerForm form{.outcome = outcome, .text = words, .promised_on = by};
    ASSERT_TRUE(
        act([&](db::Tx& tx, const Act& at) { return answer(tx, env(), at, petition.id, form); }));
  };
  say("**Bộ sẽ trình** nghị định mới về phụ cấp. Mức cũ giữ đến khi đó.", Outcome::scheduled,
      first_day);
  const std::string promised = "Bộ sẽ trình nghị định mới về phụ cấp.";
  for (const char* language : {"vi", "en"})
    run({.get = "/undertakings?lang=" + std::string(language),
         .shows = {promised, "class=\"code\">" + petition.code + "<"},
         .hides = {"Mức cũ"}});
  show_or_hide(petition.id, false);
  run({.get = "/undertakings", .hides = {"Bộ sẽ trình", petition.code}});
  show_or_hide(petition.id, true);
  say("Nghị định đã ban hành.", Outcome::settled, {});
  run({.get = "/undertakings?show=done", .shows = {promised}, .hides = {"đã ban hành"}});
}

TEST_P(Promises, ReadAsLateOnThePageOfThePetitionOnceTheirDayHasPassed) {
  const Petition petition = promised();
  const std::string page = "/petitions/" + petition.code;
  run({.get = page, .shows = {"by 31 Mar 2027"}, .hides = {"day overdue"}});
  clock.advance(std::chrono::hours(24) * (first_day + 1 - clock.today()));
  run({.get = page, .shows = {"by 31 Mar 2027", "1 day overdue"}});
}

TEST_P(Promises, AreMadeByNoOtherAnswer) {
  const Petition petition = routed();
  answer_with(petition.id, Outcome::explained);
  EXPECT_THAT(undertakings_of(petition.id), IsEmpty());
  run({.get = "/bodies/BNV", .hides = {"What it has promised to do"}});
}

TEST_P(Promises, AreDoneByTheAnswerThatTellsSoWhichIsTheirEvidence) {
  const Petition petition = promised();
  answer_with(petition.id, Outcome::settled);
  const tasks::Undertaking done = undertaking_of(petition.id);
  EXPECT_EQ(state_of_promise(petition.id), tasks::State::done);
  EXPECT_EQ(done.evidence_kind, "petition_answer");
  EXPECT_EQ(done.evidence_id, load(petition.id).answer->value);
  EXPECT_THAT(verbs_of(tasks::subject_of(done.id)),
              ElementsAre("undertaking.undertake", "undertaking.fulfil"));
  run({.get = "/undertakings", .hides = {petition.code}});
  run({.get = "/undertakings?show=done", .shows = {petition.code, "Done in time"}});
}

TEST_P(Promises, ThatAreMadeAnewMoveTheirDayAndKeepTheFirst) {
  const Petition petition = promised();
  answer_with(petition.id, Outcome::in_progress, later_day);
  answer_with(petition.id, Outcome::scheduled, later_day);
  ASSERT_EQ(undertakings_of(petition.id).size(), 1U);
  const tasks::Undertaking moved = undertaking_of(petition.id);
  EXPECT_EQ(moved.first_due_on, first_day);
  EXPECT_EQ(moved.due_on, later_day);
  EXPECT_THAT(verbs_of(tasks::subject_of(moved.id)),
              ElementsAre("undertaking.undertake", "undertaking.extend"));
}

TEST_P(Promises, AreGivenUpByAnAnswerThatOnlyExplains) {
  const Petition petition = promised();
  clock.set(start_of(first_day + 1));
  EXPECT_EQ(state_of_promise(petition.id), tasks::State::overdue);
  answer_with(petition.id, Outcome::explained);
  EXPECT_EQ(state_of_promise(petition.id), tasks::State::not_done);
}

TEST_P(Promises, AreDoneWhereTheirSenderSaysSoAndEndWhereTheySayThatItIsOpen) {
  const Petition content = promised(), other = promised();
  ASSERT_TRUE(
      db().write([&](db::Tx& tx) { return settle(tx, env(), Act::by_resident(), content.id); }));
  EXPECT_EQ(state_of_promise(content.id), tasks::State::done);
  EXPECT_EQ(undertaking_of(content.id).evidence_kind, "petition");
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return petitions::reopen(tx, env(), Act::by_resident(), other.id, "Chưa xong.");
  }));
  EXPECT_EQ(state_of_promise(other.id), tasks::State::given_up);
  answer_with(other.id, Outcome::scheduled, later_day);
  ASSERT_EQ(undertakings_of(other.id).size(), 2U) << "another promise, of whoever answers now";
  EXPECT_EQ(undertakings_of(other.id)[1].due_on, later_day);
}

TEST_P(Promises, ToAllOfATopicAreOwedToEachPetitionInIt) {
  const Petition one = routed("Đề nghị nâng phụ cấp cho cán bộ thôn"),
                 two = routed("Xin tăng phụ cấp cán bộ thôn, bản");
  const Topic topic = put_together("Phụ cấp cán bộ thôn", {one.id, two.id});
  const AnswerForm form{
      .outcome = Outcome::scheduled, .text = "Sẽ trình.", .promised_on = first_day};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return answer_topic(tx, env(), by, topic.id, form); }));
  EXPECT_EQ(undertaking_of(one.id).due_on, first_day);
  EXPECT_EQ(undertaking_of(two.id).due_on, first_day);
}

TEST_P(Promises, AreReadByNobodyWhereThePetitionIsNot) {
  const Petition petition = promised();
  show_or_hide(petition.id, false);
  EXPECT_FALSE(undertaking_of(petition.id).shown);
  run({.get = "/undertakings",
       .shows = {"Nothing is due from today on"},
       .hides = {petition.code}});
  run({.get = "/bodies/BNV", .hides = {"What it has promised to do"}});
  show_or_hide(petition.id, true);
  run({.get = "/undertakings", .shows = {petition.code}});
}

TEST_P(Promises, ToWhatCameAsADenunciationAreReadByNobody) {
  const Submitted sent = send("Tố cáo cán bộ thu tiền không có biên lai", "denunciation");
  const RouteForm as_report{.body = unit(home_ministry), .kind = Kind::report};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sent.id, as_report); }));
  answer_with(sent.id, Outcome::scheduled, first_day);
  EXPECT_FALSE(undertaking_of(sent.id).shown);
  for (const char* each : {"ahead", "overdue", "done", "not_done"})
    run({.get = "/undertakings?show=" + std::string(each), .hides = {sent.code}});
}

}  // namespace
}  // namespace gandan::petitions
