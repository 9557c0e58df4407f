// Files that come in pieces: what was kept of them, who reaches them, and how many wait.
#include "kernel/files/uploads.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "kernel/files/partial.hpp"
#include "kernel/testing/database.hpp"
#include "lib/db/test_support.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::files {
namespace {

using testing::HasSubstr;
using testing::Not;

class Partials : public ::testing::Test {
 protected:
  static std::string some_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 + i / 251);
    return bytes;
  }
  std::string path() { return folder.path() + "/unnamed/" + Partial::id_of(word); }
  std::string on_disk() {
    std::ifstream in(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  db::test::TempFolder temp;
  const Folder folder{temp.file("files")};
  const std::string word = "the word in its address";
};

TEST_F(Partials, HoldWhatCameHoweverItWasCut) {
  const std::string all = some_bytes(200'000);
  Partial::begin(folder, word, {200'000, "đơn của bà Mẫu.pdf"});
  EXPECT_EQ(Partial::size_of(folder, word), 0);
  std::size_t at = 0;
  for (const std::size_t piece : {1UL, 65'535UL, 65'536UL, 65'537UL, 3'391UL}) {
    const auto partial = Partial::open(folder, word);
    ASSERT_TRUE(partial) << at;
    EXPECT_EQ((*partial)->announced().name, "đơn của bà Mẫu.pdf");
    EXPECT_EQ((*partial)->size(), static_cast<std::int64_t>(at));
    EXPECT_FALSE((*partial)->is_whole());
    (*partial)->append(std::string_view(all).substr(at, piece));
    at += piece;
  }
  EXPECT_EQ(Partial::size_of(folder, word), 200'000) << "its end keeps what append still held";
  const auto whole = Partial::open(folder, word);
  ASSERT_TRUE(whole);
  EXPECT_TRUE((*whole)->is_whole());
  EXPECT_EQ((*whole)->content(), all);
}

TEST_F(Partials, LieLockedForTheirOwnerAloneAndNobodyWithoutTheWordReadsThem) {
  Partial::begin(folder, word, {100, "bà Mẫu.pdf"});
  {
    const auto partial = Partial::open(folder, word);
    ASSERT_TRUE(partial);
    (*partial)->append("%PDF words on paper");
  }
  EXPECT_THAT(on_disk(), Not(HasSubstr("words on paper")));
  EXPECT_THAT(on_disk(), Not(HasSubstr("bà Mẫu")));
  EXPECT_EQ(std::filesystem::status(path()).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  for (const std::string& other :
       {std::string("another"), std::string(), std::string("../../etc/passwd"),
        Partial::id_of(word), word + "/", std::string("a\0b", 3), std::string(5000, 'x')}) {
    const auto opened = Partial::open(folder, other);
    ASSERT_FALSE(opened) << other.substr(0, 40);
    EXPECT_EQ(opened.error(), NotOpened::not_there);
    EXPECT_EQ(Partial::size_of(folder, other), std::nullopt);
  }
}

TEST_F(Partials, GoOnBehindTheLastWholePiece) {
  Partial::begin(folder, word, {70'000, ""});
  {
    const auto partial = Partial::open(folder, word);
    ASSERT_TRUE(partial);
    (*partial)->append(some_bytes(70'000).substr(0, 65'536));
    (*partial)->append("half of it is lost");
  }
  const std::string whole = on_disk();
  for (const std::size_t lost : {1UL, 10UL, 60UL}) {
    std::ofstream(path(), std::ios::binary) << whole.substr(0, whole.size() - lost);
    EXPECT_EQ(Partial::size_of(folder, word), 65'536) << lost;
    const auto partial = Partial::open(folder, word);
    ASSERT_TRUE(partial);
    (*partial)->append(some_bytes(70'000).substr(65'536));
    (*partial)->flush();
    EXPECT_EQ((*partial)->content(), some_bytes(70'000)) << lost;
  }
}

TEST_F(Partials, AreNotTakenWhereTheyWereChanged) {
  Partial::begin(folder, word, {30, ""});
  {
    const auto partial = Partial::open(folder, word);
    ASSERT_TRUE(partial);
    for (const char* piece : {"one ten by", "two ten by", "three ten "}) {
      (*partial)->append(piece);
      (*partial)->flush();
    }
  }
  const std::string whole = on_disk();
  const std::size_t piece = 4 + 40 + 8 + 10, first = whole.size() - 3 * piece;
  std::string swapped = whole;
  swapped.replace(first, piece, whole.substr(first + piece, piece));
  swapped.replace(first + piece, piece, whole.substr(first, piece));
  std::string flipped = whole;
  flipped.back() = static_cast<char>(flipped.back() ^ 1);
  for (const std::string& changed : {swapped, flipped}) {
    std::ofstream(path(), std::ios::binary) << changed;
    const auto partial = Partial::open(folder, word);
    ASSERT_TRUE(partial);
    EXPECT_EQ((*partial)->content(), std::nullopt);
  }
}

TEST_F(Partials, AreWrittenByOneAtATime) {
  Partial::begin(folder, word, {10, ""});
  auto first = Partial::open(folder, word);
  ASSERT_TRUE(first);
  EXPECT_EQ(Partial::open(folder, word).error(), NotOpened::in_use);
  EXPECT_EQ(Partial::size_of(folder, word), 0) << "how far it came may be asked all the same";
  (*first)->append("four");
  (*first)->release();
  EXPECT_EQ((*Partial::open(folder, word))->size(), 4);
  first->reset();
  EXPECT_TRUE(Partial::open(folder, word));
}

TEST_F(Partials, AreSweptWithWhatBelongsToNothing) {
  Partial::begin(folder, word, {10, ""});
  const auto nothing = [](const std::string&) { return false; };
  EXPECT_EQ(folder.sweep(Instant{0}, nothing), 0) << "it is too new";
  EXPECT_EQ(folder.sweep(Instant{std::numeric_limits<std::int64_t>::max()}, nothing), 1);
  EXPECT_EQ(Partial::open(folder, word).error(), NotOpened::not_there);
}

TEST(FileTurns, AreWaitedForByFewAndNotForLong) {
  Turns turns({.at_once = 1, .most_waiting = 1, .patience = std::chrono::hours(1)});
  std::optional<Turns::Held> held = turns.take();
  ASSERT_TRUE(held);
  std::atomic<int> taken = 0, refused = 0;
  std::vector<std::thread> others;
  for (int i = 0; i < 3; ++i)
    others.emplace_back([&] {
      const auto turn = turns.take();
      ++(turn ? taken : refused);
    });
  while (refused < 2) std::this_thread::yield();  // one waits: there is room for no other
  EXPECT_EQ(taken, 0);
  held.reset();
  for (std::thread& other : others) other.join();
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(refused, 2);

  Turns impatient({.at_once = 1, .most_waiting = 5, .patience = std::chrono::milliseconds(1)});
  const auto first = impatient.take();
  EXPECT_TRUE(first);
  EXPECT_FALSE(impatient.take());
}

TEST(FileTurns, AreGivenBackOnce) {
  Turns turns({.at_once = 2, .most_waiting = 0, .patience = std::chrono::milliseconds(1)});
  for (int round = 0; round < 5; ++round) {
    auto one = turns.take();
    ASSERT_TRUE(one) << round;
    const Turns::Held moved = std::move(*one);
    const auto two = turns.take();
    EXPECT_TRUE(two);
    EXPECT_FALSE(turns.take());
  }
}

TEST(FileRefusals, EachHasItsStatusAndItsWords) {
  const Limits limits{.largest = 15 << 20, .most = 5, .most_a_day = 1};
  const i18n::Locale& english = *i18n::find_locale("en");
  std::set<std::string> said;
  for (int why = 0; why <= static_cast<int>(Refusal::busy); ++why) {
    const auto refusal = static_cast<Refusal>(why);
    const std::string words = words_of(english, limits, {"anh.jpg", refusal});
    EXPECT_FALSE(words.empty()) << why;
    EXPECT_TRUE(said.insert(words).second) << words;
    EXPECT_GE(status_of(refusal), 413) << why;
  }
  EXPECT_EQ(status_of(Refusal::busy), 503);
  EXPECT_EQ(status_of(Refusal::picture_too_slow), 422);
  EXPECT_THAT(words_of(english, limits, {"anh.jpg", Refusal::picture_too_slow}),
              HasSubstr("too large to be read in time"));
}

TEST(FileQuota, SaysWhatIsLeftWithoutCountingIt) {
  Quota quota;
  const Date day = Date::of(2026, 10, 1);
  EXPECT_TRUE(quota.has_left("192.0.2.1", 100, 100, day));
  EXPECT_FALSE(quota.has_left("192.0.2.1", 101, 100, day));
  EXPECT_TRUE(quota.take("192.0.2.1", 60, 100, day));
  EXPECT_FALSE(quota.has_left("192.0.2.1", 60, 100, day));
  EXPECT_TRUE(quota.has_left("192.0.2.1", 60, 100, day + 1));
  EXPECT_TRUE(quota.take("192.0.2.1", 40, 100, day));
}

}  // namespace
}  // namespace gandan::files
