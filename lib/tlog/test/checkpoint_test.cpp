#include "lib/tlog/checkpoint.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace gandan::tlog {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr sys_seconds cosigning_time{seconds(1679315147)};
// The example of tlog-checkpoint and tlog-cosignature.
const std::string sofa_text =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const std::string sofa = sofa_text +
                         "\n— example.com/behind-the-sofa "
                         "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q"
                         "1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
                         "— witness.example.com/w1 "
                         "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyi"
                         "n1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

Signer signer(std::string name, Algorithm algorithm, char seed) {
  return make_signer(std::move(name), algorithm, std::string(32, seed));
}

/// The witness whose seed is the bytes 0 to 31.
Signer first_witness() {
  std::string seed(32, '\0');
  std::iota(seed.begin(), seed.end(), '\0');
  return make_signer("witness.example/w1", Algorithm::cosignature, seed);
}

const Signer log_signer = signer("gandan.vn/log", Algorithm::note, 'a');
const Signer next_log_signer = signer("gandan.vn/log", Algorithm::note, 'b');

Checkpoint some_checkpoint() {
  return {"gandan.vn/log", {5, leaf_hash("root")}, {}};
}

Trust trust_in_all() {
  return {"gandan.vn/log", {log_signer.key, next_log_signer.key}, {first_witness().key}};
}

std::string signed_by(const Checkpoint& checkpoint, std::initializer_list<Signer> signers) {
  return signed_checkpoint(checkpoint, std::vector<Signer>(signers), cosigning_time);
}

TEST(Checkpoint, IsReadAsInTheExampleOfTheFormat) {
  const auto note = parse_note(sofa);
  ASSERT_TRUE(note);
  const auto checkpoint = parse_checkpoint(note->text);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint->head.size, 20852163u);
  EXPECT_EQ(text_of(*checkpoint), sofa_text);
  EXPECT_EQ(text_of(*note), sofa);
  EXPECT_EQ(note->signatures.at(1).key_name, "witness.example.com/w1");
  EXPECT_EQ(cosigned_at(note->signatures.at(1).bytes), cosigning_time);
}

TEST(Checkpoint, HasOneTextOnly) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  EXPECT_TRUE(parse_checkpoint("log\n0\n" + root));
  EXPECT_TRUE(parse_checkpoint("log with spaces+\n9223372036854775807\n" + root));
  EXPECT_EQ(parse_checkpoint("log\n7\n" + root + "one\ntwo\n")->extensions,
            (std::vector<std::string>{"one", "two"}));
  for (const std::string& wrong : {std::string(),
                                   std::string("\n"),
                                   std::string("log\n7\n"),
                                   "\n7\n" + root,
                                   "log\n\n" + root,
                                   "log\n07\n" + root,
                                   "log\n+7\n" + root,
                                   "log\n-7\n" + root,
                                   "log\n7 \n" + root,
                                   "log\n0x7\n" + root,
                                   "log\n9223372036854775808\n" + root,
                                   "log\n99999999999999999999\n" + root,
                                   "log\n7\n" + root.substr(0, root.size() - 1),
                                   "log\n7\n" + root + "no end",
                                   "log\n7\n" + root + "\n",
                                   "log\n7\n" + root + "one\n\ntwo\n",
                                   "log\n7\n" + root.substr(1),
                                   "log\n7\n" + root.substr(0, 43) + "\n",
                                   "log\r\n7\n" + root,
                                   "\xff\n7\n" + root})
    EXPECT_FALSE(parse_checkpoint(wrong)) << wrong;
}

TEST(Checkpoint, IsOpenedWhereTheLogSignedIt) {
  const Checkpoint checkpoint = some_checkpoint();
  const auto opened = open_checkpoint(signed_by(checkpoint, {log_signer}), trust_in_all());
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->checkpoint, checkpoint);
  EXPECT_TRUE(opened->cosignatures.empty());
}

TEST(Checkpoint, OfAKeyThatRotatesIsOpenedByWhoeverKnowsOneOfThem) {
  const std::string both = signed_by(some_checkpoint(), {log_signer, next_log_signer});
  for (const Signer& known : {log_signer, next_log_signer})
    EXPECT_TRUE(open_checkpoint(both, {"gandan.vn/log", {known.key}, {}}));
  EXPECT_EQ(open_checkpoint(signed_by(some_checkpoint(), {next_log_signer}),
                            {"gandan.vn/log", {log_signer.key}, {}})
                .error()
                .fault,
            Fault::no_known_key);
}

