// The hashes of the journal: an entry's leaf, and the chain over leaves. Stated in README.md.
#pragma once
#include <string>
#include <string_view>

#include "kernel/journal/journal.hpp"

namespace gandan::journal {

/// SHA-256(0x00 ‖ fields), each field as its length in decimal, ':', its bytes. 32 bytes.
[[nodiscard]] std::string leaf_hash(const Recorded& entry);
/// SHA-256(0x01 ‖ head ‖ leaf): the chain's head after one more leaf.
[[nodiscard]] std::string next_head(std::string_view head, std::string_view leaf);
/// The head before the first entry: 32 zero bytes.
[[nodiscard]] std::string first_head();

}  // namespace gandan::journal
