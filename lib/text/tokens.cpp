#include "lib/text/tokens.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "lib/base/ascii.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::text {

namespace {

/// How many bytes of a letter, digit or mark begin at `at`; 0 where something else does.
std::size_t word_character(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return is_digit(text[at]) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  const Decoded next = decode(text, at);
  // Latin with marks, and combining marks: nearly all that is not ASCII here.
  const bool plainly = (next.code_point >= 0xC0 && next.code_point < 0x370 &&
                        next.code_point != 0xD7 && next.code_point != 0xF7) ||
                       (next.code_point >= 0x1E00 && next.code_point < 0x1F00);
  if (plainly) return next.size;
  const auto c32 = static_cast<UChar32>(next.code_point);
  return u_isalnum(c32) || (U_GET_GC_MASK(c32) & U_GC_M_MASK) != 0 ? next.size : 0;
}

/// Scripts that write no spaces: each character is a word of its own.
bool stands_alone(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC);
}

/// Where the run of word characters that begins at `at` ends.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size()) {
    const std::size_t size = word_character(text, at);
    if (size == 0) break;
    if (size > 2 && stands_alone(decode(text, at).code_point)) return at == begin ? at + size : at;
    at += size;
  }
  return at;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 6)) value = value * 10 + (c - '0');
  return value;
}

class Splitter {
 public:
  Splitter(std::string_view text, std::vector<Token>& out) : text_(text), out_(out) {}

  void run() {
    for (std::size_t at = 0; at < text_.size();) {
      if (is_digit(text_[at])) {
        at = from_digit(at);
      } else if (const std::size_t end = end_of_word(text_, at); end > at) {
        out_.push_back({text_.substr(at, end - at), TokenKind::word});
        at = end;
      } else {
        at += decode(text_, at).size;
      }
    }
  }

 private:
  /// A number, a date, a reference, or a word that begins with a digit.
  std::size_t from_digit(std::size_t begin) {
    std::size_t end = end_of_word(text_, begin);
    if (!all_digits(text_.substr(begin, end - begin))) return joined(begin, end);
    const std::size_t number_end = end_of_number(end);
    if (number_end > end) {
      out_.push_back({text_.substr(begin, number_end - begin), TokenKind::number});
      return number_end;
    }
    return joined(begin, end);
  }

  /// Past ".234.567,89": separators that stand between digits.
  std::size_t end_of_number(std::size_t at) const {
    while (at + 1 < text_.size() && (text_[at] == '.' || text_[at] == ',') &&
           is_digit(text_[at + 1])) {
      ++at;
      while (at < text_.size() && is_digit(text_[at])) ++at;
    }
    return at;
  }

  /// What follows the first group as long as single / and - join further ones.
  std::size_t joined(std::size_t begin, std::size_t end) {
    groups_.assign(1, text_.substr(begin, end - begin));
    while (end + 1 < text_.size() && (text_[end] == '/' || text_[end] == '-')) {
      const std::size_t next = end_of_word(text_, end + 1);
      if (next == end + 1) break;
      groups_.push_back(text_.substr(end + 1, next - end - 1));
      end = next;
    }
    const std::string_view whole = text_.substr(begin, end - begin);
    if (groups_.size() == 1) {
      out_.push_back({whole, all_digits(whole) ? TokenKind::number : TokenKind::word});
    } else if (is_date()) {
      out_.push_back({whole, TokenKind::date});
    } else {
      out_.push_back({whole, TokenKind::reference});
      for (const std::string_view group : groups_)
        out_.push_back({group, all_digits(group) ? TokenKind::number : TokenKind::word, true});
    }
    return end;
  }

  [[nodiscard]] bool is_date() const {
    if (groups_.size() != 3 || !std::all_of(groups_.begin(), groups_.end(), all_digits))
      return false;
    const auto day_and_month = [](std::string_view day, std::string_view month) {
      return day.size() <= 2 && month.size() <= 2 && number_of(day) >= 1 && number_of(day) <= 31 &&
             number_of(month) >= 1 && number_of(month) <= 12;
    };
    return (groups_[2].size() == 4 && day_and_month(groups_[0], groups_[1])) ||
           (groups_[0].size() == 4 && day_and_month(groups_[2], groups_[1]));
  }

  std::string_view text_;
  std::vector<Token>& out_;
  std::vector<std::string_view> groups_;
};

}  // namespace

void tokens(std::string_view text, std::vector<Token>& out) {
  out.clear();
  Splitter(text, out).run();
}

std::vector<Token> tokens(std::string_view text) {
  std::vector<Token> out;
  out.reserve(text.size() / 5 + 1);
  tokens(text, out);
  return out;
}

}  // namespace gandan::text
