// What a commitment is made of, and how whoever holds that can show that the log has it: pure
// functions, the same for the server, for `gandan verify` and for the script in a reader's browser.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/tlog/merkle.hpp"

namespace gandan::journal {

/// One value of a record as it stood when the entry was made.
struct Part {
  std::string name;   ///< of the column, as a context commits it: "text"
  std::string value;  ///< numbers in decimal
  std::string key;    ///< 32 bytes; without it nobody can try values against the hash
  /// In place of all three, where the holder may not know them: what hash_of() gave.
  std::optional<tlog::Hash> hidden = std::nullopt;
};
/// HMAC-SHA-256(salt of the record, name): one part can be shown without the others.
[[nodiscard]] std::string part_key(std::string_view record_salt, std::string_view name);
/// leaf_hash(key ‖ name ‖ value), the latter two each as its length in decimal, ':', its bytes.
[[nodiscard]] tlog::Hash hash_of(const Part& part);
/// The root over the parts' hashes, in the order of their names; of none, empty_root().
[[nodiscard]] tlog::Hash content_of(std::span<const tlog::Hash> parts);

/// SHA-256(salt ‖ fields ‖ content).
[[nodiscard]] tlog::Hash commitment_of(std::string_view salt, std::string_view fields,
                                       const tlog::Hash& content);
/// "gandan log 2\n" ‖ commitment: the entry of the log, and all that the log tells of it.
[[nodiscard]] std::string log_entry(const tlog::Hash& commitment);
/// Its leaf_hash().
[[nodiscard]] tlog::Hash log_leaf(const tlog::Hash& commitment);

/// An entry with what opens its commitment, for whoever may know all of it.
struct Opening {
  std::string fields;       ///< of the entry, each as its length in decimal, ':', its bytes
  std::string salt;         ///< 16 bytes
  std::vector<Part> parts;  ///< in the order of their names
  std::optional<std::uint64_t> index;  ///< in the log; nothing before it is sealed
};
/// The entry's leaf_hash().
[[nodiscard]] tlog::Hash leaf_of(const Opening& opening);

}  // namespace gandan::journal
