#include <gmock/gmock.h>

#include <array>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::petitions {
namespace {

class Clocks : public test::PetitionsDatabase {
 protected:
  /// Makes `verb` happen, some days, of which one is worked, after what was before.
  void must(Verb verb, PetitionId id) {
    clock.advance(std::chrono::hours(72));
    // Of what is promised for a later day nobody says before it that it is not done.
    if (verb == Verb::doubt) clock.set(start_of(load(id).promised_on.value() + 1));
    auto moved = act([&](db::Tx& tx, const Act& by) -> Result<void, MoveError> {
      Moved done = fail(MoveError::not_allowed);
      switch (verb) {
        case Verb::route:
          done = route(tx, env(), by, id, {.body = unit(++routed_ % 2 ? "Bộ Nội vụ" : "Bộ Y tế")});
          break;
        case Verb::ask:
          done = ask(tx, env(), by, id, "Ở đâu?");
          break;
        case Verb::supplement:
          done = supplement(tx, env(), by, id, "Ở bản Mẫu");
          break;
        case Verb::accept:
          done = accept(tx, env(), by, id);
          break;
        case Verb::send_back:
          done = send_back(tx, env(), by, id, "Không thuộc thẩm quyền");
          break;
        case Verb::extend:
          done = extend(tx, env(), by, id, "Phải khảo sát");
          break;
        case Verb::answer: {
          AnswerForm form{.outcome = Outcome::scheduled,
                          .text = "Sẽ làm, lần " + std::to_string(++answers_),
                          .promised_on = clock.today() + 90};
          auto answered = answer(tx, env(), by, id, form);
          if (!answered) return fail(MoveError::not_allowed);
          return {};
        }
        case Verb::give_back:
          done = give_back(tx, env(), by, id, "Của tòa án");
          break;
        case Verb::withdraw:
          done = withdraw(tx, env(), by, id);
          break;
        case Verb::add:
          done = add(tx, env(), by, id, "Cạnh trường học");
          break;
        case Verb::settle:
          done = settle(tx, env(), by, id);
          break;
        case Verb::doubt:
          done = petitions::doubt(tx, env(), by, id, "");
          break;
        case Verb::reopen:
          done = petitions::reopen(tx, env(), by, id, "Rác lại đầy");
          break;
        default:  // of complaints and denunciations: course_*_test.cpp
          break;
      }
      if (!done) return fail(done.error());
      return {};
    });
    ASSERT_TRUE(moved.has_value());
  }
  /// A report that stands in this state.
  PetitionId one_in(State state) {
    PetitionId id = send("Phản ánh rác ứ đọng ở đầu ngõ đã lâu", "report").id;
    if (state == State::needs_information) must(Verb::ask, id);
    if (state == State::routed || state == State::in_progress || state == State::answered)
      must(Verb::route, id);
    if (state == State::in_progress) must(Verb::accept, id);
    if (state == State::answered) must(Verb::answer, id);
    EXPECT_EQ(load(id).state, state);
    return id;
  }

