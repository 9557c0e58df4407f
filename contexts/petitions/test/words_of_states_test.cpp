// A state and an outcome are two words, so that nobody takes what a body does now for its answer.
#include <gtest/gtest.h>

#include <set>

#include "contexts/petitions/petition.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

TEST(WordsOfStates, AreNoWordsOfOutcomesInAnyLanguage) {
  for (const i18n::Locale* locale : i18n::locales()) {
    std::set<std::string> of_states;
    for (State state : states) of_states.insert(text::fold(locale->tr(label(state))));
    EXPECT_EQ(of_states.size(), std::size(states)) << locale->tag() << ": each has its own";
    for (Outcome outcome : outcomes)
      EXPECT_FALSE(of_states.contains(text::fold(locale->tr(label(outcome)))))
          << locale->tag() << ": " << locale->tr(label(outcome));
  }
}

}  // namespace
}  // namespace gandan::petitions
