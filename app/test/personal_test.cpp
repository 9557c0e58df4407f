// No column holds something of a person without a module that says so.
#include <gmock/gmock.h>

#include "app/test/support.hpp"
#include "lib/html/escape.hpp"

namespace gandan::app {
namespace {

class PersonalData : public test::Program {
 protected:
  PersonalData() : Program({.units = false}) {}
};
GANDAN_EACH_ENGINE(PersonalData);

TEST_P(PersonalData, EveryColumnOfTextAndBytesIsSaidToBeSomebodySOrNobodyS) {
  std::vector<personal::Declared> declared;
  for (const Module& module : modules()) declared.push_back(module.personal);
  const auto columns = db().read(personal::columns_of);
  EXPECT_GT(columns.size(), 100u);
  EXPECT_THAT(personal::faults_of(columns, declared), testing::IsEmpty());
}

std::string escaped(std::string_view text) {
  std::string out;
  html::escape(out, text);
  return out;
}

TEST_P(PersonalData, AllThatIsKeptStandsOnAPageInBothLanguages) {
  for (const char* language : {"vi", "en"}) {
    const auto& locale = *i18n::find_locale(language);
    const auto page = get(std::string("/privacy/data?lang=") + language);
    EXPECT_EQ(page.status, 200);
    for (const Module& module : modules())
      for (const personal::Kept& kept : module.personal.kept)
        for (const char* words : {kept.what, kept.why, kept.how_long, kept.seen_by})
          EXPECT_TRUE(page.contains(escaped(locale.tr(words)))) << locale.tr(words);
  }
}

}  // namespace
}  // namespace gandan::app
