#include "lib/tlog/merkle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

#include "lib/crypto/encoding.hpp"
#include "lib/tlog/test/naive_tree.hpp"

namespace gandan::tlog {
namespace {

using namespace std::string_literals;

// The tree of the tests of Certificate Transparency, which wrote RFC 6962.
const std::array known_entries{""s,         "\x00"s,
                               "\x10"s,     "\x20\x21"s,
                               "01"s,       "\x40\x41\x42\x43"s,
                               "PQRSTUVW"s, "`abcdefghijklmno"s};
constexpr std::array known_roots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<Hash> known_leaves() {
  std::vector<Hash> out;
  for (const std::string& entry : known_entries) out.push_back(leaf_hash(entry));
  return out;
}

std::vector<std::string> hex_of_all(const std::optional<Proof>& proof) {
  std::vector<std::string> out;
  if (!proof) return {"nothing"};
  for (const Hash& hash : *proof) out.push_back(crypto::hex(bytes_of(hash)));
  return out;
}

/// Proofs that are wrong in one thing each.
std::vector<Proof> spoiled(const Proof& proof) {
  std::vector<Proof> out;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    out.push_back(proof);
    out.back()[i][i % 32] ^= 1;
    out.push_back(proof);
    out.back().erase(out.back().begin() + static_cast<std::ptrdiff_t>(i));
  }
  out.push_back(proof);
  out.back().push_back(empty_root());
  out.push_back(proof);
  out.back().insert(out.back().begin(), empty_root());
  return out;
}

TEST(Merkle, RootsAreThoseOfTheKnownTree) {
  const auto leaves = known_leaves();
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    EXPECT_EQ(crypto::hex(bytes_of(root(std::span(leaves).first(size)))), known_roots[size]);
    EXPECT_EQ(root(size, naive::source(leaves)), root(std::span(leaves).first(size)));
  }
}

TEST(Merkle, ProofsAreThoseOfTheKnownTree) {
  const auto leaves = known_leaves();
  const auto source = naive::source(leaves);
  const std::vector<std::string> beside_first{
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"};
  EXPECT_EQ(hex_of_all(inclusion_proof(0, 8, source)), beside_first);
  EXPECT_EQ(hex_of_all(consistency_proof(1, 8, source)), beside_first);
  EXPECT_EQ(hex_of_all(inclusion_proof(5, 8, source)),
            (std::vector<std::string>{
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
  EXPECT_EQ(hex_of_all(consistency_proof(6, 8, source)),
            (std::vector<std::string>{
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
  EXPECT_EQ(hex_of_all(consistency_proof(2, 5, source)),
            (std::vector<std::string>{
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}));
}

TEST(Merkle, EveryInclusionIsProvedAsDefinedAndNothingElseIs) {
  const auto leaves = naive::leaves(40);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const auto tree = std::span(leaves).first(size);
    const TreeHead head{size, naive::mth(tree)};
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(index, size, naive::source(tree));
      ASSERT_EQ(proof, naive::path(index, tree)) << index << " of " << size;
      ASSERT_TRUE(verify_inclusion({index, leaves[index]}, head, *proof));
      for (const Proof& wrong : spoiled(*proof))
        ASSERT_FALSE(verify_inclusion({index, leaves[index]}, head, wrong));
      ASSERT_FALSE(verify_inclusion({index, leaf_hash("another")}, head, *proof));
      ASSERT_FALSE(verify_inclusion({index + size, leaves[index]}, head, *proof));
      ASSERT_FALSE(verify_inclusion({index, leaves[index]}, {size, leaf_hash("")}, *proof));
      ASSERT_FALSE(size > 1 && verify_inclusion({index ^ 1, leaves[index]}, head, *proof));
    }
  }
}

TEST(Merkle, EveryGrowthIsProvedAsDefinedAndNothingElseIs) {
  const auto leaves = naive::leaves(40);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const auto tree = std::span(leaves).first(size);
    const TreeHead later{size, naive::mth(tree)};
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const TreeHead earlier{old_size, naive::mth(tree.first(old_size))};
      const auto proof = consistency_proof(old_size, size, naive::source(tree));
      ASSERT_EQ(proof, naive::subproof(old_size, tree, true)) << old_size << " to " << size;
      ASSERT_TRUE(verify_consistency(earlier, later, *proof));
      for (const Proof& wrong : spoiled(*proof))
        ASSERT_FALSE(verify_consistency(earlier, later, wrong));
      const TreeHead forked{old_size, leaf_hash("another")};
      ASSERT_FALSE(verify_consistency(forked, later, *proof));
      ASSERT_FALSE(verify_consistency(earlier, {size, forked.root}, *proof));
      ASSERT_FALSE(old_size < size && verify_consistency(later, earlier, *proof));
    }
  }
}

TEST(Merkle, NothingIsProvedOfATreeWithoutLeaves) {
  const auto leaves = naive::leaves(3);
  const TreeHead none{0, empty_root()}, some{3, naive::mth(leaves)};
  EXPECT_EQ(consistency_proof(0, 3, naive::source(leaves)), Proof{});
  EXPECT_FALSE(verify_consistency(none, some, {}));
  EXPECT_FALSE(verify_consistency(none, none, {}));
  EXPECT_FALSE(verify_inclusion({0, empty_root()}, none, {}));
}

TEST(Merkle, NumbersOutOfRangeGiveNothing) {
  const auto leaves = naive::leaves(3);
  const auto source = naive::source(leaves);
  EXPECT_FALSE(inclusion_proof(3, 3, source));
  EXPECT_FALSE(inclusion_proof(0, max_size + 1, source));
  EXPECT_FALSE(consistency_proof(4, 3, source));
  EXPECT_FALSE(consistency_proof(1, max_size + 1, source));
  EXPECT_FALSE(root(max_size + 1, source));
  EXPECT_FALSE(root(4, source)) << "the source has no more than three";
  EXPECT_FALSE(verify_inclusion({0, leaves[0]}, {max_size + 1, leaves[0]}, {}));
}

TEST(Merkle, TheLargestTreeIsClimbedToItsRoot) {
  const Proof proof(63, empty_root());
  Hash hash = leaf_hash("");
  for (const Hash& sibling : proof) hash = node_hash(hash, sibling);
  EXPECT_TRUE(verify_inclusion({0, leaf_hash("")}, {max_size, hash}, proof));
  EXPECT_FALSE(verify_inclusion({0, leaf_hash("")}, {max_size, hash}, Proof(64, empty_root())));
}

TEST(Hash, IsReadFromOneTextOnly) {
  const Hash hash = leaf_hash("hello world");
  EXPECT_EQ(base64_of(hash), "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=");
  EXPECT_EQ(hash_of_base64(base64_of(hash)), hash);
  EXPECT_FALSE(hash_of_base64("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0"));
  EXPECT_FALSE(hash_of_base64("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb1="))
      << "bits that mean nothing are 0";
  EXPECT_FALSE(hash_of_base64("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBQ=="));
  EXPECT_FALSE(hash_of_base64(""));
}

}  // namespace
}  // namespace gandan::tlog
