#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/password.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/crypto/secret_box.hpp"
#include "lib/crypto/signature.hpp"
#include "lib/crypto/sodium.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::crypto {
namespace {

TEST(Encoding, AgreesWithTheVectorsOfRfc4648) {
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64url("\xff\xfe\xfd"), "__79");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(from_base32("mzxw 6ytb oi======"), "foobar");
  EXPECT_EQ(from_base64url("__79"), "\xff\xfe\xfd");
  EXPECT_EQ(hex(std::string("\0\xff", 2)), "00ff");
  EXPECT_EQ(hex(std::uint64_t{0x0123456789abcdef}), "0123456789abcdef");
  EXPECT_EQ(hex(std::uint64_t{10}), "000000000000000a");
}

TEST(Encoding, RefusesWhatIsNotSuchText) {
  EXPECT_FALSE(from_base64("Zm9v!"));
  EXPECT_FALSE(from_base64("Zm9=")) << "bits that mean nothing are 0";
  for (int byte = 0x80; byte <= 0xff; ++byte) {
    EXPECT_FALSE(from_base64(std::string("Zm9") + static_cast<char>(byte))) << byte;
    EXPECT_FALSE(from_base64url(std::string("Zm9") + static_cast<char>(byte))) << byte;
  }
  EXPECT_FALSE(from_base64url("Zm9vYmE="));
  EXPECT_FALSE(from_base32("MZX1"));
}

TEST(Hash, IsLibsodiumsAtEveryLengthAndInEveryThread) {
  const auto compare = [] {
    start_sodium();
    for (std::size_t size = 0; size < 300; ++size) {
      const std::string bytes(size, static_cast<char>(size));
      std::string digest(crypto_hash_sha256_BYTES, '\0'), mac(crypto_auth_hmacsha256_BYTES, '\0');
      crypto_hash_sha256(raw(digest), raw(std::string_view(bytes)), size);
      ASSERT_EQ(sha256(bytes), digest) << size;
      const std::string_view half = std::string_view(bytes).substr(0, size / 2);
      const auto pieces = sha256_of({half, std::string_view(bytes).substr(half.size()), {}});
      ASSERT_TRUE(std::ranges::equal(pieces, std::string_view(digest), {}, {},
                                     [](char c) { return static_cast<unsigned char>(c); }));
      crypto_auth_hmacsha256_state state;
      crypto_auth_hmacsha256_init(&state, raw(std::string_view(bytes)), size);
      crypto_auth_hmacsha256_update(&state, raw(std::string_view("words")), 5);
      crypto_auth_hmacsha256_final(&state, raw(mac));
      ASSERT_EQ(hmac_sha256(bytes, "words"), mac) << "a key of " << size;
    }
  };
  std::thread other(compare);
  compare();
  other.join();
}

TEST(Hash, AgreesWithKnownVectors) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 2
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  // The same, test case 6: a key longer than a block.
  EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'),
                            "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(hex(hmac_sha256("", "")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  EXPECT_TRUE(same_secret("a", "a"));
  EXPECT_FALSE(same_secret("a", "b"));
  EXPECT_FALSE(same_secret("a", "aa"));
}

std::string bytes_of_hex(std::string_view digits) {
  std::string bytes;
  for (; !digits.empty(); digits.remove_prefix(2))
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(0, 2)), nullptr, 16));
  return bytes;
}

