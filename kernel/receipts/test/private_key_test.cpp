#include "kernel/receipts/private_key.hpp"

#include <gtest/gtest.h>

#include "kernel/receipts/test/known_keys.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::receipts {
namespace {

constexpr Receipt receipt{"petition", "GD-7K3M-92QX-AB12"};
constexpr Instant until{1'790'000'000'000'000};

class PrivateKey : public testing::Test {
 protected:
  db::test::TempFolder folder_;
  crypto::KeyFile keys_ = test::known_keys(folder_.file("keys"));
};

TEST_F(PrivateKey, WhatIsPrintedOnReceiptsIsDerivedTheSameForEver) {
  EXPECT_EQ(private_key(keys_, receipt), "6462-360-013");
  EXPECT_EQ(proof_of(keys_, receipt.code, until),
            "1790000000000000.c7552adaa0f5e1dff99dda0a7643176eabc2132aa29c73870b0a749f9b45ad46");
}

TEST_F(PrivateKey, OutlivesARotationOfTheKeyFile) {
  const std::string key = private_key(keys_, receipt);
  const std::string proof = proof_of(keys_, receipt.code, until);
  keys_.rotate();
  EXPECT_EQ(private_key(keys_, receipt), key);
  EXPECT_TRUE(proves(keys_, receipt.code, proof, until + -std::chrono::minutes(1)));
}

TEST_F(PrivateKey, IsTakenAsItIsTypedAndNoOtherIs) {
  for (const char* typed : {"6462-360-013", "6462360013", " 6462 360 013 ", "6462.360.013"})
    EXPECT_TRUE(is_private_key(keys_, receipt, typed)) << typed;
  for (const char* typed : {"", "6462-360-014", "646236001", "64623600130", "0000000000"})
    EXPECT_FALSE(is_private_key(keys_, receipt, typed)) << typed;
}

TEST_F(PrivateKey, IsToldFromWhatIsWrittenOtherwise) {
  for (const char* typed : {"6462-360-013", "6462360013", "6462 360 013"})
    EXPECT_TRUE(looks_like_private_key(typed)) << typed;
  for (const char* typed : {"", "646236001", "64623600130", "GD-7K3M-92QX-AB12", "a6462360013"})
    EXPECT_FALSE(looks_like_private_key(typed)) << typed;
}

TEST_F(PrivateKey, IsOfOneRecordAndOneKeyFile) {
  const std::string key = private_key(keys_, receipt);
  EXPECT_FALSE(is_private_key(keys_, {"petition", "GD-7K3M-92QX-AB13"}, key));
  EXPECT_FALSE(is_private_key(keys_, {"meeting", receipt.code}, key));
  const auto others = crypto::KeyFile::read_or_create(folder_.file("others"));
  EXPECT_FALSE(is_private_key(others, receipt, key));
}

TEST_F(PrivateKey, AProofEndsAndProvesNothingElse) {
  const std::string proof = proof_of(keys_, receipt.code, until);
  const Instant before{until.micros - 1};
  EXPECT_TRUE(proves(keys_, receipt.code, proof, before));
  EXPECT_FALSE(proves(keys_, receipt.code, proof, until)) << "it has ended";
  EXPECT_FALSE(proves(keys_, "GD-7K3M-92QX-AB13", proof, before)) << "another code";
  EXPECT_FALSE(proves(keys_, std::string(receipt.code) + " added", proof, before)) << "a deed";
  EXPECT_FALSE(proves(keys_, receipt.code, "9" + proof, until)) << "another end";
  for (const char* made_up : {"", ".", "6462-360-013", "1790000000000000", "1790000000000000."})
    EXPECT_FALSE(proves(keys_, receipt.code, made_up, before)) << made_up;
}

}  // namespace
}  // namespace gandan::receipts
