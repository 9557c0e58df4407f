// What an import gives as its example, an operator may send back.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "app/test/support.hpp"
#include "kernel/imports/command.hpp"
#include "kernel/imports/rejects.hpp"

namespace gandan::app {
namespace {

class ImportExamples : public test::Program {
 protected:
  imports::Summary take(const imports::Import& it, bool in_vietnamese) {
    std::ofstream example(file("example.csv"));
    imports::write_example(it, in_vietnamese, example);
    example.close();
    written.str("");
    imports::Rejects rejects(it, written);
    const imports::Options options{.rejects = &rejects};
    const auto taker = it.begin(services(), options);
    return imports::run(it, *taker, db(), file("example.csv"), options);
  }
  std::ostringstream written;
};
GANDAN_EACH_ENGINE(ImportExamples);

TEST_P(ImportExamples, AreTakenAsTheyAreAndAreTheSameInBothLanguages) {
  for (const imports::Import& it : imports_of(modules())) {
    const auto rows = static_cast<std::int64_t>(it.examples.size());
    const imports::Summary first = take(it, true);
    EXPECT_EQ(first.imported, rows) << it.name << "\n" << written.str();
    EXPECT_THAT(first.unused, testing::IsEmpty()) << it.name;
    const imports::Summary again = take(it, false);
    EXPECT_EQ(again.joined, rows) << it.name << "\n" << written.str();
    EXPECT_THAT(again.unused, testing::IsEmpty()) << it.name;
  }
}

}  // namespace
}  // namespace gandan::app