TEST(Signature, AgreesWithRfc8032) {  // 7.1, test 2
  const SigningKey key =
      signing_key(bytes_of_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  EXPECT_EQ(hex(key.public_key),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(hex(sign(key, "r")),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Signature, IsOfOneKeyAndOneMessage) {
  const SigningKey key = signing_key(std::string(32, 'a'));
  const std::string signature = sign(key, "message");
  EXPECT_TRUE(is_signature(key.public_key, "message", signature));
  EXPECT_FALSE(is_signature(key.public_key, "messagE", signature));
  EXPECT_FALSE(is_signature(signing_key(std::string(32, 'b')).public_key, "message", signature));
  EXPECT_FALSE(is_signature(key.public_key, "message", signature.substr(1)));
  EXPECT_FALSE(is_signature(key.public_key.substr(1), "message", signature));
  EXPECT_THROW((void)signing_key("short"), std::invalid_argument);
  EXPECT_THROW((void)sign({key.public_key, "short"}, "message"), std::invalid_argument);
}

TEST(Random, TokensAreLongAndDifferent) {
  EXPECT_EQ(random_token().size(), 43u);
  EXPECT_NE(random_token(), random_token());
}

TEST(Password, IsVerifiedWithoutBeingStored) {
  auto cost = PasswordCost::for_tests();
  std::string hash = hash_password("mật khẩu dài", cost);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_TRUE(verify_password(hash, "mật khẩu dài"));
  EXPECT_FALSE(verify_password(hash, "mật khẩu dai"));
  EXPECT_FALSE(verify_password("", ""));
  EXPECT_FALSE(verify_password("plain", "plain"));
  EXPECT_NE(hash, hash_password("mật khẩu dài", cost));
  EXPECT_FALSE(needs_rehash(hash, cost));
  EXPECT_TRUE(needs_rehash(hash));
}

/// Kilobytes: "VmHWM", the most that was resident, or "VmRSS", what is.
long resident(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name)) return std::stol(line.substr(name.size() + 1));
  return 0;
}

TEST(Password, NothingTypedIsWrong) {
  const std::string hash = hash_password("một mật khẩu dài", PasswordCost::for_tests());
  EXPECT_FALSE(verify_password(hash, std::string_view()));
  EXPECT_FALSE(verify_password(hash, ""));
}

TEST(Password, HoweverManyAskAtOnceOneACoreIsHashed) {
  const std::size_t memory = std::size_t{16} << 20;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  (void)hash_password("before", {1, memory});
  if (!(std::ofstream("/proc/self/clear_refs") << "5" << std::flush))
    GTEST_SKIP() << "the peak cannot be set back here";
  const long before = resident("VmRSS");
  std::vector<std::thread> askers;
  for (unsigned i = 0; i < 16 * cores; ++i)
    askers.emplace_back([&] { (void)hash_password("at once", {1, memory}); });
  for (std::thread& asker : askers) asker.join();
  EXPECT_LT(resident("VmHWM") - before, static_cast<long>((cores + 1) * memory >> 10));
}

TEST(Sealed, OnlyTheHolderOfTheKeyOpensWhatWasSealed) {
  SealKey key = make_seal_key();
  SealKey other = make_seal_key();
  std::string sealed = seal(key.public_key, "Nguyễn Văn A");
  EXPECT_EQ(sealed.find("Nguy"), std::string::npos);
  EXPECT_EQ(open(key, sealed), "Nguyễn Văn A");
  EXPECT_FALSE(open(other, sealed));
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  EXPECT_FALSE(open(key, sealed));
  EXPECT_FALSE(open(key, "short"));
  EXPECT_THROW((void)seal("short", "x"), std::invalid_argument);
}

TEST(Seal, AKeyHasAPairOfItsOwnForEachPurposeAndAlwaysTheSame) {
  const SealKey key = make_seal_key(), other = make_seal_key();
  const SealKey pair = derive_pair(key, "words of body 7");
  EXPECT_EQ(open(derive_pair(key, "words of body 7"), seal(pair.public_key, "lời")), "lời");
  EXPECT_FALSE(open(derive_pair(key, "words of body 8"), seal(pair.public_key, "lời")));
  EXPECT_FALSE(open(derive_pair(other, "words of body 7"), seal(pair.public_key, "lời")));
  EXPECT_FALSE(open(key, seal(pair.public_key, "lời")));
  EXPECT_EQ(derive(key, "digests").size(), 32u);
  EXPECT_NE(derive(key, "digests"), derive(key, "digest"));
}

class KeyFileTest : public testing::Test {
 protected:
  KeyFileTest() { std::filesystem::create_directories(folder_); }
  ~KeyFileTest() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("gandan_keys_" + std::to_string(::getpid()));
  std::string path_ = folder_ / "seal.keys";
};

TEST_F(KeyFileTest, KeepsOldKeysWhenANewOneIsTaken) {
  KeyFile file = KeyFile::read_or_create(path_);
  std::string first = file.current().id;
  std::string sealed = seal(file.current().public_key, "old");
  file.rotate();
  KeyFile again = KeyFile::read(path_);
  EXPECT_EQ(again.keys().size(), 2u);
  EXPECT_NE(again.current().id, first);
  ASSERT_NE(again.find(first), nullptr);
  EXPECT_EQ(open(*again.find(first), sealed), "old");
  EXPECT_EQ(again.find("none"), nullptr);
}

TEST_F(KeyFileTest, IsRefusedWhereOthersMayReadIt) {
  (void)KeyFile::read_or_create(path_);
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  ::chmod(path_.c_str(), 0640);
  EXPECT_THROW((void)KeyFile::read(path_), std::runtime_error);
  EXPECT_THROW((void)KeyFile::read(path_ + ".none"), std::runtime_error);
}

TEST(Totp, AgreesWithTheVectorsOfRfc6238) {
  const std::string secret = "12345678901234567890";
  auto code = [&](std::int64_t seconds) {
    return totp_code(secret, totp_step({seconds * 1'000'000}), 8);
  };
  EXPECT_EQ(code(59), "94287082");
  EXPECT_EQ(code(1111111109), "07081804");
  EXPECT_EQ(code(1234567890), "89005924");
  EXPECT_EQ(code(20000000000), "65353130");
}

TEST(Totp, ACodeCountsOnceAndForAMinuteAndAHalf) {
  const std::string secret = make_totp_secret();
  Instant now{1'800'000'000'000'000};
  std::string code = totp_code(secret, totp_step(now));
  auto step = verify_totp(secret, code, now, 0);
  ASSERT_TRUE(step);
  EXPECT_FALSE(verify_totp(secret, code, now, *step));
  EXPECT_TRUE(verify_totp(secret, code.substr(0, 3) + " " + code.substr(3), now, 0));
  EXPECT_TRUE(verify_totp(secret, code, now + std::chrono::seconds(30), 0));
  EXPECT_FALSE(verify_totp(secret, code, now + std::chrono::seconds(61), 0));
  EXPECT_FALSE(verify_totp(secret, "", now, 0));
}

TEST(Totp, TheUriNamesIssuerAndAccount) {
  EXPECT_EQ(totp_uri("foobar", "Gần Dân", "lan"),
            "otpauth://totp/G%E1%BA%A7n%20D%C3%A2n:lan?secret=MZXW6YTBOI&issuer=G%E1%BA%A7n%20D%C3%"
            "A2n");
}

TEST(SecretBox, OpensUnderItsOwnKeyAndPurposeAlone) {
  const SealKey one = make_seal_key(), other = make_seal_key();
  const std::string key = derive(one, "totp 7");
  const std::string locked = encrypt(key, "secret");
  EXPECT_EQ(locked.size(), 46u);
  EXPECT_NE(encrypt(key, "secret"), locked);
  EXPECT_EQ(decrypt(key, locked), "secret");
  EXPECT_FALSE(decrypt(derive(one, "totp 8"), locked));
  EXPECT_FALSE(decrypt(derive(other, "totp 7"), locked));
  std::string altered = locked;
  altered.back() ^= 1;
  EXPECT_FALSE(decrypt(key, altered));
  EXPECT_FALSE(decrypt(key, "short"));
  EXPECT_THROW((void)encrypt("short", "secret"), std::invalid_argument);
}

}  // namespace
}  // namespace gandan::crypto