TEST(Checkpoint, ThatOnlyAWitnessSignedIsRefused) {
  EXPECT_EQ(open_checkpoint(signed_by(some_checkpoint(), {first_witness()}), trust_in_all())
                .error()
                .fault,
            Fault::no_known_key);
}

TEST(Checkpoint, OfAnotherLogIsRefused) {
  Checkpoint other = some_checkpoint();
  other.origin = "gandan.vn/other";
  EXPECT_EQ(open_checkpoint(signed_by(other, {log_signer}), trust_in_all()).error().fault,
            Fault::other_log);
}

TEST(Checkpoint, SignedNoteThatIsNoCheckpointIsRefused) {
  const std::string text = "gandan.vn/log\nnot a number\n";
  const std::string note = text_of(Note{text, {signature_of(log_signer, text, {})}});
  EXPECT_EQ(open_checkpoint(note, trust_in_all()).error().fault, Fault::malformed);
}

TEST(Checkpoint, IsNotSignedWhereNobodyCouldReadIt) {
  Checkpoint wrong = some_checkpoint();
  wrong.origin = "two\nlines";
  EXPECT_THROW((void)signed_by(wrong, {log_signer}), std::invalid_argument);
  wrong = some_checkpoint();
  wrong.extensions = {""};
  EXPECT_THROW((void)signed_by(wrong, {log_signer}), std::invalid_argument);
  EXPECT_THROW((void)signed_by(some_checkpoint(), {}), std::invalid_argument);
}

TEST(Cosignature, IsMadeAsByAnotherProgram) {
  // Made from the words of tlog-cosignature with Python's cryptography.
  EXPECT_EQ(text_of(first_witness().key),
            "witness.example/w1+e75f6532+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
  const Signature made = signature_of(first_witness(), sofa_text, cosigning_time);
  EXPECT_EQ(
      text_of(std::vector{made}),
      "— witness.example/w1 519lMgAAAABkGFDLBuRDazBLVac2NE+Y+IjbjQOcXLfF9CSDZVUIoS83rE1nFZsVE8YiW"
      "V6Ngr7lV8H6bdoBQGP/l73euDMQ9k+bBQ==\n");
  EXPECT_TRUE(verify(first_witness().key, sofa_text, made.bytes));
}

TEST(Cosignature, IsToldWithItsTime) {
  const std::string note = signed_by(some_checkpoint(), {log_signer, first_witness()});
  const auto opened = open_checkpoint(note, trust_in_all());
  ASSERT_TRUE(opened);
  ASSERT_EQ(opened->cosignatures.size(), 1u);
  EXPECT_EQ(opened->cosignatures[0].witness, "witness.example/w1");
  EXPECT_EQ(opened->cosignatures[0].at, cosigning_time);
  const auto of_nobody = open_checkpoint(note, {"gandan.vn/log", {log_signer.key}, {}});
  ASSERT_TRUE(of_nobody);
  EXPECT_TRUE(of_nobody->cosignatures.empty()) << "a witness that is not known says nothing";
}

TEST(Cosignature, OfAnotherTimeOrTextIsWrong) {
  const VerifierKey key = first_witness().key;
  std::string bytes = sign(first_witness(), sofa_text, cosigning_time);
  EXPECT_TRUE(verify(key, sofa_text, bytes));
  EXPECT_FALSE(verify(key, sofa_text + "more\n", bytes)) << "extension lines are cosigned too";
  EXPECT_FALSE(verify(key, sofa_text, bytes.substr(1)));
  EXPECT_FALSE(verify(key, sofa_text, ""));
  ++bytes[7];
  EXPECT_FALSE(verify(key, sofa_text, bytes));
  EXPECT_FALSE(cosigned_at(std::string(72, '\xff'))) << "after 2^63 - 1";
  EXPECT_THROW((void)sign(first_witness(), sofa_text, sys_seconds(seconds(-1))),
               std::invalid_argument);
}

TEST(Cosignature, IsNoSignatureOfALog) {
  const Signer as_log = {{"w", Algorithm::note, first_witness().key.public_key},
                         first_witness().secret};
  EXPECT_NE(key_id(as_log.key), key_id({"w", Algorithm::cosignature, as_log.key.public_key}));
  EXPECT_FALSE(verify(as_log.key, sofa_text, sign(first_witness(), sofa_text, cosigning_time)));
  EXPECT_FALSE(verify(first_witness().key, sofa_text, sign(as_log, sofa_text, cosigning_time)));
}

}  // namespace
}  // namespace gandan::tlog
