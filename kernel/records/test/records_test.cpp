// Any code, of whichever module, leads to its page; of what nobody may be told, nothing tells.
#include <gtest/gtest.h>

#include <stdexcept>

#include "kernel/records/codes.hpp"
#include "kernel/records/follow_page.hpp"
#include "kernel/testing/site.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::records {
namespace {

/// Books have the numbers 1 to 3, of which the third is nobody's to know of; so has every song.
std::string code_of_book(std::uint64_t number) {
  return text::tracking_code(number * 1'000'000'007, "SA");
}
std::string code_of_song(std::uint64_t number) {
  return text::tracking_code(number * 2'000'000'011, "BH");
}

std::optional<Ref> find_book(db::Tx&, std::string_view code) {
  for (std::uint64_t number = 1; number <= 3; ++number)
    if (code == code_of_book(number)) return Ref{"book", static_cast<std::int64_t>(number)};
  return std::nullopt;
}
std::optional<Card> book_card(db::Tx&, std::int64_t id) {
  if (id == 3) return std::nullopt;
  return Card{"/books/" + std::to_string(id), "Đất rừng phương Nam"};
}
std::optional<Ref> find_song(db::Tx&, std::string_view code) {
  return code == code_of_song(1) ? std::optional(Ref{"song", 1}) : std::nullopt;
}
std::optional<Card> song_card(db::Tx&, std::int64_t id) {
  return Card{"/songs/" + std::to_string(id), ""};
}

const Kind book{
    .name = "book", .prefix = "SA", .on_receipts = true, .find = find_book, .card = book_card};
const Kind song{.name = "song", .prefix = "BH", .find = find_song, .card = song_card};

Module module_of(std::string_view name, const Kind& kind) {
  return {.name = name, .migrations = {}, .records = {kind}};
}

/// Another letter in the place of the last, which makes it no code.
std::string mistyped(std::string code) {
  code.back() = code.back() == '7' ? '8' : '7';
  return code;
}

class Records : public gandan::test::Site {
 protected:
  explicit Records(std::vector<Module> modules = {module_of("books", book),
                                                  module_of("songs", song)})
      : Site(std::move(modules), {.units = false}) {}
  std::string led_to(const std::string& typed) {
    return std::string(get("/follow?code=" + typed).location());
  }
  std::optional<std::string> searched(std::string_view typed) {
    return address_of(db(), services().records, typed);
  }
};
GANDAN_EACH_ENGINE(Records);

TEST_P(Records, ACodeLeadsToItsPageWhicheverModuleItIsOf) {
  EXPECT_EQ(led_to(code_of_book(1)), "/books/1");
  EXPECT_EQ(led_to(code_of_song(1)), "/songs/1");
  EXPECT_EQ(led_to(code_of_song(1).substr(3)), "/songs/1") << "without its prefix";
  EXPECT_EQ(searched(code_of_book(2)), "/books/2");
}

TEST_P(Records, OfWhatIsNotTheirsNobodyIsTold) {
  for (const std::string& code : {code_of_book(3), code_of_book(4), mistyped(code_of_book(3))}) {
    run({.get = "/follow?code=" + code,
         .status = 422,
         .shows = {"We know no matter by this code. Look at your receipt: SA and twelve"},
         .hides = {"Do you mean this code?", "/books/3"}});
  }
  EXPECT_EQ(searched(code_of_book(3)), searched(code_of_book(4)));
  EXPECT_EQ(searched(code_of_book(3)), std::nullopt) << "it is searched as words are";
}

TEST_P(Records, OneWrongLetterIsAskedAbout) {
  const std::string book_code = mistyped(code_of_book(1)), song_code = mistyped(code_of_song(1));
  run({.get = "/follow?code=" + book_code,
       .status = 422,
       .shows = {"Do you mean this code?", "href=\"/books/1\"", code_of_book(1)},
       .hides = {"We know no matter"}});
  run({.get = "/follow?code=" + song_code, .status = 422, .shows = {"href=\"/songs/1\""}});
  EXPECT_EQ(searched(book_code), "/follow?code=" + book_code) << "it is no words to search by";
  EXPECT_EQ(searched(song_code), "/follow?code=" + song_code);
}

TEST_P(Records, WordsAreSearched) {
  for (const char* words : {"", "đất rừng", "sa", "sách giáo khoa lớp", "0123-456-789"})
    EXPECT_EQ(searched(words), std::nullopt) << words;
}

TEST_P(Records, APrivateKeyIsToldFromACode) {
  run({.get = "/follow?code=4821-937-205",
       .status = 422,
       .shows = {"This is a private key", "it begins with SA."}});
}

TEST_P(Records, TheFieldNamesThePrefixOfReceiptsAlone) {
  run({.get = "/follow",
       .shows = {"It stands on your receipt: SA and twelve"},
       .hides = {"SA / BH", "class=\"wrongs"}});
  run({.get = "/ways/ask", .shows = {"href=\"/follow\""}});
}

TEST_P(Records, TheOtherLanguageKeepsTheCodeThatWasTypedAndLooksForNothingYet) {
  run({.get = "/follow",
       .shows = {"<form id=\"follow\"", "form=\"follow\" name=\"lang\" value=\"vi\""}});
  for (const std::string& typed : {code_of_book(1), code_of_book(1).substr(0, 9)})
    run({.get = "/follow?code=" + typed + "&lang=vi",
         .shows = {"<html lang=\"vi\"", "value=\"" + typed + "\""},
         .hides = {"class=\"wrongs"}});
}

TEST_P(Records, ACardIsHadByTheRecordToo) {
  const Kinds& kinds = services().records;
  auto card = [&](Ref record) {
    return db().read([&](db::Tx& tx) { return kinds.card_of(tx, record); });
  };
  ASSERT_TRUE(card({"book", 1}));
  EXPECT_EQ(card({"book", 1})->title, "Đất rừng phương Nam");
  EXPECT_EQ(card({"song", 1})->href, "/songs/1");
  EXPECT_FALSE(card({"book", 3}));
  EXPECT_FALSE(card({"film", 1})) << "no module gives its kind";
}

class NothingOnReceipts : public Records {
 protected:
  NothingOnReceipts() : Records({module_of("songs", song)}) {}
};
GANDAN_EACH_ENGINE(NothingOnReceipts);

TEST_P(NothingOnReceipts, ThereIsNoPageToFollowAndNothingLeadsThere) {
  EXPECT_EQ(get("/follow").status, 404);
  EXPECT_FALSE(get("/").contains("/follow"));
  EXPECT_EQ(searched(mistyped(code_of_song(1))), std::nullopt);
  EXPECT_EQ(searched(code_of_song(1)), "/songs/1");
}

TEST(Kinds, TwoWithOneNameOrOnePrefixAreRefused) {
  EXPECT_NO_THROW(Kinds({book, song}));
  Kind other = song;
  other.prefix = book.prefix;
  EXPECT_THROW(Kinds({book, other}), std::logic_error);
  other = song;
  other.name = book.name;
  EXPECT_THROW(Kinds({book, other}), std::logic_error);
}

TEST(Codes, AFreshOneHasItsPrefixAndNoOtherHasIt) {
  const std::string code = new_code("SA");
  EXPECT_EQ(text::parse_tracking_code(code, "SA"), code);
  EXPECT_NE(new_code("SA"), code);
}

}  // namespace
}  // namespace gandan::records