  int routed_ = 0, answers_ = 0;
};
GANDAN_EACH_ENGINE(Clocks);

TEST_P(Clocks, DoAtEveryTransitionWhatTheTableSays) {
  for (const Transition& step : transitions()) {
    if (!step.is_of(Matter::report)) continue;
    SCOPED_TRACE(std::string(name(step.from)) + " " + std::string(name(step.verb)));
    PetitionId id = one_in(step.from);
    Petition before = load(id);
    must(step.verb, id);
    Petition after = load(id);
    EXPECT_EQ(after.state, step.to);
    const auto now = std::optional(clock.now());
    EXPECT_EQ(after.clock.started_at == now, step.clock == ClockEffect::starts);
    const bool returns = step.clock == ClockEffect::returns;
    if (returns) {
      EXPECT_EQ(after.clock.started_at, after.received_at);
    }
    EXPECT_EQ(after.clock.due_at != before.clock.due_at,
              step.clock == ClockEffect::starts || step.clock == ClockEffect::resumes || returns ||
                  step.clock == ClockEffect::extends || before.clock.stopped_at.has_value());
    const bool stands = step.clock == ClockEffect::stops || step.verb == Verb::withdraw;
    EXPECT_EQ(after.clock.stopped_at, stands ? now : std::nullopt);
    const bool is_answered = step.clock == ClockEffect::ends && step.verb != Verb::withdraw;
    const bool is_open_again = step.verb == Verb::reopen;
    EXPECT_EQ(after.answered_at, is_answered     ? now
                                 : is_open_again ? std::nullopt
                                                 : before.answered_at);
  }
}

TEST_P(Clocks, MoreTimeIsGrantedBeforeTheLimitHasPassedAndNotAfter) {
  Submitted sent = send("Phản ánh rác ứ đọng ở đầu ngõ đã lâu", "report");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto more = [&] {
    return act([&](db::Tx& tx, const Act& by) { return extend(tx, env(), by, sent.id, "Xa"); });
  };
  Instant due = *load(sent.id).clock.due_at;
  clock.set(due + std::chrono::microseconds(1));
  EXPECT_EQ(more().error(), MoveError::lapsed);
  EXPECT_EQ(load(sent.id).clock.due_at, due);
  clock.set(due);
  ASSERT_TRUE(more().has_value());
  EXPECT_GT(load(sent.id).clock.due_at, due);
  EXPECT_EQ(more().error(), MoveError::too_often);
}

TEST_P(Clocks, TheNextBodySClockMayBeExtendedThoughTheOneBeforeWas) {
  Submitted sent = send("Phản ánh rác ứ đọng ở đầu ngõ đã lâu", "report");
  for (const char* body : {"Bộ Nội vụ", "Bộ Y tế"}) {
    clock.advance(std::chrono::hours(1));
    ASSERT_TRUE(route_to(sent.id, body).has_value());
    EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return extend(tx, env(), by, sent.id, "Phải khảo sát");
    })) << body;
  }
}

TEST_P(Clocks, TheBodyThatHasItGainsNoTimeByBeingSentItAgain) {
  Submitted sent = send("Phản ánh rác ứ đọng ở đầu ngõ đã lâu", "report");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return accept(tx, env(), by, sent.id); }));
  Petition before = load(sent.id);
  clock.advance(std::chrono::hours(24 * 5));
  EXPECT_EQ(route_to(sent.id, "Bộ Nội vụ").error(), MoveError::is_there);
  auto correct = [&](const RouteForm& form) {
    return act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sent.id, form); });
  };
  FieldId field = act([&](db::Tx& tx, const Act&) { return units::ensure_field(tx, ids, "Rác"); });
  auto moved = correct({.body = *before.body, .field = field});
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->clock.due_at, before.clock.due_at);
  EXPECT_EQ(moved->state, State::in_progress);
  moved = correct({.body = *before.body, .kind = Kind::proposal});
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->clock.started_at, before.clock.started_at);
  auto entries = db().read([&](db::Tx& tx) {
    return journal::entries_of(tx, {"petition", sent.id.value});
  });
  EXPECT_THAT(entries.back().detail,
              testing::HasSubstr(R"("kind":1,"field":)" + std::to_string(field.value) + ","));
  EXPECT_EQ(civil_date(*moved->clock.due_at), Date::of(2026, 11, 2));  // thirty days from 1 October
}

TEST_P(Clocks, TheClockStandsWhileTheSenderIsAsked) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(route_to(sent.id, "Bộ Giáo dục và Đào tạo").has_value());
  Date due = civil_date(*load(sent.id).clock.due_at);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return ask(tx, env(), by, sent.id, "Trường nào?");
              }).has_value());
  clock.advance(std::chrono::hours(24 * 7));
  auto back = act(
      [&](db::Tx& tx, const Act& by) { return supplement(tx, env(), by, sent.id, "Trường ở xã"); });
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->state, State::routed);
  EXPECT_GE(civil_date(*back->clock.due_at), due + 7);
}

TEST_P(Clocks, AReplyThatFindsNoDueDateLeavesTheQuestionOpen) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(route_to(sent.id, "Bộ Giáo dục và Đào tạo").has_value());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return ask(tx, env(), by, sent.id, "Trường nào?");
              }).has_value());
  clock.advance(std::chrono::hours(24) * 365 * 300);  // past what the calendar holds
  auto reply = act(
      [&](db::Tx& tx, const Act& by) { return supplement(tx, env(), by, sent.id, "Trường ở xã"); });
  EXPECT_EQ(reply.error(), MoveError::no_due_date);
  auto pauses = db().read([&](db::Tx& tx) { return pauses_of(tx, sent.id); });
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_FALSE(pauses[0].resumed_at);
  EXPECT_EQ(load(sent.id).state, State::needs_information);
}

