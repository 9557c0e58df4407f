#include "lib/search/index.hpp"

#include <gmock/gmock.h>

#include <array>

#include "lib/db/test_support.hpp"

namespace gandan::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr EmbeddedFile migration{"001_words.sql", R"(
create table texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
-- sqlite:
create virtual table words using fts5 (exact, folded, content='', tokenize="unicode61 remove_diacritics 0");
-- postgresql:
create table words (id BIGINT primary key, keys tsvector not null);
create index words_keys on words using gin (keys);
-- both:
)"};

class Search : public db::test::OnEachEngine {
 protected:
  Search() : OnEachEngine({{"search", {&migration, 1}}}) {}

  void put(std::int64_t id, const std::string& text) {
    db().write([&](db::Tx& tx) {
      tx.run("insert into texts (id, text) values (:id, :text)", {{"id", id}, {"text", text}});
      index.put(tx, id, keys(text));
    });
  }
  std::vector<std::int64_t> find(const std::string& query) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::int64_t> found;
      for (const std::string& match : tiers(tx.engine(), query)) {
        std::string sql = "select p.id from texts p " + index.join(tx.engine(), "p.id") +
                          " order by " + std::string(Index::row(tx.engine())) + " desc";
        for (std::int64_t id : tx.all<std::int64_t>(sql, {{"match", match}})) found.push_back(id);
      }
      return found;
    });
  }

  Index index{"words"};
};
GANDAN_EACH_ENGINE(Search);

TEST_P(Search, UnmarkedWordsFindMarkedOnesAndExactMarksComeFirst) {
  put(1, "Sửa đường liên xã");
  put(2, "Khu vực Đường mòn");
  put(3, "duong day nong");
  EXPECT_THAT(find("duong"), ElementsAre(3, 2, 1));
  EXPECT_THAT(find("đường"), ElementsAre(2, 1, 3));
  EXPECT_THAT(find("dien bien phu"), IsEmpty());
}

TEST_P(Search, AllTiersTogetherStandInTheOrderOfEntry) {
  put(1, "Sửa đường liên xã");
  put(2, "khu vực duong mon, gan xa");
  put(3, "cầu treo");
  auto newest = [&](const std::string& query) {
    return db().read([&](db::Tx& tx) {
      return tx.all<std::int64_t>("select p.id from texts p " + index.join(tx.engine(), "p.id") +
                                      " order by " + std::string(Index::row(tx.engine())) + " desc",
                                  {{"match", any_tier(tx.engine(), query)}});
    });
  };
  EXPECT_THAT(newest("đường xã"), ElementsAre(2, 1));
  EXPECT_THAT(find("đường xã"), ElementsAre(1, 2)) << "the tiers have the exact one first";
  EXPECT_THAT(newest("cau"), ElementsAre(3));
  EXPECT_EQ(any_tier(db().engine(), " … "), "");
}

TEST_P(Search, APhraseComesBeforeScatteredWords) {
  put(1, "Biên bản họp phủ nhận việc cắt điện");
  put(2, "Cử tri Điện Biên Phủ hỏi");
  put(3, "thành phố dien bien phu");
  EXPECT_THAT(find("Điện Biên Phủ"), ElementsAre(2, 1, 3));
  EXPECT_THAT(find("dien bien phu"), ElementsAre(3, 2, 1));
}

TEST_P(Search, ARemovedTextIsNotFound) {
  put(1, "Cầu treo xã Chi Lăng");
  db().write([&](db::Tx& tx) { index.remove(tx, 1, keys("Cầu treo xã Chi Lăng")); });
  EXPECT_THAT(find("cầu treo"), IsEmpty());
}

TEST_P(Search, ReferencesNumbersAndAnyScriptAreFoundByTheirParts) {
  put(1, "Hướng dẫn 05-HD/BTCTW và Nghị định 154/2026/NĐ-CP");
  put(2, "국민청원 1.234.567 đồng");
  EXPECT_THAT(find("05-HD/BTCTW"), ElementsAre(1));
  EXPECT_THAT(find("nghi dinh 154/2026"), ElementsAre(1));
  EXPECT_THAT(find("국민청원"), ElementsAre(2));
  put(3, "dài 1,5 km, rộng 3,25 m, từ ngày 01/7/2025");
  EXPECT_THAT(find("5"), ElementsAre(3));
  EXPECT_THAT(find("25"), ElementsAre(3));
  EXPECT_THAT(find("1.234"), ElementsAre(2));
  EXPECT_THAT(find("7/2025"), ElementsAre(3));
}

TEST_P(Search, ATextOfAnyLengthAndWordsOfAnyLengthAreFound) {
  std::string long_word, many_words;
  for (int i = 0; i < 5000; ++i) long_word += "ấ";
  for (int i = 0; i < 20'000; ++i) many_words += "xin cầu số " + std::to_string(i) + " ";
  put(1, "mở " + long_word);
  put(2, many_words);
  EXPECT_THAT(find("mở " + long_word), ElementsAre(1));
  EXPECT_THAT(find("xin cầu số 17"), ElementsAre(2));
}

TEST_P(Search, AMarkWithoutALetterIsNoWord) {
  put(1, "chào \xCC\xA6 bạn nhé");
  EXPECT_THAT(find("\xCC\xA6"), IsEmpty());
  EXPECT_THAT(find("chào \xCC\xA6 bạn"), ElementsAre(1));
  EXPECT_TRUE(keys("\xCC\xA6 \xCD\xA1").empty());
}

TEST_P(Search, ARepeatedPhraseIsFoundByEachOfItsPlaces) {
  put(1, "cầu cầu đường cầu cống cầu");
  EXPECT_THAT(find("đường cầu cống"), ElementsAre(1));
  EXPECT_THAT(find("cong cau"), ElementsAre(1));
}

TEST_P(Search, NoQueryIsAnErrorOfTheEngine) {
  put(1, "Sửa đường");
  for (const char* hostile :
       {"\"", "'", "a\"b", "a' OR 1=1 --", "NEAR(", "*", "-", "AND OR NOT", "\\", "a\\'b",
        "{exact}: x", "(((", "a:*", "<script>", "%s%n", "\xF0\x9F\x98\x80", "：", "\xE2\x80\x8B"})
    EXPECT_NO_THROW((void)find(hostile)) << hostile;
}

TEST_P(Search, WhatIsRemovedLeavesNoWordOnceTheIndexIsMerged) {
  const std::string word = "zqmarker";
  for (int i = 1; i <= 60; ++i) put(i, "Sửa đường liên xã " + std::to_string(i));
  put(61, "Sửa đường " + word);
  for (int i = 62; i <= 90; ++i) put(i, "Sửa đường liên xã " + std::to_string(i));
  db().write([&](db::Tx& tx) {
    index.remove(tx, 61, keys("Sửa đường " + word));
    tx.run(std::string("update texts set text = '' where id = 61"), {});
  });
  index.merge(db());
  const std::string_view tables[] = {"texts", "words"};
  db().erase_traces(tables);
  EXPECT_EQ(stored_bytes().find(word), std::string::npos);
  EXPECT_EQ(find("duong").size(), 89u);
  EXPECT_THAT(find("xa 90"), ElementsAre(90));
  index.merge(db());  // nothing is left to do
}

}  // namespace
}  // namespace gandan::search
