// Tracking codes that people copy by hand and read over the telephone: GD-7K3M-92QX-5BT7.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::text {

/// Eleven symbols (55 bits of `random`) and a check symbol, in three groups after the prefix. The
/// alphabet is Crockford's: digits and letters without I, L, O and U. The check symbol makes the
/// code a word of a linear code over GF(32), so every single wrong symbol and every swap of two
/// symbols is caught. `random` comes from a cryptographic source: the code is all that an anonymous
/// asker holds. With 55 bits one guess in four thousand million hits one of ten million petitions,
/// and ten million drawn at random all differ but in one case of seven hundred; with 35 bits a
/// hundred thousand already collide in one case of seven.
[[nodiscard]] std::string tracking_code(std::uint64_t random, std::string_view prefix = "GD");

/// What a person typed, in its one written form; nothing where it is no code. Takes any case,
/// spaces and dashes anywhere, a missing prefix, O for 0, I and L for 1.
[[nodiscard]] std::optional<std::string> parse_tracking_code(std::string_view typed,
                                                             std::string_view prefix = "GD");

/// What may have been meant where exactly one symbol is wrong, or two neighbours are swapped: at
/// most so many codes as there are such mistakes that make a code; none where what was typed is a
/// code.
[[nodiscard]] std::vector<std::string> near_tracking_codes(std::string_view typed,
                                                           std::string_view prefix = "GD");

}  // namespace gandan::text