TEST_P(Clocks, IsWithdrawnThoughTheQuestionThatStandsLeftItWithoutADueDate) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(route_to(sent.id, "Bộ Giáo dục và Đào tạo").has_value());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return ask(tx, env(), by, sent.id, "Trường nào?");
              }).has_value());
  auto due = load(sent.id).clock.due_at;
  clock.advance(std::chrono::hours(24) * 365 * 300);  // past what the calendar holds
  auto withdrawn =
      db().write([&](db::Tx& tx) { return withdraw(tx, env(), Act::by_resident(), sent.id); });
  ASSERT_TRUE(withdrawn.has_value());
  EXPECT_EQ(withdrawn->state, State::withdrawn);
  EXPECT_EQ(load(sent.id).clock.due_at, due);
}

TEST_P(Clocks, IsGivenBackInTimeThoughItsQuestionStoodPastTheLimit) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, sent.id, "Trường nào?"); }));
  clock.advance(std::chrono::hours(24 * 90));
  auto returned = act([&](db::Tx& tx, const Act& by) {
    return give_back(tx, env(), by, sent.id, "Không ai trả lời câu hỏi");
  });
  ASSERT_TRUE(returned.has_value());
  EXPECT_LE(*returned->answered_at, *returned->clock.due_at);
  EXPECT_FALSE(returned->clock.stopped_at);
}

TEST_P(Clocks, IsGivenBackThoughTheQuestionThatStandsLeftItWithoutADueDate) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, sent.id, "Trường nào?"); }));
  auto due = load(sent.id).clock.due_at;
  clock.advance(std::chrono::hours(24) * 365 * 300);  // past what the calendar holds
  auto returned = act([&](db::Tx& tx, const Act& by) {
    return give_back(tx, env(), by, sent.id, "Không ai trả lời câu hỏi");
  });
  ASSERT_TRUE(returned.has_value());
  EXPECT_EQ(returned->clock.due_at, due);
}

TEST_P(Clocks, TotalsFollowAClockThatJumpsAheadAndBack) {
  send("Đề nghị lắp đèn đường trong bản");
  const auto late = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    EXPECT_FALSE(db().read([](db::Tx& tx) { return journal::first_unsealed(tx); }));
    EXPECT_FALSE(db().read(
        [](db::Tx& tx) { return indicators::first_unfolded(tx, std::array{totals_fold()}); }));
    return db().read([](db::Tx& tx) { return Totals::load(tx, in_totals); })->get("late");
  };
  EXPECT_EQ(late(), 0);
  const std::chrono::hours ten_years{24 * 3653};
  clock.advance(ten_years);
  send("Đề nghị sửa cầu", "report");
  EXPECT_EQ(late(), 1);
  clock.advance(-ten_years);
  const Submitted sent = send("Đề nghị nạo vét kênh");
  EXPECT_EQ(late(), 0) << "what only the wrong clock made late is not";
  clock.set(*load(sent.id).clock.due_at + std::chrono::hours(1));
  EXPECT_EQ(late(), 2) << "and time makes late again";
}

TEST_P(Clocks, TimeAloneMakesLateAndAnAnswerEndsIt) {
  Submitted sent = send("Đề nghị lắp đèn đường trong bản");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto late = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    auto totals = db().read([&](db::Tx& tx) { return Totals::load(tx, in_totals); });
    return std::pair(totals->get("late"), standing_of(*totals, {unit("Bộ Nội vụ")}).overdue);
  };
  using Late = std::pair<std::int64_t, std::int64_t>;
  EXPECT_EQ(late(), Late(0, 0));
  clock.advance(std::chrono::hours(24 * 100));
  EXPECT_EQ(late(), Late(1, 1));
  EXPECT_EQ(late(), Late(1, 1));
  AnswerForm form{.text = "Đã lắp xong."};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return answer(tx, env(), by, sent.id, form);
              }).has_value());
  EXPECT_EQ(late(), Late(0, 0));
  auto months = db().read(
      [&](db::Tx& tx) { return months_of(tx, {unit("Bộ Nội vụ")}, Date::of(2026, 1, 1)); });
  ASSERT_EQ(months.size(), 1u);
  EXPECT_EQ(months[0].month, 202610);
  EXPECT_EQ(std::tuple(months[0].received, months[0].answered, months[0].on_time),
            std::tuple(1, 1, 0));
}

}  // namespace
}  // namespace gandan::petitions
