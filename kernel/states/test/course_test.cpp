// A small table is looked up, drawn and found wrong.
#include "kernel/states/course.hpp"

#include <gmock/gmock.h>

namespace gandan::states {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

enum class State { made, sent, closed };
enum class Verb { send, word, add, close };
enum class Actor { sender, officer };
struct Step {
  State from{};
  Verb verb{};
  State to{};
  Actor actor{};
  bool of_letters = false;
};

std::string_view name(State state) {
  constexpr std::string_view names[] = {"made", "sent", "closed"};
  return names[static_cast<int>(state)];
}
std::string_view name(Verb verb) {
  constexpr std::string_view names[] = {"send", "word", "add", "close"};
  return names[static_cast<int>(verb)];
}

const std::vector<Step> steps{
    {State::made, Verb::word, State::made, Actor::sender},
    {State::made, Verb::send, State::sent, Actor::sender},
    {State::made, Verb::close, State::closed, Actor::officer},
    {State::made, Verb::add, State::made, Actor::sender},
    {State::made, Verb::add, State::made, Actor::officer},
    {State::sent, Verb::close, State::made, Actor::officer, true},
    {State::sent, Verb::close, State::closed, Actor::officer},
};

TEST(CourseTable, TheFirstRowThatHoldsIsFoundAndNothingElseIsAllowed) {
  const std::span<const Step> table(steps);
  auto any = [](const Step&) { return true; };
  EXPECT_EQ(find(table, State::sent, Verb::close, any), &steps[5]);
  EXPECT_EQ(
      find(table, State::sent, Verb::close, [](const Step& step) { return !step.of_letters; }),
      &steps[6]);
  EXPECT_EQ(find(table, State::sent, Verb::send, any), nullptr);
  EXPECT_EQ(find(table, State::closed, Verb::close, any), nullptr);
}

TEST(CourseTable, IsDrawnWithEachVerbOnceAndWhatChangesNothingLast) {
  const std::vector<Step> rows(steps.begin(), steps.end() - 2);
  EXPECT_EQ(draw(rows),
            "made ─┬─ send ──────► sent\n"
            "      ├─ close ─────► closed\n"
            "      └─ word, add ─► made\n");
  EXPECT_EQ(draw(std::vector<Step>{steps[2]}), "made ─── close ─► closed\n");
}

TEST(CourseTable, AStateThatNothingLeadsToIsNamed) {
  const std::span<const Step> table(steps);
  EXPECT_THAT(unreached(table, {State::made}), IsEmpty());
  EXPECT_THAT(unreached(table, {State::sent}), IsEmpty()) << "it is sent back";
  EXPECT_THAT(unreached(table, {State::closed}), ElementsAre(State::made, State::sent));
  EXPECT_THAT(unreached(table.subspan(5), {State::made}), ElementsAre(State::sent));
}

TEST(CourseTable, ARowThatIsNeverFoundIsNamed) {
  EXPECT_THAT(repeated(steps), ElementsAre("sent, close")) << "many may add, each by their own row";
  EXPECT_THAT(repeated(std::vector<Step>(steps.begin(), steps.end() - 1)), IsEmpty());
}

/// Where one alone may act, no row says who.
struct BareStep {
  State from{};
  Verb verb{};
  State to{};
};

TEST(CourseTable, NeedsNoActorWhereOneAloneMayAct) {
  const std::vector<BareStep> rows{{State::made, Verb::send, State::sent},
                                   {State::sent, Verb::close, State::closed},
                                   {State::sent, Verb::close, State::made}};
  EXPECT_EQ(draw(std::vector<BareStep>{rows[0]}), "made ─── send ─► sent\n");
  EXPECT_THAT(unreached(std::span<const BareStep>(rows), {State::made}), IsEmpty());
  EXPECT_THAT(repeated(rows), ElementsAre("sent, close"));
}

}  // namespace
}  // namespace gandan::states
