// Rows of a file on their way: which column is which field, what is refused before its context sees
// it, batches, rejects, the example.
#include "kernel/imports/import.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "kernel/imports/command.hpp"
#include "kernel/imports/rejects.hpp"
#include "kernel/imports/test/lamps.hpp"

namespace gandan::imports {
namespace {

using testing::AllOf, testing::ElementsAre, testing::HasSubstr, testing::IsEmpty, testing::Not;

class Imports : public gandan::test::Database {
 protected:
  Imports()
      : Database({{.name = "lamps", .migrations = {"lamps", test::lamp_files}}}, {.units = false}) {
  }

  Summary take(const std::string& name, const std::string& rows, Options options = {}) {
    std::ofstream(file(name)) << rows;
    written.str("");
    Rejects rejects(lamps, written);
    options.rejects = &rejects;
    test::Lamps taker(options);
    Summary all = run(lamps, taker, db(), file(name), options);
    batches = taker.batches;
    return all;
  }
  /// "post words" of each, by post.
  std::vector<std::string> stored() {
    static const db::Sql all{"select post || ' ' || words as lamp from lamps order by post"};
    return db().read([](db::Tx& tx) { return tx.all<std::string>(all); });
  }
  const Import lamps = test::lamps();
  std::ostringstream written;
  std::vector<std::size_t> batches;
};
GANDAN_EACH_ENGINE(Imports);

TEST_P(Imports, TakeHeadingsInEitherLanguage) {
  EXPECT_EQ(take("a.csv", "CỘT;Nội dung\n1;Tắt\n").imported, 1);
  EXPECT_EQ(take("b.csv", "Post;noi_dung\n2;Vỡ\n").imported, 1);
  EXPECT_THAT(stored(), ElementsAre("1 Tắt", "2 Vỡ"));
}

TEST_P(Imports, TakeAVietnameseHeadingOnlyWhereNoOtherColumnIsThatField) {
  const Summary all = take("a.csv", "number,cột,words,nội dung\n1,x,Tắt,y\n");
  EXPECT_THAT(all.unused, ElementsAre("cột", "nội dung"));
  const Summary mapped =
      take("b.csv", "cột,no,nội dung\nx,2,Vỡ\n", {.columns = {{"number", "no"}}});
  EXPECT_THAT(mapped.unused, ElementsAre("cột"));
  EXPECT_THAT(stored(), ElementsAre("1 Tắt", "2 Vỡ"));
  EXPECT_THROW(take("c.csv", "cột,nội dung,Nội dung\n1,a,b\n"), std::runtime_error);
  EXPECT_THAT(take("d.jsonl", R"({"post": 3, "words": "Nghiêng", "nội dung": "y"})").unused,
              ElementsAre("nội dung"));
}

TEST_P(Imports, RefuseWhatSaysNothingWhereSomethingIsRequired) {
  const Summary all = take("a.csv",
                           "post,words,title\n1,,\n2,\" \xEF\xBB\xBF\t\",\n3,,Tắt\n4,?,\n"
                           "5,dark,\n");
  EXPECT_EQ(all.rejected, 3);
  EXPECT_EQ(all.imported, 2) << "a title stands in, and a mark is a word";
  EXPECT_THAT(written.str(),
              AllOf(HasSubstr("2,words: missing,a,1,"), HasSubstr("words: missing,a,2,"),
                    HasSubstr("6,words: dark: dark,a,5,")));
}

TEST_P(Imports, RefuseKeysThatNoIndexTakes) {
  const std::string longest(longest_key, 'x');
  EXPECT_EQ(take("a.csv", "post,words,street\n1,a," + longest + "\n").imported, 1);
  EXPECT_EQ(take("b.csv", "post,words,street\n1,a,y" + longest + "\n").rejected, 1);
  EXPECT_THAT(written.str(), HasSubstr("street: longer than 2,000 bytes"));
  EXPECT_EQ(take("c.csv", "number,words\ny" + longest + ",a\n").rejected, 1);
  EXPECT_EQ(take("d.csv", "post,words\n1,y" + longest + "\n").imported, 1) << "words are no key";
}

TEST_P(Imports, RefuseASourceThatNoIndexTakesBesideAnId) {
  const std::string rows = "line,reason,source,post,words\n2,x," + std::string(501, 's') + ",1,a\n";
  EXPECT_EQ(take("a.csv", rows).rejected, 1);
  EXPECT_THAT(written.str(), HasSubstr("source: longer than 500 bytes"));
}

TEST_P(Imports, RefuseARowThatIsTooLargeAndReadOnWhereALineEndsIt) {
  const std::string large(17u << 20, 'a');
  const Summary lines = take("a.jsonl", "{\"post\":\"1\",\"words\":\"" + large +
                                            "\"}\n{\"post\":\"2\",\"words\":\"Tắt\"}\n");
  EXPECT_EQ(lines.rejected, 1);
  EXPECT_EQ(lines.imported, 1);
  EXPECT_THAT(written.str(), HasSubstr("1,the row is too large,"));
  EXPECT_EQ(take("b.csv", "post,words\n3,Vỡ\n4," + large + "\n5,Vỡ\n").rejected, 1);
  EXPECT_THAT(written.str(), HasSubstr("the row is too large; no row behind it is read"));
  EXPECT_THAT(stored(), ElementsAre("2 Tắt", "3 Vỡ"));
  EXPECT_THROW(take("c.csv", "post," + large), std::runtime_error);
}

TEST_P(Imports, NameColumnsOfStrangersSoThatATerminalStaysReadable) {
  std::string heading = "post,words,\x1b[2J" + std::string(300, 'x') + ",\"two\nlines\"";
  for (int i = 0; i < 200; ++i) heading += ",c" + std::to_string(i);
  const Summary all = take("a.csv", heading + "\n");
  EXPECT_EQ(all.unused.size(), 100U);
  EXPECT_THAT(all.unused, testing::Contains("two lines"));
  EXPECT_THAT(all.unused, testing::Contains("[2J" + std::string(197, 'x')));
}

TEST_P(Imports, AreStoredSomeHundredRowsInATransaction) {
  std::string rows = "post,words\n";
  for (int i = 0; i < 1'001; ++i) rows += std::to_string(i) + ",Tắt\n";
  std::vector<std::uint64_t> seen;
  const Summary all = take("a.csv", rows, {.progress = [&](std::uint64_t done, std::uint64_t of) {
                             EXPECT_LE(done, of);
                             seen.push_back(done);
                           }});
  EXPECT_THAT(batches, ElementsAre(500, 500, 1));
  EXPECT_EQ(seen.size(), 3u);
  EXPECT_EQ(seen.back(), rows.size());
  EXPECT_EQ(all.imported, 1'001);
  EXPECT_THAT(all.noted, ElementsAre(1'001));
  EXPECT_EQ(take("a.csv", rows).joined, 1'001) << "safe to run again";
}

TEST_P(Imports, TellOfWhatChangedWhereItStoodBefore) {
  take("a.csv", "post,words\n1,Tắt\n");
  const std::string rows = "post,words\n1,Vỡ\n2,Tắt\n2,Vỡ\n";
  EXPECT_EQ(take("a.csv", rows).changed, 2);
  EXPECT_THAT(written.str(),
              AllOf(HasSubstr("2,changed: words: not as what is here under this id,a,1,"),
                    HasSubstr("4,changed: words: not as line 3 of this file has it,a,2,")));
  EXPECT_EQ(take("a.csv", rows, {.takes_changed = true}).taken, 2);
  EXPECT_THAT(stored(), ElementsAre("1 Vỡ", "2 Vỡ"));
}

TEST_P(Imports, KeepOutOfTheRejectsWhatNotEverybodyMightRead) {
  const Summary all = take("a.csv",
                           "number,words,street,due,phone\n1,dark,Main,,\n2,dark,secret,,\n"
                           "3,dark,Main,,0912\n");
  EXPECT_EQ(all.rejected, 3);
  EXPECT_THAT(written.str(), AllOf(HasSubstr("2,words: dark: dark,a,1,dark,,Main,never,\r\n"),
                                   HasSubstr("3,words: dark,a,2,,,,,\r\n"),
                                   HasSubstr("4,words: dark,a,3,,,,,\r\n")));
  EXPECT_THAT(written.str(), AllOf(Not(HasSubstr("secret")), Not(HasSubstr("0912"))));
}

TEST_P(Imports, GiveRejectsBackToTheFileThatTheyCameFrom) {
  take("a.csv", "post,words,due\n1,dark,\n");
  std::string mended = written.str();
  mended.replace(mended.rfind("dark"), 4, "'=Tắt");
  const Summary all = take("again.csv", mended);
  EXPECT_EQ(all.imported, 1);
  EXPECT_THAT(all.unused, IsEmpty());
  EXPECT_EQ(take("a.csv", "post,words\n1,=Tắt\n").joined, 1);
}

TEST_P(Imports, GiveAnExampleThatIsTakenAsItIs) {
  for (const bool in_vietnamese : {true, false}) {
    std::ostringstream example;
    write_example(lamps, in_vietnamese, example);
    EXPECT_THAT(example.str(), HasSubstr(in_vietnamese ? "cột,nội dung," : "post,words,"));
    const Summary all = take(in_vietnamese ? "vi.csv" : "en.csv", example.str());
    EXPECT_EQ(all.rejected, 0) << written.str();
    EXPECT_EQ(all.imported, 2);
    EXPECT_THAT(all.unused, IsEmpty());
  }
}

TEST(ImportsOfModules, WhatContradictsItselfDoesNotStart) {
  const Import whole = test::lamps();
  EXPECT_NO_THROW(check(std::vector{whole}));
  EXPECT_THROW(check(std::vector{whole, whole}), std::logic_error);
  const auto starts = [&](auto change) {
    Import other = test::lamps();
    change(other);
    try {
      check(std::vector{other});
      return true;
    } catch (const std::logic_error&) {
      return false;
    }
  };
  EXPECT_FALSE(starts([](Import& it) { it.columns[0].meaning = ""; }));
  EXPECT_FALSE(starts([](Import& it) { it.columns[4].name = "WORDS"; }));
  EXPECT_FALSE(starts([](Import& it) { it.columns[4].vietnamese = "Cot"; }));
  EXPECT_FALSE(starts([](Import& it) { it.columns[4].name = "reason"; })) << "of a reject";
  EXPECT_FALSE(starts([](Import& it) { it.columns[1].same_as = "nobody"; }));
  EXPECT_FALSE(starts([](Import& it) { it.examples = {{{"colour", "red"}}}; }));
  EXPECT_FALSE(starts([](Import& it) { it.examples.clear(); }));
  EXPECT_FALSE(starts([](Import& it) { it.may_be_repeated = nullptr; }));
}

TEST(ImportsOfModules, ExplainTheirColumns) {
  EXPECT_THAT(columns_in_words(test::lamps()),
              AllOf(HasSubstr("  post (cột): its post\n"),
                    HasSubstr("  words (nội dung): what is wrong with it; required, or title\n"),
                    HasSubstr("  phone: of who says it; personal\n")));
}

}  // namespace
}  // namespace gandan::imports
