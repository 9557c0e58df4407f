#include "kernel/files/keeping.hpp"

#include <gtest/gtest.h>

#include "kernel/files/reading.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/stream.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::files {
namespace {

constexpr Instant sent_at{1'790'000'000'000'000};

struct KeptFiles : testing::Test {
  KeptFiles() {
    scan.key = crypto::random_bytes(crypto::stream_key_size);
    scan.content = folder.put("%PDF-1.7 a letter", scan.key);
    carried = keep(keys, "officer 7", sent_at, scan);
  }
  [[nodiscard]] std::optional<Taken> found(std::string_view whose, Instant now,
                                           std::string_view what) const {
    return kept(keys, folder, whose, now, what);
  }

  db::test::TempFolder place;
  crypto::KeyFile keys = crypto::KeyFile::read_or_create(place.file("keys"));
  Folder folder{place.file("files")};
  Taken scan{.type = Type::pdf,
             .name = "Thư tay “của” bà Mẫu.pdf",
             .key = {},
             .content = {},
             .small = {},
             .width = 3,
             .height = 4,
             .digest = "abc"};
  std::string carried;
};

TEST_F(KeptFiles, ComeBackAsTheyWereTaken) {
  const auto again = found("officer 7", sent_at + std::chrono::hours(11), carried);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->type, scan.type);
  EXPECT_EQ(again->name, scan.name);
  EXPECT_EQ(again->key, scan.key);
  EXPECT_EQ(again->content.hash, scan.content.hash);
  EXPECT_EQ(again->content.size, scan.content.size);
  EXPECT_FALSE(again->small);
  EXPECT_EQ(again->width, 3);
  EXPECT_EQ(again->height, 4);
  EXPECT_EQ(again->digest, "abc");
}

TEST_F(KeptFiles, AreNobodyElses) {
  EXPECT_FALSE(found("officer 8", sent_at, carried));
  EXPECT_FALSE(found("officer 7", sent_at, ""));
  EXPECT_FALSE(found("officer 7", sent_at, "no such thing"));
  std::string changed = carried;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'a' ? 'b' : 'a';
  EXPECT_FALSE(found("officer 7", sent_at, changed));
  EXPECT_EQ(carried.find("letter"), std::string::npos);
}

TEST_F(KeptFiles, LastAsLongAsTheirContentAndNotADay) {
  EXPECT_FALSE(found("officer 7", sent_at + std::chrono::hours(13), carried));
  EXPECT_FALSE(found("officer 7", sent_at + -std::chrono::hours(1), carried));
  folder.remove(scan.content.hash);
  EXPECT_FALSE(found("officer 7", sent_at, carried)) << "the folder has it no more";
}

std::string pdf_of(const std::string& drawn) {
  return "%PDF-1.4\n"
         "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
         "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(drawn.size()) + ">>stream\n" + drawn +
         "\nendstream endobj\n"
         "trailer<</Root 1 0 R>>\n%%EOF\n";
}

TEST(WordsOfFiles, OfAPaperAreThoseWrittenInIt) {
  EXPECT_EQ(words_in(Type::pdf, pdf_of("BT /F1 12 Tf 72 700 Td (Road under water) Tj ET"))
                .value_or("not read"),
            "Road under water");
  EXPECT_EQ(words_in(Type::pdf, "%PDF-1.4 cut"), fail(NotRead::unreadable));
  EXPECT_EQ(words_in(Type::mp3, "ID3"), fail(NotRead::no_words));
}

TEST(WordsOfFiles, OfAnEmptyScanAreNone) {
  const auto expected = can_read_scans() ? NotRead::no_words : NotRead::no_reader;
  EXPECT_EQ(words_in(Type::pdf, pdf_of("0 0 100 100 re f")), fail(expected));
}

}  // namespace
}  // namespace gandan::files
