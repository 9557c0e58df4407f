#include "lib/text/disguised_numbers.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "lib/text/dates.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::text {

namespace {

/// How a piece of a number was written.
enum class Form {
  numerals,  ///< "0912"
  odd,       ///< "O9l2", "０９", "0️⃣": nobody writes a sum or a year so
  spelled    ///< "không", "mười hai", "nine"
};

/// A piece of a number, in bytes of the text.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string digits;
  Form form = Form::numerals;
  bool is_enumerated = false;  ///< after a comma or a semicolon
  bool is_on_new_line = false;
};

/// Words for a digit, folded: as typed with marks and without.
const std::unordered_map<std::string_view, char>& digit_words() {
  static const std::unordered_map<std::string_view, char> words{
      {"khong", '0'}, {"mot", '1'},  {"hai", '2'},  {"ba", '3'},    {"bon", '4'},   {"tu", '4'},
      {"nam", '5'},   {"lam", '5'},  {"nham", '5'}, {"sau", '6'},   {"bay", '7'},   {"tam", '8'},
      {"chin", '9'},  {"zero", '0'}, {"oh", '0'},   {"one", '1'},   {"two", '2'},   {"three", '3'},
      {"four", '4'},  {"five", '5'}, {"six", '6'},  {"seven", '7'}, {"eight", '8'}, {"nine", '9'}};
  return words;
}

/// Words that stand between digits and are none.
bool parts_digits(std::string_view word) {
  constexpr std::string_view words[] = {"cham", "gach",  "ngang", "phay",  "cach",
                                        "noi",  "roi",   "cong",  "dot",   "dash",
                                        "plus", "space", "point", "hyphen"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// The digit that a letter is taken for: "O9l2".
std::optional<char> looks_like(char32_t c) {
  switch (c) {
    case 'O':
    case 'o':
      return '0';
    case 'I':
    case 'l':
    case 'i':
      return '1';
    case 'Z':
    case 'z':
      return '2';
    case 'S':
    case 's':
      return '5';
    case 'B':
      return '8';
    case 'q':
    case 'g':
      return '9';
    default:
      return std::nullopt;
  }
}

/// The digits of a token that holds nothing but digits and letters that look like some.
std::optional<Piece> numerals(std::string_view token) {
  Piece piece;
  bool has_digit = false;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < token.size();) {
    const Decoded next = decode(token, at);
    at += next.size;
    const auto c = static_cast<UChar32>(next.code_point);
    if (c < 0x80 && c >= '0' && c <= '9') {
      piece.digits.push_back(static_cast<char>(c));
      has_digit = true;
    } else if (c == '.' || c == ',') {
      continue;
    } else if (const auto digit = looks_like(next.code_point)) {
      piece.digits.push_back(*digit);
      piece.form = Form::odd;
    } else if (const int value = u_charDigitValue(c); value >= 0) {
      piece.digits.push_back(static_cast<char>('0' + value));
      piece.form = Form::odd;
      has_digit = true;
    } else if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 && has_digit) {
      piece.form = Form::odd;
      continue;
    } else {
      return std::nullopt;
    }
    ++characters;
  }
  constexpr std::size_t fewest_letters = 8;  // "so", "gois" are words, "OSBZOOOOlB" is none
  if (!has_digit && characters != 1 && characters < fewest_letters) return std::nullopt;
  return piece;
}

/// "khongchinmothai": three words for digits or more, written together.
std::optional<Piece> joined_words(std::string_view word) {
  constexpr std::size_t longest_digit_word = 5;  // letters, folded: "khong", "chin"
  Piece piece{.form = Form::spelled};
  while (!word.empty()) {
    std::size_t size = std::min(longest_digit_word, word.size());
    while (size > 1 && !digit_words().contains(word.substr(0, size))) --size;
    if (size <= 1) return std::nullopt;
    piece.digits.push_back(digit_words().at(word.substr(0, size)));
    word.remove_prefix(size);
  }
  if (piece.digits.size() < 3) return std::nullopt;
  return piece;
}

