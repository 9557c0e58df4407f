// tlog-vectors: proofs, notes and keys that other programs are tested with, good and spoiled. Of
// its files, those of subtrees belong to a draft that this library does not follow, and the kind
// "record" to a format of its source alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <functional>

#include "lib/base/real_input.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/tlog/checkpoint.hpp"
#include "lib/tlog/merkle.hpp"
#include "lib/tlog/note.hpp"

namespace gandan::tlog {
namespace {

namespace json = boost::json;

std::string string_in(const json::value& row, std::string_view name) {
  const auto& text = row.at(json::string_view(name.data(), name.size())).as_string();
  return {text.data(), text.size()};
}

std::uint64_t number_in(const json::value& row, std::string_view name) {
  return row.at(json::string_view(name.data(), name.size())).to_number<std::uint64_t>();
}

/// Nothing where one of them is no hash.
std::optional<Proof> proof_in(const json::value& row) {
  Proof proof;
  if (row.at("proof").is_null()) return proof;
  for (const json::value& each : row.at("proof").as_array()) {
    const auto hash = hash_of_base64(json::value_to<std::string>(each));
    if (!hash) return std::nullopt;
    proof.push_back(*hash);
  }
  return proof;
}

/// A root as it is given. The source writes "dont care" for some whose value must not matter; they
/// are stood for by a hash that no other root has.
Hash root_in(const json::value& row, std::string_view name) {
  const std::string text = string_in(row, name);
  const auto root = hash_of_base64(text);
  return root ? *root : leaf_hash("in place of a root: " + text);
}

bool is_inclusion_right(const json::value& row) {
  const auto leaf = hash_of_base64(string_in(row, "leafHash"));
  const auto root = hash_of_base64(string_in(row, "root"));
  const auto proof = proof_in(row);
  return leaf && root && proof &&
         verify_inclusion({number_in(row, "leafIdx"), *leaf}, {number_in(row, "treeSize"), *root},
                          *proof);
}

bool is_consistency_right(const json::value& row) {
  const auto proof = proof_in(row);
  return proof && verify_consistency({number_in(row, "size1"), root_in(row, "root1")},
                                     {number_in(row, "size2"), root_in(row, "root2")}, *proof);
}

/// Runs `judge` on each line of the file and counts them.
void for_each_row(const std::string& file, const std::function<void(const json::value&)>& judge) {
  const auto files = real_input::find("tlog-vectors", file);
  if (files.empty()) GTEST_SKIP() << real_input::absent("tlog-vectors");
  std::size_t rows = 0;
  const std::string text = real_input::read(files[0]);
  for (std::size_t first = 0; first < text.size(); ++rows) {
    const std::size_t end = std::min(text.find('\n', first), text.size());
    judge(json::parse(json::string_view(text.data() + first, end - first)));
    first = end + 1;
  }
  EXPECT_GT(rows, 0u);
}

TEST(TlogVectors, EveryInclusionProofIsJudgedRight) {
  for_each_row("inclusion.jsonl", [](const json::value& row) {
    EXPECT_EQ(is_inclusion_right(row), !row.at("wantErr").as_bool()) << string_in(row, "file");
  });
}

TEST(TlogVectors, EveryConsistencyProofIsJudgedRight) {
  for_each_row("consistency.jsonl", [](const json::value& row) {
    EXPECT_EQ(is_consistency_right(row), !row.at("wantErr").as_bool()) << string_in(row, "file");
  });
}

/// As the source says what comes of a note.
std::string result_of(const Refusal& refusal, const std::vector<VerifierKey>& known) {
  const auto key = std::ranges::find(known, refusal.key, &VerifierKey::name);
  const std::string text = key == known.end() ? "" : text_of(*key);
  const std::string name_and_id = text.substr(0, text.rfind('+'));
  switch (refusal.fault) {
    case Fault::malformed:
      return "error: malformed note";
    case Fault::ambiguous_key:
      return "error: ambiguous key " + name_and_id;
    case Fault::invalid_signature:
      return "error: invalid signature for key " + name_and_id;
    case Fault::no_known_key:
      return "error: note has no verifiable signatures";
    default:
      return "error: not of a note";
  }
}

void judge_note(const json::value& row) {
  const auto* bytes = row.as_object().if_contains("msg_base64");
  const std::string note = bytes == nullptr
                               ? string_in(row, "msg")
                               : crypto::from_base64(json::value_to<std::string>(*bytes)).value();
  std::vector<VerifierKey> known;
  for (const json::value& each : row.at("keys").as_array())
    known.push_back(parse_verifier_key(json::value_to<std::string>(each)).value());
  const std::string name = string_in(row, "name");
  const auto opened = open_note(note, known);
  EXPECT_EQ(opened ? "ok" : result_of(opened.error(), known), string_in(row, "result")) << name;
  if (!opened) return;
  std::vector<std::string> verified;
  for (const Signature& each : opened->verified) verified.push_back(each.key_name);
  EXPECT_EQ(verified, json::value_to<std::vector<std::string>>(row.at("verified"))) << name;
  EXPECT_EQ(opened->not_verified.size(), number_in(row, "unverified")) << name;
}

void judge_key(const json::value& row) {
  const std::string key = string_in(row, "key");
  EXPECT_EQ(parse_verifier_key(key).has_value(), row.at("ok").as_bool()) << key;
}

/// The source reads the text without its note, so it takes one whose last line has no end.
void judge_tree_head(const json::value& row) {
  std::string text = string_in(row, "text");
  if (!text.ends_with('\n')) text += '\n';
  const auto checkpoint = parse_checkpoint(text);
  EXPECT_EQ(checkpoint && checkpoint->origin == "go.sum database tree", row.at("ok").as_bool())
      << string_in(row, "name");
}

TEST(TlogVectors, EveryNoteKeyAndTreeHeadIsJudgedRight) {
  for_each_row("notes.jsonl", [](const json::value& row) {
    const std::string kind = string_in(row, "kind");
    if (kind == "note") judge_note(row);
    if (kind == "verifier_key") judge_key(row);
    if (kind == "tree_head") judge_tree_head(row);
  });
}

}  // namespace
}  // namespace gandan::tlog
