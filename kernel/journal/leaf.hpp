// The hashes of the journal: an entry's leaf, the chain over leaves, and what the log commits to.
// Stated in README.md.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "kernel/journal/opening.hpp"

namespace gandan::journal {

/// SHA-256(0x00 ‖ fields), each field as its length in decimal, ':', its bytes. 32 bytes.
[[nodiscard]] std::string leaf_hash(const Recorded& entry);
/// SHA-256(0x01 ‖ head ‖ leaf): the chain's head after one more leaf.
[[nodiscard]] std::string next_head(std::string_view head, std::string_view leaf);
/// The head before the first entry: 32 zero bytes.
[[nodiscard]] std::string first_head();

/// What opens the log's commitment to an entry, where it stands at `index`. An officer's number is
/// hashed with a secret that the opening does not tell: a receipt names no officer.
[[nodiscard]] Opening opening_of(const Recorded& entry, std::uint64_t index,
                                 std::string_view record_salt, std::vector<Part> locked = {});
/// The commitment, where the content is known.
[[nodiscard]] tlog::Hash commitment_to(const Recorded& entry, std::uint64_t index,
                                       std::string_view record_salt, const tlog::Hash& content);

}  // namespace gandan::journal
