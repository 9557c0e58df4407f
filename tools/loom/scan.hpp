// Finding the end of C++ inside a view, and taking messages apart, without understanding C++.
#pragma once
#include <cstddef>
#include <string_view>

#include "tools/loom/program.hpp"

namespace gandan::loom {

/// The place of the bracket that closes the one just before `at`; strings, characters and nested
/// brackets are skipped. Throws where it does not close.
[[nodiscard]] std::size_t find_close(std::string_view source, std::size_t at, char close);

/// Without white space at its ends; the offset follows.
[[nodiscard]] Code trimmed(std::string_view source, std::size_t from, std::size_t to);

/// True where `inside`, what stands between { and }, is {t "…"}, {tn "…"} or {tc "…"}.
[[nodiscard]] bool is_message(std::string_view inside);
/// Reads source[from, to) as a message and checks its placeholders against its arguments.
[[nodiscard]] Message read_message(std::string_view source, std::size_t from, std::size_t to);

[[nodiscard]] bool is_space(char c);
/// A character of a C++ name.
[[nodiscard]] bool is_word(char c);

}  // namespace gandan::loom
