// The hashes of a Merkle tree (RFC 6962, 2.1): SHA-256 with a byte before it that tells leaves from
// nodes.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace gandan::tlog {

using Hash = std::array<unsigned char, 32>;

/// SHA-256(0x00 ‖ entry).
[[nodiscard]] Hash leaf_hash(std::string_view entry);
/// SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);
/// SHA-256 of nothing: the root of a tree without leaves.
[[nodiscard]] Hash empty_root();

/// The 32 bytes.
[[nodiscard]] std::string_view bytes_of(const Hash& hash);
/// Nothing for another number of bytes than 32.
[[nodiscard]] std::optional<Hash> hash_of_bytes(std::string_view bytes);
/// 44 characters.
[[nodiscard]] std::string base64_of(const Hash& hash);
/// Nothing for what is not the one base64 text of 32 bytes.
[[nodiscard]] std::optional<Hash> hash_of_base64(std::string_view text);

}  // namespace gandan::tlog
