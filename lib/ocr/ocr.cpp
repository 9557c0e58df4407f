#include "lib/ocr/ocr.hpp"

#include "lib/base/apart.hpp"

namespace gandan::ocr {
namespace {

constexpr const char* program = "tesseract";
constexpr const char* language = "vie";

bool lists_language() {
  const auto listed =
      run_program_apart({.time = std::chrono::seconds(10)}, {program, "--list-langs"}, "");
  return listed && listed->find(std::string("\n") + language + "\n") != std::string::npos;
}

/// Without what is blank at the ends, and the form feed that ends a page.
std::string trimmed(const std::string& words) {
  constexpr const char* blank = " \t\r\n\f";
  const std::size_t begin = words.find_first_not_of(blank);
  if (begin == std::string::npos) return {};
  return words.substr(begin, words.find_last_not_of(blank) - begin + 1);
}

}  // namespace

bool is_installed() {
  static const bool is_there = lists_language();
  return is_there;
}

Result<std::string, Problem> words_of(std::string_view picture, const Limits& limits) {
  if (!is_installed()) return fail(Problem::not_installed);
  const auto words = run_program_apart(
      {.time = limits.time, .memory = limits.memory, .longest_answer = limits.longest},
      {program, "stdin", "stdout", "-l", language}, picture);
  if (words) return trimmed(*words);
  return fail(words.error() == ApartError::too_slow ? Problem::too_slow : Problem::unreadable);
}

}  // namespace gandan::ocr
