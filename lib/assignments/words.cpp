#include "lib/assignments/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "lib/text/fold.hpp"

namespace gandan::assignments {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Signs of more than one byte, as the sign that they are read as; a space is white.
constexpr std::pair<std::string_view, char> long_signs[] = {
    {"–", '-'}, {"—", '-'}, {"−", '-'}, {"‐", '-'}, {"‑", '-'},      {"“", '"'},     {"”", '"'},
    {"‘", '"'}, {"’", '"'}, {"…", '.'}, {"•", '-'}, {"\u00a0", ' '}, {"\u200b", ' '}};

/// How many bytes of white space or of a sign begin the text, and the sign; 0 where a word begins.
std::pair<std::size_t, char> sign_at(std::string_view text) {
  for (const auto& [bytes, sign] : long_signs)
    if (text.starts_with(bytes)) return {bytes.size(), sign};
  if (is_digit(text[0]) || is_letter(text[0])) return {0, ' '};
  return {1, static_cast<unsigned char>(text[0]) <= ' ' ? ' ' : text[0]};
}

std::size_t end_of_run(std::string_view text, std::size_t begin) {
  const bool digits = is_digit(text[begin]);
  std::size_t end = begin;
  while (end < text.size() && sign_at(text.substr(end)).first == 0 && is_digit(text[end]) == digits)
    ++end;
  return end;
}

bool begins_with_capital(std::string_view word) {
  std::size_t first = 1;
  while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0) == 0x80) ++first;
  const std::string_view letter = word.substr(0, first);
  return letter != text::fold(letter, text::Fold::exact);
}

/// With their marks: without them six is after, four is from and five is to do.
constexpr std::array digits{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

std::optional<int> digit_of(std::string_view exact) {
  if (exact == "tư") return 4;
  if (exact == "lăm") return 5;
  const auto* found = std::ranges::find(digits, exact);
  return found == digits.end() ? std::nullopt
                               : std::optional(static_cast<int>(found - digits.begin()));
}

std::optional<Amount> figures_at(const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size() || !words[at].is_number || words[at].key.size() > 6) return {};
  int value = 0;
  const std::string& key = words[at].key;
  std::from_chars(key.data(), key.data() + key.size(), value);
  return Amount{value, at + 1};
}

/// "mười lăm", "ba mươi", "hai mươi tư", "một trăm hai mươi", "năm".
std::optional<Amount> numeral_at(const std::vector<Word>& words, std::size_t at) {
  const auto unit = [&](std::size_t i) {
    return i < words.size() ? digit_of(words[i].exact) : std::nullopt;
  };
  int value = 0;
  std::size_t next = at;
  if (unit(next) && stand_at(words, next + 1, {"tram"})) {
    value = *unit(next) * 100;
    next += 2;
    if (stand_at(words, next, {"linh"}) || stand_at(words, next, {"le"})) ++next;
  }
  if (stand_at(words, next, {"muoi"})) {
    value += 10;
    ++next;
  } else if (unit(next) && stand_at(words, next + 1, {"muoi"})) {
    value += *unit(next) * 10;
    next += 2;
  }
  // "mười năm" is ten years: behind a ten, five is "lăm".
  const bool behind_ten = next > at && words[next - 1].key == "muoi";
  if (unit(next) && !(behind_ten && words[next].key == "nam")) value += *unit(next++);
  return next == at ? std::nullopt : std::optional(Amount{value, next});
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto [bytes, sign] = sign_at(text.substr(at)); bytes > 0) {
      if (sign != ' ')
        words.push_back({.key = {sign}, .begin = at, .end = at + bytes, .is_sign = true});
      at += bytes;
      continue;
    }
    const std::size_t end = end_of_run(text, at);
    const std::string_view run = text.substr(at, end - at);
    words.push_back({.key = text::fold(run),
                     .exact = text::fold(run, text::Fold::exact),
                     .begin = at,
                     .end = end,
                     .is_number = is_digit(run[0]),
                     .has_capital = begins_with_capital(run)});
    at = end;
  }
  return words;
}

bool stand_at(const std::vector<Word>& words, std::size_t at,
              std::initializer_list<std::string_view> keys) {
  if (at + keys.size() > words.size()) return false;
  return std::ranges::equal(
      keys,
      std::ranges::subrange(words.begin() + static_cast<long>(at),
                            words.begin() + static_cast<long>(at + keys.size())),
      {}, {}, &Word::key);
}

std::optional<std::size_t> find(const std::vector<Word>& words,
                                std::initializer_list<std::string_view> keys, std::size_t from) {
  for (std::size_t at = from; at + keys.size() <= words.size(); ++at)
    if (stand_at(words, at, keys)) return at;
  return {};
}

std::optional<Amount> amount_at(const std::vector<Word>& words, std::size_t at) {
  auto amount = figures_at(words, at);
  if (!amount) amount = numeral_at(words, at);
  if (!amount || !stand_at(words, amount->after, {"("})) return amount;
  auto again = figures_at(words, amount->after + 1);
  if (!again) again = numeral_at(words, amount->after + 1);
  if (again && again->value == amount->value && stand_at(words, again->after, {")"}))
    amount->after = again->after + 1;
  return amount;
}

std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!white)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace gandan::assignments
