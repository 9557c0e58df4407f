// The table of transitions as a table: that it is whole, that README draws it, and that the names
// of verbs are what stands in the journal.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <set>

#include "contexts/petitions/course.hpp"
#include "kernel/states/course.hpp"

namespace gandan::petitions {
namespace {

using testing::IsEmpty;

std::vector<Transition> course_rows(std::initializer_list<Matter> wanted) {
  std::vector<Transition> rows;
  for (const Transition& row : transitions())
    if (std::ranges::any_of(wanted, [&](Matter matter) { return row.is_of(matter); }))
      rows.push_back(row);
  return rows;
}

std::string readme() {
  std::ifstream file("contexts/petitions/README.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(CourseTable, EveryStateCanBeReachedAndEveryRowCanBeFound) {
  EXPECT_THAT(states::unreached(transitions(), {State::received}), IsEmpty());
  for (Matter matter : matters)
    EXPECT_THAT(states::repeated(course_rows({matter})), IsEmpty()) << name(matter);
}

TEST(CourseTable, ReadmeDrawsWhatTheTableSays) {
  for (const auto& rows : {course_rows({Matter::voters_proposal, Matter::proposal, Matter::report}),
                           course_rows({Matter::complaint, Matter::second_complaint,
                                        Matter::denunciation, Matter::nameless_denunciation})}) {
    const std::string drawn = "```\n" + states::draw(rows) + "```\n";
    EXPECT_TRUE(readme().find(drawn) != std::string::npos)
        << "contexts/petitions/README.md should hold\n"
        << drawn;
  }
}

TEST(CourseTable, EachVerbOfTheCourseIsInTheTableAndNoOtherIs) {
  std::set<Verb> in_table;
  for (const Transition& row : transitions()) in_table.insert(row.verb);
  for (std::size_t i = 0; i < verb_count; ++i) {
    const auto verb = static_cast<Verb>(i);
    EXPECT_EQ(in_table.contains(verb), is_of_course(verb)) << name(verb);
    EXPECT_EQ(*label(verb) != '\0', is_of_course(verb)) << name(verb);
  }
}

TEST(Verbs, EachIsNamedOnceAndReadBackByItsNameAlone) {
  for (std::size_t i = 0; i < verb_count; ++i) {
    const auto verb = static_cast<Verb>(i);
    EXPECT_EQ(parse_verb(name(verb)), verb) << name(verb);
  }
  for (auto other : {"", "petition.route", "Route", "send on"})
    EXPECT_EQ(parse_verb(other), std::nullopt) << other;
}

}  // namespace
}  // namespace gandan::petitions
