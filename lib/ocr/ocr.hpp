// The words of a scan, by Tesseract (https://tesseract-ocr.github.io) with its Vietnamese
// language, where an operator installed it.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "lib/base/result.hpp"

namespace gandan::ocr {

struct Limits {
  std::chrono::seconds time{60};                  ///< of the clock, for one picture
  std::uint64_t memory = std::uint64_t{1} << 30;  ///< bytes beyond what this process has
  std::size_t longest = std::size_t{256} << 10;   ///< bytes of words
};

enum class Problem : std::uint8_t {
  not_installed,
  too_slow,
  unreadable,  ///< it is no picture that Tesseract takes, or of more words than are taken
};

/// Whether the program and its language were there when this was first asked.
[[nodiscard]] bool is_installed();

/// The words of a picture (JPEG, PNG or PNM), a line each, without blank ones at its ends; empty
/// where it shows none. It is a guess of a machine: never to be shown as what somebody said.
[[nodiscard]] Result<std::string, Problem> words_of(std::string_view picture,
                                                    const Limits& limits = {});

}  // namespace gandan::ocr
