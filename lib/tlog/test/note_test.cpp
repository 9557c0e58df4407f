#include "lib/tlog/note.hpp"

#include <gtest/gtest.h>

#include "lib/crypto/encoding.hpp"

namespace gandan::tlog {
namespace {

constexpr std::string_view peter_key =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view enoch_key =
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const std::string peters_text =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
const std::string by_peter =
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
    "E6RyyBwJnAM=\n";
const std::string by_enoch =
    "— EnochRoot "
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1"
    "RvMc+QQ=\n";

std::vector<VerifierKey> keys(std::initializer_list<std::string_view> texts) {
  std::vector<VerifierKey> out;
  for (const std::string_view each : texts) out.push_back(parse_verifier_key(each).value());
  return out;
}

std::vector<std::string> names_of(const std::vector<Signature>& signatures) {
  std::vector<std::string> out;
  for (const Signature& each : signatures) out.push_back(each.key_name);
  return out;
}

std::string replaced(std::string in, std::string_view what, std::string_view with) {
  return in.replace(in.find(what), what.size(), with);
}

TEST(VerifierKey, IsReadFromItsOneText) {
  for (const std::string_view key :
       {peter_key, enoch_key,
        std::string_view{"sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"},
        std::string_view{
            "witness.example/w1+e75f6532+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"}}) {
    const auto read = parse_verifier_key(key);
    ASSERT_TRUE(read) << key;
    EXPECT_EQ(text_of(*read), key);
  }
  EXPECT_EQ(parse_verifier_key(peter_key)->algorithm, Algorithm::note);
  EXPECT_EQ(key_id(*parse_verifier_key(peter_key)), 0xc74f20a3u);
}

TEST(VerifierKey, ThatIsCutOrAlteredIsRefused) {
  for (std::size_t first = 0; first <= peter_key.size(); ++first)
    for (std::size_t size = 0; size <= peter_key.size() - first; ++size)
      ASSERT_EQ(parse_verifier_key(peter_key.substr(first, size)).has_value(),
                size == peter_key.size());
  for (std::size_t i = 0; i < peter_key.size(); ++i) {
    std::string altered(peter_key);
    ++altered[i];
    EXPECT_FALSE(parse_verifier_key(altered)) << altered;
  }
  EXPECT_FALSE(parse_verifier_key(
      "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="))
      << "a key too long, with its own id";
  EXPECT_FALSE(
      parse_verifier_key("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
      << "an unknown algorithm, with its own id";
  EXPECT_FALSE(
      parse_verifier_key("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
}

TEST(KeyName, HasNoSpacesNoPlusAndNoControlCharacters) {
  for (const std::string_view good : {"a", "gandan.vn/log", "Gần-Dân", "—"})
    EXPECT_TRUE(is_key_name(good)) << good;
  for (const std::string_view bad : {"", "a b", "a+b", "a\tb", "a\u00a0b", "a\u2028b", "\u3000",
                                     "a\u0085", "\xff", "a\u1680b", "a\u205fb", "a\u202f"})
    EXPECT_FALSE(is_key_name(bad)) << bad;
}

TEST(Note, IsSignedAsByOthers) {
  const auto private_key = crypto::from_base64("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  const Signer peter =
      make_signer("PeterNeumann", Algorithm::note, std::string_view(*private_key).substr(1));
  EXPECT_EQ(text_of(peter.key), peter_key);
  EXPECT_EQ(text_of(Note{peters_text, {signature_of(peter, peters_text, {})}}),
            peters_text + "\n" + by_peter);
}

TEST(Note, IsWrittenAsItWasRead) {
  const std::string example =
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
      "\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMou"
      "FSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
  const auto note = parse_note(example);
  ASSERT_TRUE(note);
  EXPECT_TRUE(note->text.ends_with("sole:\n\ned è subito sera.\n"));
  EXPECT_EQ(note->signatures.at(0).key_name, "quasimodo.example/salvatore");
  EXPECT_EQ(note->signatures.at(0).bytes.size(), 64u);
  EXPECT_EQ(text_of(*note), example);
}

TEST(Note, IsVerifiedByTheKeysThatAreKnown) {
  const auto both =
      open_note(peters_text + "\n" + by_peter + by_enoch, keys({peter_key, enoch_key}));
  ASSERT_TRUE(both);
  EXPECT_EQ(both->text, peters_text);
  EXPECT_EQ(names_of(both->verified), (std::vector<std::string>{"PeterNeumann", "EnochRoot"}));
  EXPECT_TRUE(both->not_verified.empty());

  const auto one = open_note(peters_text + "\n" + by_peter + by_enoch, keys({peter_key}));
  ASSERT_TRUE(one);
  EXPECT_EQ(names_of(one->verified), (std::vector<std::string>{"PeterNeumann"}));
  EXPECT_EQ(names_of(one->not_verified), (std::vector<std::string>{"EnochRoot"}));

  EXPECT_EQ(open_note(peters_text + "\n" + by_peter, {}).error().fault, Fault::no_known_key);
}

TEST(Note, SaysARepeatedSignatureOnce) {
  const std::string other_enoch = replaced(by_enoch, "5n2t", "5nABCD2t");
  const auto opened =
      open_note(peters_text + "\n" + by_peter + by_peter + by_enoch + by_enoch + other_enoch,
                keys({peter_key}));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->verified.size(), 1u);
  EXPECT_EQ(opened->not_verified.size(), 2u);
}

TEST(Note, WithAWrongSignatureOfAKnownKeyIsRefused) {
  const std::string wrong = replaced(by_peter, "ZInN", "ZIABCDnN");
  EXPECT_EQ(open_note(peters_text + "\n" + wrong, keys({peter_key})).error().fault,
            Fault::invalid_signature);
  EXPECT_EQ(
      open_note(peters_text + "\n" + by_enoch + by_peter + wrong, keys({peter_key})).error().fault,
      Fault::invalid_signature)
      << "also beside a right one of the same key";
  EXPECT_EQ(open_note(replaced(peters_text, "think", "thinK") + "\n" + by_peter, keys({peter_key}))
                .error()
                .fault,
            Fault::invalid_signature);
}

TEST(Note, WithAKeyThatIsKnownTwiceIsRefused) {
  const auto known = keys({enoch_key, peter_key, enoch_key});
  EXPECT_EQ(open_note(peters_text + "\n" + by_enoch, known).error().fault, Fault::ambiguous_key);
  EXPECT_TRUE(open_note(peters_text + "\n" + by_peter, known)) << "which is not used here";
}

TEST(Note, OfAnotherKeyWithTheSameNameOrIdIsNotVerified) {
  const auto opened = open_note(peters_text + "\n" + by_peter +
                                    replaced(by_peter, "PeterNeumann", "CarmenSandiego") +
                                    replaced(by_peter, "x08g", "xxxx"),
                                keys({peter_key}));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->verified.size(), 1u);
  EXPECT_EQ(opened->not_verified.size(), 2u);
}

TEST(Note, ThatIsMalformedIsRefused) {
  std::string many;
  for (int i = 0; i < 101; ++i) many += by_peter;
  for (const std::string& wrong :
       {std::string(),
        peters_text,
        peters_text + "\n",
        peters_text + by_peter,
        peters_text + "\n" + by_peter.substr(0, by_peter.size() - 1),
        "\x01" + peters_text + "\n" + by_peter,
        "\xff" + peters_text + "\n" + by_peter,
        peters_text + "\r\n" + by_peter,
        peters_text + "\n" + replaced(by_peter, "PeterNeumann", "Bad Name"),
        peters_text + "\n" + replaced(by_peter, "PeterNeumann", "Bad+Name"),
        peters_text + "\n" + replaced(by_peter, "PeterNeumann", "Bad\u00a0Name"),
        peters_text + "\n" + replaced(by_peter, "PeterNeumann", ""),
        peters_text + "\n" + replaced(by_peter, "— ", "- "),
        peters_text + "\n" + replaced(by_peter, "AM=", "AN="),
        peters_text + "\n" + replaced(by_peter, "=", ""),
        peters_text + "\n— PeterNeumann x08goz==\n",
        peters_text + "\n— PeterNeumann \n",
        peters_text + "\n" + by_peter + "Unexpected line.\n",
        peters_text + "\n" + many,
        std::string(1 << 20, 'a') + "\n\n" + by_peter})
    EXPECT_FALSE(parse_note(wrong)) << wrong.substr(0, 200);
}

TEST(Signer, NeedsANameAndASeedOf32Bytes) {
  EXPECT_THROW((void)make_signer("a b", Algorithm::note, std::string(32, 'x')),
               std::invalid_argument);
  EXPECT_THROW((void)make_signer("a", Algorithm::note, std::string(31, 'x')),
               std::invalid_argument);
}

}  // namespace
}  // namespace gandan::tlog
