// What a receipt claims, and the file that proves it, on a log of some entries.
#include "kernel/receipts/proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "lib/crypto/encoding.hpp"
#include "lib/tlog/tile_writer.hpp"

namespace gandan::receipts {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string record_salt(16, 'r');

journal::Part part_of(std::string name, std::string value) {
  std::string key = journal::part_key(record_salt, name);
  return {std::move(name), std::move(value), std::move(key)};
}

journal::Opening opening() {
  return {.fields = "16:17950824000000001:11:01:02:7715:petition.submit8:petition2:{}",
          .salt = std::string(16, 's'),
          .parts = {part_of("box", "\xff\xfe"), part_of("kind", "2 1"),
                    part_of("note 5 ask", "Việc của huyện"), part_of("text", "Cầu \"treo\" hỏng")},
          .index = 299};
}

bool is_no_note(std::string_view part) {
  return !part.starts_with("note ");
}

/// A log in which the opening's entry stands at 299 of 301.
class ProofOfReceipt : public testing::Test {
 protected:
  ProofOfReceipt() {
    for (int i = 0; i < 301; ++i)
      writer_.append(i == 299 ? journal::leaf_of(opening())
                              : tlog::leaf_hash("entry " + std::to_string(i)));
    for (tlog::Tile& tile : writer_.take_changed())
      tiles_.emplace(tlog::path_of(tile.name), std::move(tile.bytes));
    checkpoint_ = tlog::signed_checkpoint({"gandan.example/log", writer_.head(), {}},
                                          std::vector{signer_}, {});
  }

  [[nodiscard]] tlog::TileSource tiles() {
    return [this](const tlog::TileName& name) -> std::optional<std::string> {
      const auto found = tiles_.find(tlog::path_of(name));
      return found == tiles_.end() ? std::nullopt : std::optional(found->second);
    };
  }
  [[nodiscard]] Claim claim() const {
    return claim_of(opening(), tlog::text_of(signer_.key), is_no_note);
  }

  tlog::Signer signer_ =
      tlog::make_signer("gandan.example/log", tlog::Algorithm::note, std::string(32, 'k'));
  tlog::TileWriter writer_;
  std::map<std::string, std::string> tiles_;
  std::string checkpoint_;
};

TEST_F(ProofOfReceipt, ProvesTheEntryToWhoHasTheFileAndTheKeyAlone) {
  const auto text = proof_file(claim(), checkpoint_, tiles());
  ASSERT_TRUE(text);
  const auto file = tlog::parse_proof_file(*text);
  ASSERT_TRUE(file && file->extra);
  const auto read = parse_claim(*file->extra);
  ASSERT_TRUE(read);
  EXPECT_EQ(file->index, 299U);
  EXPECT_TRUE(tlog::verify(*file, journal::leaf_of(read->opening),
                           {"gandan.example/log", {signer_.key}, {}}));
  EXPECT_EQ(read->opening.parts.back().value, "Cầu \"treo\" hỏng");
  EXPECT_EQ(read->log_key, tlog::text_of(signer_.key));
}

TEST_F(ProofOfReceipt, HidesWhatItsHolderMayNotReadAndWhatIsNoTextAndProvesTheSame) {
  const Claim claimed = claim();
  const std::string json = json_of(claimed);
  EXPECT_THAT(json, Not(HasSubstr("Việc của huyện")));
  EXPECT_THAT(json, Not(HasSubstr("note 5")));
  EXPECT_THAT(json, Not(HasSubstr(crypto::base64(journal::part_key(record_salt, "note 5 ask")))));
  EXPECT_THAT(json, Not(HasSubstr("\"box\"")));
  EXPECT_EQ(journal::leaf_of(claimed.opening), journal::leaf_of(opening()));
}

TEST_F(ProofOfReceipt, OneOtherByteIsAnotherLeaf) {
  const tlog::Hash leaf = journal::leaf_of(opening());
  for (auto change : std::initializer_list<void (*)(journal::Opening&)>{
           [](journal::Opening& o) { o.parts[3].value.back() = 'h'; },
           [](journal::Opening& o) { o.parts[1].value = "3 1"; },
           [](journal::Opening& o) { o.parts[1].name = "kinds"; },
           [](journal::Opening& o) { std::swap(o.parts[1].value, o.parts[3].value); },
           [](journal::Opening& o) { o.parts.pop_back(); },
           [](journal::Opening& o) { o.parts[0].hidden = tlog::empty_root(); },
           [](journal::Opening& o) { o.fields[3] = '8'; },
           [](journal::Opening& o) { o.salt[0] = 't'; }}) {
    journal::Opening changed = opening();
    change(changed);
    EXPECT_NE(journal::leaf_of(changed), leaf);
  }
}

TEST_F(ProofOfReceipt, IsNotWrittenForAnEntryThatTheLogDoesNotHave) {
  Claim other = claim();
  other.opening.index = 298;
  EXPECT_FALSE(proof_file(other, checkpoint_, tiles())) << "another entry stands there";
  other.opening.index = 301;
  EXPECT_FALSE(proof_file(other, checkpoint_, tiles())) << "it has not so many";
  other.opening.index.reset();
  EXPECT_FALSE(proof_file(other, checkpoint_, tiles())) << "it is not sealed";
  tiles_["tile/0/001.p/45"].front() ^= 1;
  EXPECT_FALSE(proof_file(claim(), checkpoint_, tiles())) << "the tiles are wrong";
}

TEST_F(ProofOfReceipt, SaysWhenAndWhatWasDone) {
  const auto told = told_by(claim());
  ASSERT_TRUE(told);
  EXPECT_EQ(told->at.micros, 1795082400000000);
  EXPECT_EQ(told->verb, "petition.submit");
  EXPECT_EQ(told->kind, "petition");
  EXPECT_EQ(told->id, "77");
  for (const char* fields : {"", "1:1", "9:1", "16:soon", ":", "1:11:01:11:01:71:a1:b2:{}1:x"}) {
    Claim claimed = claim();
    claimed.opening.fields = fields;
    EXPECT_FALSE(told_by(claimed)) << fields;
  }
}

TEST_F(ProofOfReceipt, ReadsWhatItWritesAndNothingElse) {
  const std::string json = json_of(claim());
  ASSERT_TRUE(parse_claim(json));
  EXPECT_EQ(json_of(*parse_claim(json)), json);
  auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = json;
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return changed.replace(at, from.size(), to);
  };
  for (const std::string& wrong :
       {std::string(), std::string("{}"), std::string("[]"), json + " ", json + json,
        with("\"salt\"", "\"more\":1,\"salt\""), with("\"text\"", "\"kind\""),
        with("\"name\":\"text\"", "\"name\":\"a\""), with("{\"hash\"", "{\"name\":\"x\",\"hash\""),
        with("\"parts\":[", "\"parts\":[1,")})
    EXPECT_FALSE(parse_claim(wrong)) << wrong;
}

}  // namespace
}  // namespace gandan::receipts
