#include "lib/crypto/stream.hpp"

#include <gtest/gtest.h>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::crypto {
namespace {

TEST(Stream, OpensWhatWasLockedPieceByPiece) {
  const std::string key = random_bytes(stream_key_size);
  StreamLock lock(key);
  const std::string first = lock.lock("one", false), last = lock.lock("two", true);
  StreamOpener opener(key, lock.header());
  EXPECT_EQ(opener.open(first), "one");
  EXPECT_FALSE(opener.is_at_end());
  EXPECT_EQ(opener.open(last), "two");
  EXPECT_TRUE(opener.is_at_end());
  EXPECT_EQ(opener.open(last), std::nullopt);
}

TEST(Stream, NothingAlteredSwappedOrOfAnotherKeyOpens) {
  const std::string key = random_bytes(stream_key_size);
  StreamLock lock(key);
  std::string first = lock.lock("one", false);
  const std::string last = lock.lock("two", true);
  EXPECT_EQ(StreamOpener(key, lock.header()).open(last), std::nullopt);
  EXPECT_EQ(StreamOpener(random_bytes(stream_key_size), lock.header()).open(first), std::nullopt);
  first[5] ^= 1;
  EXPECT_EQ(StreamOpener(key, lock.header()).open(first), std::nullopt);
  EXPECT_THROW(StreamLock("short"), std::invalid_argument);
}

TEST(GrowingHash, IsThatOfTheWhole) {
  GrowingHash hash;
  hash.add("ab");
  hash.add("");
  hash.add("c");
  EXPECT_EQ(hash.digits(), hex(sha256("abc")));
}

}  // namespace
}  // namespace gandan::crypto
