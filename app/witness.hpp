// What a witness remembers of a log, and how it judges the next head: one line of history, or a
// split view with both heads kept.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lib/tlog/checkpoint.hpp"

namespace gandan::app {

/// The file --state: a line "log-key KEY" each, an empty line, and the checkpoint that was seen
/// last, with this witness's cosignature where it has a key.
struct WitnessState {
  std::vector<tlog::VerifierKey> log_keys;  ///< at least one; the origin of the log is its name
  std::string checkpoint;                   ///< the note; empty: none was seen yet
  bool operator==(const WitnessState&) const = default;
};

[[nodiscard]] std::string text_of(const WitnessState& state);
/// Nothing for whatever text_of() does not write.
[[nodiscard]] std::optional<WitnessState> parse_witness_state(std::string_view text);

/// Replaces the file as a whole and brings it to the disk. Throws std::runtime_error.
void write_whole(const std::filesystem::path& file, std::string_view bytes);

}  // namespace gandan::app
