#include <gmock/gmock.h>

#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/test/support.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;

class Way : public test::PetitionsDatabase {};
GANDAN_EACH_ENGINE(Way);

TEST_P(Way, GoTheirWayFromTheSenderToTheAnswer) {
  Submitted sent = send("Đề nghị nâng phụ cấp cho cán bộ thôn, bản vùng cao");
  clock.advance(std::chrono::hours(24));
  auto routed = route_to(sent.id, "Bộ Nội vụ");
  ASSERT_TRUE(routed.has_value());
  EXPECT_EQ(routed->state, State::routed);
  EXPECT_EQ(civil_date(*routed->clock.due_at),
            Date::of(2026, 11, 2));  // thirty days from 2 October
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return accept(tx, env(), by, sent.id); }).has_value());
  AnswerForm form{.outcome = Outcome::scheduled,
                  .text = "Bộ sẽ trình trong quý I.",
                  .promised_on = Date::of(2027, 3, 31)};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return answer(tx, env(), by, sent.id, form);
              }).has_value());
  Petition answered = load(sent.id);
  EXPECT_EQ(answered.state, State::answered);
  EXPECT_EQ(answered.promised_on, Date::of(2027, 3, 31));
  EXPECT_THAT(verbs_of(sent.id), ElementsAre("petition.submit", "petition.route", "petition.accept",
                                             "petition.answer"));
}

TEST_P(Way, NothingHappensThatTheTableOfTransitionsDoesNotKnow) {
  Submitted sent = send("Đề nghị làm thêm một cây cầu qua suối");
  AnswerForm form{.outcome = Outcome::settled, .text = "Đã làm."};
  EXPECT_EQ(
      act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, sent.id, form); }).error(),
      AnswerError::not_allowed);
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return withdraw(tx, env(), by, sent.id); }).has_value());
  EXPECT_EQ(route_to(sent.id, "Bộ Nội vụ").error(), MoveError::not_allowed);
}

TEST_P(Way, AResidentCanDoWhatAPetitionerMayAndNoMore) {
  Submitted sent = send("Đề nghị mở lại lớp học ở điểm trường");
  auto routed = db().write([&](db::Tx& tx) {
    return route(tx, env(), Act::by_resident(), sent.id, {.body = unit("Bộ Nội vụ")});
  });
  EXPECT_EQ(routed.error(), MoveError::not_yours);
}

TEST_P(Way, AComplaintOrDenunciationIsSettledByANumberAndPromisedNothing) {
  for (const char* kind : {"complaint", "denunciation"}) {
    SCOPED_TRACE(kind);
    const PetitionId id = send("Việc này xảy ra ở cơ quan tôi từ năm ngoái", kind).id;
    ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
    clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(accept_signed(id).has_value());
    auto give = [&](AnswerForm form) {
      clock.advance(std::chrono::minutes(1));
      return act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); });
    };
    AnswerForm form{.outcome = Outcome::scheduled,
                    .text = "Sẽ giải quyết.",
                    .promised_on = Date::of(2027, 3, 31),
                    .document = "9/QĐ-BNV"};
    EXPECT_EQ(give(form).error(), AnswerError::outcome_unfit);
    form.outcome = Outcome::in_progress;
    EXPECT_EQ(give(form).error(), AnswerError::outcome_unfit);
    form.outcome = Outcome::explained;
    form.document = " ";
    EXPECT_EQ(give(form).error(), AnswerError::document_missing);
    EXPECT_EQ(load(id).state, State::in_progress);
    form.document = "9/QĐ-BNV";
    EXPECT_TRUE(give(form).has_value());
    EXPECT_EQ(load(id).state, State::answered);
    EXPECT_EQ(load(id).promised_on, std::nullopt);
  }
}

TEST_P(Way, AnAnswerSentTwiceIsGivenOnceAndOnlyAPromiseIsFollowedByAnother) {
  Submitted sent = send("Đề nghị nâng phụ cấp cho cán bộ thôn, bản vùng cao");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto give = [&](AnswerForm form) {
    return act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, sent.id, form); });
  };
  AnswerForm promise{
      .outcome = Outcome::scheduled, .text = "Bộ sẽ trình.", .promised_on = Date::of(2027, 3, 31)};
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(give(promise)) << i;
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(give({.outcome = Outcome::settled, .text = "Đã ban hành."})) << i;
  EXPECT_EQ(give({.outcome = Outcome::settled, .text = "Đã ban hành rồi."}).error(),
            AnswerError::not_allowed);
  auto answers = db().read([&](db::Tx& tx) { return answers_to(tx, sent.id); });
  EXPECT_EQ(answers.size(), 2u);
  EXPECT_THAT(verbs_of(sent.id), ElementsAre("petition.submit", "petition.route", "petition.answer",
                                             "petition.answer"));
}

TEST_P(Way, WordsThatMustBeGivenAreNeitherBlankNorEndless) {
  Submitted sent = send("Đề nghị nâng phụ cấp cho cán bộ thôn, bản vùng cao");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  const std::string endless(longest_reason + 1, 'a');
  const std::pair<std::string, MoveError> wrong[] = {
      {" ", MoveError::reason_missing},      {"\u200B\u00A0\n", MoveError::reason_missing},
      {"***", MoveError::reason_missing},    {"&nbsp;", MoveError::reason_missing},
      {"\u3164", MoveError::reason_missing}, {endless, MoveError::reason_too_long}};
  for (const auto& [words, error] : wrong)
    for (auto* use_case : {&ask, &send_back, &extend, &give_back})
      EXPECT_EQ(act([&](db::Tx& tx, const Act& by) {
                  return (*use_case)(tx, env(), by, sent.id, words);
                }).error(),
                error)
          << words;
  AnswerForm form{.text = std::string(longest_answer + 1, 'a')};
  auto give = [&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, sent.id, form); };
  EXPECT_EQ(act(give).error(), AnswerError::text_too_long);
  for (auto nothing : {"&nbsp;", "***", "![](x.png)", ">", "[a]: http://x", "[](http://x)"}) {
    form = {.text = nothing};
    EXPECT_EQ(act(give).error(), AnswerError::text_missing) << nothing;
  }
  form = {.text = "Đã làm.", .document = std::string(longest_document + 1, '1')};
  EXPECT_EQ(act(give).error(), AnswerError::document_too_long);
  EXPECT_THAT(verbs_of(sent.id), ElementsAre("petition.submit", "petition.route"));
}

TEST_P(Way, ItIsSentToBodiesAloneInAFieldThatIsKnown) {
  Submitted sent = send("Đề nghị nâng phụ cấp cho cán bộ thôn, bản vùng cao");
  auto send_to = [&](const RouteForm& form) {
    return act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sent.id, form); });
  };
  EXPECT_EQ(route_to(sent.id, "20").error(), MoveError::not_found) << "a province is no body";
  EXPECT_EQ(send_to({.body = unit("Bộ Nội vụ"), .field = FieldId{77}}).error(),
            MoveError::field_unknown);
}

}  // namespace
}  // namespace gandan::petitions
