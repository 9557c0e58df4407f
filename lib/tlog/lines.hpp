// How the text formats of logs write numbers, lines and hashes: each value in one way only.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lib/tlog/merkle.hpp"

namespace gandan::tlog {

/// Decimal digits without leading zeros, at most max_size.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view digits);

/// The next line, without its end, which is taken off `text`; nothing where no line ends in it.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& text);

/// What follows `key` and a space; nothing where the line begins otherwise.
[[nodiscard]] std::optional<std::string_view> value_of(std::string_view line, std::string_view key);

/// A hash a line in base64, then an empty line.
[[nodiscard]] std::string proof_lines(std::span<const Hash> proof);
/// Takes them off `text`. Nothing for more than 63, which no tree needs.
[[nodiscard]] std::optional<Proof> take_proof(std::string_view& text);

}  // namespace gandan::tlog
