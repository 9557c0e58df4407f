// The words of a wording, as its readers look at them: without marks, beside where they stand.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::assignments {

struct Word {
  std::string key;           ///< folded: "quy" for "Quý"; digits and single signs as they are
  std::string exact;         ///< in lower case, with its marks: "sáu" is six, "sau" is after
  std::size_t begin, end;    ///< in the text that was split
  bool is_number = false;    ///< of digits alone
  bool is_sign = false;      ///< one of / - , ; : ( ) and the like
  bool has_capital = false;  ///< its first letter is one
};

/// In order; white space is dropped, a dash of any length is "-".
[[nodiscard]] std::vector<Word> words_of(std::string_view text);

/// Whether the keys stand at `at`, one after another.
[[nodiscard]] bool stand_at(const std::vector<Word>& words, std::size_t at,
                            std::initializer_list<std::string_view> keys);
/// Where they first stand from `from` on.
[[nodiscard]] std::optional<std::size_t> find(const std::vector<Word>& words,
                                              std::initializer_list<std::string_view> keys,
                                              std::size_t from = 0);

/// A number in figures, in words ("ba mươi") or in both ("bảy (07)", "15 (mười lăm)").
struct Amount {
  int value = 0;
  std::size_t after = 0;  ///< the word behind it
};
[[nodiscard]] std::optional<Amount> amount_at(const std::vector<Word>& words, std::size_t at);

/// Each run of white space as one space, none at the ends.
[[nodiscard]] std::string in_one_line(std::string_view text);

}  // namespace gandan::assignments
