#include "lib/tlog/proof_file.hpp"

#include <gtest/gtest.h>

#include "lib/tlog/test/naive_tree.hpp"

namespace gandan::tlog {
namespace {

const std::string sofa_request =  // the example of tlog-witness
    "old 20852014\n"
    "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
    "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
    "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
    "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
    "\n"
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q"
    "1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— example.com/behind-the-sofa "
    "opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267U"
    "Ejw6QUXTS5Rovnzv++qbSzm9Q=\n";

const Signer proving_log = make_signer("gandan.vn/log", Algorithm::note, std::string(32, 'p'));
const Trust trust_in_proving_log{"gandan.vn/log", {proving_log.key}, {}};

/// Of entry 11 of 20.
ProofFile some_file() {
  const auto leaves = naive::leaves(20);
  const Checkpoint checkpoint{"gandan.vn/log", {20, naive::mth(leaves)}, {}};
  return {std::nullopt, 11, naive::path(11, leaves),
          signed_checkpoint(checkpoint, std::vector{proving_log}, {})};
}

TEST(ProofFile, IsReadAsItWasWritten) {
  ProofFile file = some_file();
  EXPECT_EQ(parse_proof_file(text_of(file)), file);
  EXPECT_TRUE(text_of(file).starts_with("c2sp.org/tlog-proof@v1\nindex 11\n"));
  file.extra = std::string("\0any bytes", 10);
  EXPECT_EQ(parse_proof_file(text_of(file)), file);
  EXPECT_TRUE(text_of(file).starts_with("c2sp.org/tlog-proof@v1\nextra AGFueSBieXRlcw==\nindex "));
}

TEST(ProofFile, ProvesItsEntryAndNoOther) {
  const ProofFile file = some_file();
  const auto proved = verify(file, leaf_hash("entry 11"), trust_in_proving_log);
  ASSERT_TRUE(proved);
  EXPECT_EQ(proved->checkpoint.head.size, 20u);
  const auto fault_of = [](const ProofFile& one, std::string_view entry, const Trust& trust) {
    return verify(one, leaf_hash(entry), trust).error().fault;
  };
  EXPECT_EQ(fault_of(file, "entry 12", trust_in_proving_log), Fault::not_proved);
  EXPECT_EQ(fault_of(file, "entry 11", {"gandan.vn/log", {}, {}}), Fault::no_known_key);
  EXPECT_EQ(fault_of(file, "entry 11", {"gandan.vn", {proving_log.key}, {}}), Fault::other_log);
  ProofFile altered = file;
  altered.index = 10;
  EXPECT_EQ(fault_of(altered, "entry 11", trust_in_proving_log), Fault::not_proved);
  altered = file;
  altered.checkpoint.replace(altered.checkpoint.find("\n20\n"), 4, "\n21\n");
  EXPECT_EQ(fault_of(altered, "entry 11", trust_in_proving_log), Fault::invalid_signature);
}

TEST(ProofFile, ThatIsMalformedIsRefused) {
  const std::string good = text_of(some_file());
  const auto with = [&](std::string_view what, std::string_view instead) {
    return std::string(good).replace(good.find(what), what.size(), instead);
  };
  std::string too_many;
  for (int i = 0; i < 60; ++i) too_many += base64_of(empty_root()) + "\n";
  for (const std::string& wrong :
       {std::string(), std::string("c2sp.org/tlog-proof@v1\n"), with("@v1", "@v2"),
        with("index 11", "index 011"), with("index 11", "index  11"), with("index 11", "index"),
        with("index 11\n", ""), with("index 11", "extra\nindex 11"),
        with("index 11", "extra YQ\nindex 11"),
        with("index 11", "extra YQ==\nextra YQ==\nindex 11"), with("=\n", "\n"), with("\n\n", "\n"),
        with("\n\n", "\n\n\n"), with("index 11\n", "index 11\n" + too_many),
        with("\n20\n", "\n020\n"), good.substr(0, good.size() - 1), good + "more\n"})
    EXPECT_FALSE(parse_proof_file(wrong)) << wrong;
}

TEST(AddCheckpoint, IsReadAsInTheExampleOfTheFormat) {
  const auto request = parse_add_checkpoint(sofa_request);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->old_size, 20852014u);
  EXPECT_EQ(request->proof.size(), 4u);
  EXPECT_EQ(parse_note(request->checkpoint)->signatures.size(), 2u);
  EXPECT_EQ(text_of(*request), sofa_request);
}

TEST(AddCheckpoint, ThatIsMalformedIsRefused) {
  const auto with = [&](std::string_view what, std::string_view instead) {
    return std::string(sofa_request).replace(sofa_request.find(what), what.size(), instead);
  };
  for (const std::string& wrong :
       {std::string(), with("old 20852014", "old 020852014"), with("old ", "new "),
        with("old 20852014", "old 0"), with("old 20852014\n", ""), with("\n\n", "\n"),
        with("PlRN", "PlR"), with("20852163", "x")})
    EXPECT_FALSE(parse_add_checkpoint(wrong)) << wrong;
  std::string first = sofa_request.substr(sofa_request.find("\n\n"));
  EXPECT_TRUE(parse_add_checkpoint("old 0" + first)) << "nothing is proved to who saw nothing";
}

}  // namespace
}  // namespace gandan::tlog