/// Four digits in a row at one of the ends: "01.02.03" may be part of a telephone number.
bool has_a_whole_year(std::string_view number) {
  const auto digits = [](std::string_view part) {
    return part.size() == 4 && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return number.size() > 6 &&
         (digits(number.substr(0, 4)) || digits(number.substr(number.size() - 4)));
}

std::optional<Piece> read(const Token& token, std::string_view folded) {
  const auto first = static_cast<unsigned char>(token.text[0]);
  if (token.kind == TokenKind::number && has_a_whole_year(token.text) && parse_date(token.text))
    return std::nullopt;  // "03.10.2025"
  if (const auto word = digit_words().find(folded); word != digit_words().end())
    return Piece{.digits = std::string(1, word->second), .form = Form::spelled};
  if (first >= 0x80 || (first >= '0' && first <= '9') || looks_like(first)) {
    if (auto piece = numerals(token.text)) return piece;
  }
  constexpr std::size_t three_words = 6;  // bytes: "haibabon" is longer
  return folded.size() >= three_words ? joined_words(folded) : std::nullopt;
}

/// Pieces that follow each other, as one number.
struct Window {
  std::string digits;
  std::size_t pieces = 0;
  std::size_t spelled = 0;  ///< digits that are words
  bool has_odd = false;
  bool has_year = false;         ///< "2025"
  bool has_enumeration = false;  ///< a comma before more than a digit
  std::size_t line_breaks = 0;   ///< before more than a digit
  int step = 0;                  ///< between the last two values
  bool is_counting = true;       ///< "một hai ba bốn …", or down
  int last = -1;

  void add(const Piece& piece) {
    const int value = piece.digits.size() <= 2 ? std::stoi(piece.digits) : -1;
    const int stride = value - last;
    if (pieces > 0)
      is_counting = is_counting && value >= 0 && (stride == 1 || stride == -1) &&
                    (pieces == 1 || stride == step);
    step = stride;
    last = value;
    digits += piece.digits;
    spelled += piece.form == Form::spelled ? piece.digits.size() : 0;
    has_odd = has_odd || piece.form == Form::odd;
    has_year = has_year || (piece.form == Form::numerals && piece.digits.size() == 4 &&
                            (piece.digits.starts_with("19") || piece.digits.starts_with("20")));
    has_enumeration =
        has_enumeration || (pieces > 0 && piece.is_enumerated && piece.digits.size() > 1);
    line_breaks += pieces > 0 && piece.is_on_new_line && piece.digits.size() > 1 ? 1 : 0;
    ++pieces;
  }
};

class Reader {
 public:
  Reader(std::string_view text, std::span<const Token> tokens, std::span<const std::string> folded)
      : text_(text), tokens_(tokens), folded_(folded) {}

  std::vector<PersonalSpan> run() {
    std::size_t end = 0;  // of the token before
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (token.kind == TokenKind::reference) continue;  // its parts come next
      const auto begin = static_cast<std::size_t>(token.text.data() - text_.data());
      const std::string_view gap = text_.substr(std::min(end, begin), begin - std::min(end, begin));
      constexpr std::size_t widest = 12;  // bytes
      if (gap.size() > widest) finish();
      is_enumerated_ = gap.find_first_of(",;") != std::string_view::npos;
      is_on_new_line_ = gap.find('\n') != std::string_view::npos;
      end = begin + token.text.size();
      take(i, begin, end);
    }
    finish();
    return std::move(spans_);
  }

 private:
  void take(std::size_t i, std::size_t begin, std::size_t end) {
    const std::string_view word = folded_[i];
    if (word == "muoi") return tens(begin, end);
    if (word == "double" || word == "triple") {
      if (pieces_.empty()) began_ = begin;
      repeat_ = word == "double" ? 2 : 3;
      return;
    }
    if (!pieces_.empty() && parts_digits(word)) return;
    auto piece = read(tokens_[i], word);
    if (!piece) return finish();
    if (tens_open_ && piece->form == Form::spelled && piece->digits.size() == 1) {
      // "hai mươi ba": the nought that "mươi" left open is the three.
      pieces_.back().digits.back() = piece->digits[0];
      pieces_.back().end = end;
      tens_open_ = false;
      return;
    }
    tens_open_ = false;
    if (repeat_ > 1) piece->digits = std::string(repeat_, piece->digits[0]);
    piece->begin = repeat_ > 1 && pieces_.empty() ? began_ : begin;
    piece->end = end;
    piece->is_enumerated = is_enumerated_;
    piece->is_on_new_line = is_on_new_line_;
    repeat_ = 1;
    pieces_.push_back(std::move(*piece));
  }

  /// "mười", or the "mươi" of "hai mươi".
  void tens(std::size_t begin, std::size_t end) {
    const bool follows_digit = !pieces_.empty() && pieces_.back().form == Form::spelled &&
                               pieces_.back().digits.size() == 1 && pieces_.back().digits != "0" &&
                               fold(text_.substr(begin, end - begin), Fold::exact) != "mười";
    if (follows_digit) {
      pieces_.back().digits.push_back('0');
      pieces_.back().end = end;
    } else {
      pieces_.push_back({begin, end, "10", Form::spelled, is_enumerated_, is_on_new_line_});
    }
    tens_open_ = true;
  }

  /// Judges the pieces that stand together and forgets them.
  void finish() {
    for (std::size_t i = 0; i < pieces_.size();) {
      const std::size_t after = best_from(i);
      i = after > i ? after : i + 1;
    }
    pieces_.clear();
    tens_open_ = false;
    repeat_ = 1;
  }

  /// Keeps the longest number that begins with piece i, if any, and returns the piece after it.
  std::size_t best_from(std::size_t i) {
    constexpr std::size_t most_digits = 19;  // of an account
    Window window;
    std::optional<PersonalData> kind;
    std::size_t after = i;
    for (std::size_t end = i; end < pieces_.size() && window.digits.size() < most_digits; ++end) {
      window.add(pieces_[end]);
      const bool is_whole = i == 0 && end + 1 == pieces_.size();
      if (const auto as = judge(window, i, is_whole)) {
        kind = as;
        after = end + 1;
      }
    }
    if (!kind) return i;
    spans_.push_back({pieces_[i].begin, pieces_[after - 1].end, *kind, true});
    return after;
  }

  /// What the window is that begins with piece i. `is_whole`: no other piece stands beside it.
  [[nodiscard]] std::optional<PersonalData> judge(const Window& window, std::size_t i,
                                                  bool is_whole) {
    const std::string_view digits = window.digits;
    constexpr std::size_t fewest = 8, identity = 12, old_identity = 9;
    if (digits.size() < fewest || (window.pieces > 1 && window.is_counting)) return std::nullopt;
    // One piece of numerals is plain: the caller knows those.
    if (window.pieces == 1 && window.spelled == 0 && !window.has_odd) return std::nullopt;
    constexpr std::size_t many = 3;  // "không 356.000.000 đồng" begins with one
    const bool begins_spelled = pieces_[i].form == Form::spelled;
    // A column of figures is no number; one that goes on in the next line is.
    const bool is_column = window.line_breaks > 1 && !window.has_odd;
    if (window.spelled < many &&
        (begins_spelled || window.has_year || window.has_enumeration || is_column))
      return std::nullopt;

    const bool is_disguised = window.spelled >= many || window.has_odd || is_whole;
    if (digits.size() == identity || digits.size() == old_identity) {
      const bool fits_citizen = digits.size() == identity && is_disguised && digits[3] <= '3' &&
                                parse_identity_number(digits);
      const bool is_all_words = digits.size() == old_identity && window.spelled == old_identity;
      if (fits_citizen || is_all_words || says(i, identity_words))
        return PersonalData::identity_number;
    }
    if (parse_telephone(digits) && (is_disguised || says(i, telephone_words)))
      return PersonalData::telephone;
    if (is_disguised && says(i, account_words)) return PersonalData::account_number;
    return std::nullopt;
  }

  using Words = std::span<const std::string_view>;
  static constexpr std::string_view identity_words[] = {
      "cmnd", "cmtnd", "cccd", "can cuoc", "chung minh", "dinh danh", "identity", "id number"};
  static constexpr std::string_view telephone_words[] = {
      "dien thoai", "sdt", "so dt", "lien he", "zalo", "hotline", "phone", "call"};
  static constexpr std::string_view account_words[] = {"tai khoan", "stk", "so tk"};

  /// Whether one of the words stands in the 60 bytes before piece i.
  [[nodiscard]] bool says(std::size_t i, Words words) {
    const std::size_t end = pieces_[i].begin, size = std::min<std::size_t>(end, 60);
    if (before_at_ != end) {
      before_ = fold(text_.substr(end - size, size));
      before_at_ = end;
    }
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return before_.find(word) != std::string::npos;
    });
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const std::string> folded_;
  std::vector<Piece> pieces_;
  bool is_enumerated_ = false;  ///< a comma stands before this token
  bool is_on_new_line_ = false;
  std::string before_;  ///< what stands before a piece, folded: asked for every end of a window
  std::size_t before_at_ = std::string::npos;
  bool tens_open_ = false;  ///< the last digit is the nought of "mươi"
  std::size_t repeat_ = 1;  ///< "double seven"
  std::size_t began_ = 0;   ///< where "double" stood
  std::vector<PersonalSpan> spans_;
};

}  // namespace

std::vector<PersonalSpan> find_disguised_numbers(std::string_view text,
                                                 std::span<const Token> tokens,
                                                 std::span<const std::string> folded) {
  return Reader(text, tokens, folded).run();
}

}  // namespace gandan::text
