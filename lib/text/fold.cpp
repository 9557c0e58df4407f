#include "lib/text/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include "lib/text/utf8.hpp"

namespace gandan::text {

namespace {

const icu::Normalizer2& normalizer() {
  static const icu::Normalizer2& instance = [&]() -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot load its normalization data");
    return *found;
  }();
  return instance;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

/// Up to three bytes of UTF-8.
struct FoldPiece {
  std::array<char, 3> bytes{};
  std::uint8_t size = 0;

  static FoldPiece of(std::string_view utf8) {
    FoldPiece piece;
    piece.size = static_cast<std::uint8_t>(utf8.copy(piece.bytes.data(), 3));
    return piece;
  }
  void append_to(std::string& out) const { out.append(bytes.data(), size); }
};

/// What becomes of one Latin letter at each level.
struct Letter {
  FoldPiece exact;
  FoldPiece toneless;
  FoldPiece markless;
  char tone = 0;  // second byte of the combining tone (its first is 0xCC), or 0
  bool is_letter = false;
};

/// The five tones that are written: huyền, sắc, ngã, hỏi, nặng.
bool is_tone(char32_t mark) {
  return mark == 0x300 || mark == 0x301 || mark == 0x303 || mark == 0x309 || mark == 0x323;
}

bool is_combining(char32_t c) {
  return c >= 0x300 && c < 0x370;
}

std::string utf8(std::u32string_view code_points) {
  std::string out;
  for (const char32_t c : code_points) append(out, c);
  return out;
}

/// Latin letters without a decomposition that still are a plain letter with a mark, or two letters.
std::string_view plain_letters(char32_t lower) {
  switch (lower) {
    case 0x111:  // đ
    case 0xF0:   // ð, typed for đ
    case 0x256:
      return "d";
    case 0xE6:
      return "ae";
    case 0xF8:
      return "o";
    case 0xDF:
      return "ss";
    case 0xFE:
      return "th";
    case 0x127:
      return "h";
    case 0x131:
      return "i";
    case 0x142:
      return "l";
    case 0x14B:
      return "n";
    case 0x153:
      return "oe";
    case 0x167:
      return "t";
    default:
      return {};
  }
}

/// U+0080 to U+024F and U+1E00 to U+1EFF: every Latin letter that people here type, and the 134 of
/// Vietnamese first among them.
constexpr char32_t low_end = 0x250, high_begin = 0x1E00, high_end = 0x1F00;

using Letters = std::array<Letter, low_end + (high_end - high_begin)>;

Letter describe(char32_t code_point) {
  Letter letter;
  letter.is_letter = u_isalpha(static_cast<UChar32>(code_point));
  const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point)));
  letter.exact = FoldPiece::of(utf8({&lower, 1}));

  icu::UnicodeString decomposed;
  if (!normalizer().getDecomposition(static_cast<UChar32>(lower), decomposed))
    decomposed = static_cast<UChar32>(lower);
  std::u32string base, kept;
  const char32_t first = static_cast<char32_t>(decomposed.char32At(0));
  const bool on_vowel = std::u32string_view(U"aeiouy").find(first) != std::u32string_view::npos;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(decomposed.char32At(i));
    if (!is_combining(c)) base += c;
    if (on_vowel && is_tone(c)) {
      letter.tone = utf8({&c, 1})[1];
    } else {
      kept += c;
    }
  }
  letter.toneless = FoldPiece::of(nfc(utf8(kept)));
  const std::string_view plain = base.size() == 1 ? plain_letters(base[0]) : std::string_view();
  letter.markless = plain.empty() ? FoldPiece::of(utf8(base)) : FoldPiece::of(plain);
  if (code_point == 0xA0) letter.markless = FoldPiece::of(" ");  // no-break space
  if (code_point == 0xAD) letter.markless = FoldPiece{};         // soft hyphen
  return letter;
}

const Letters& letters() {
  static const Letters table = [] {
    Letters made;
    for (char32_t c = 0x80; c < low_end; ++c) made[c] = describe(c);
    for (char32_t c = high_begin; c < high_end; ++c) made[c - high_begin + low_end] = describe(c);
    return made;
  }();
  return table;
}

const Letter* latin(const Letters& table, char32_t c) {
  if (c < low_end) return &table[c];
  if (c >= high_begin && c < high_end) return &table[c - high_begin + low_end];
  return nullptr;
}

/// Cyrillic and Greek letters, in lower case, that are printed like a Latin one.
char look_alike(char32_t lower) {
  static constexpr std::pair<char32_t, char> table[] = {
      {0x3B1, 'a'}, {0x3B5, 'e'}, {0x3B7, 'h'}, {0x3B9, 'i'}, {0x3BA, 'k'}, {0x3BC, 'm'},
      {0x3BD, 'n'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C4, 't'}, {0x3C5, 'u'}, {0x3C7, 'x'},
      {0x430, 'a'}, {0x432, 'b'}, {0x435, 'e'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43D, 'h'},
      {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'}, {0x445, 'x'},
      {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}};
  const auto* found = std::lower_bound(std::begin(table), std::end(table), lower,
                                       [](const auto& row, char32_t c) { return row.first < c; });
  return found != std::end(table) && found->first == lower ? found->second : '\0';
}

/// A run of letters and marks, and whether one of them is Latin: only there is a look-alike a
/// mistake.
struct Run {
  std::size_t end = 0;
  bool has_latin = false;
};

Run run_around(std::string_view text, std::size_t at) {
  Run run;
  const auto take = [&](std::size_t i) {
    const Decoded d = decode(text, i);
    const bool is_letter =
        u_isalpha(static_cast<UChar32>(d.code_point)) || is_combining(d.code_point);
    const bool is_latin =
        d.code_point < low_end || (d.code_point >= high_begin && d.code_point < high_end);
    run.has_latin = run.has_latin || (is_letter && is_latin);
    return is_letter ? d.size : 0;
  };
  for (std::size_t i = at; i > 0;) {
    --i;
    while (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) --i;
    if (take(i) == 0) break;
  }
  for (run.end = at; run.end < text.size();) {
    const std::size_t size = take(run.end);
    if (size == 0) break;
    run.end += size;
  }
  return run;
}

bool is_consonant(char c) {
  return c >= 'b' && c <= 'z' && c != 'e' && c != 'i' && c != 'o' && c != 'u' && c != 'y';
}

/// One pass over the text. Stops at the first code point that needs NFC before it can be judged,
/// unless the text is known to be normalized.
template <Fold level>
class Pass {
 public:
  Pass(std::string& out, std::string_view text, bool normalized)
      : out_(out), text_(text), normalized_(normalized), start_(out.size()) {}

  [[nodiscard]] bool run() {
    const Letters& table = letters();
    for (std::size_t at = 0; at < text_.size();) {
      const char c = text_[at];
      if (static_cast<signed char>(c) >= 0) {
        ascii(c);
        ++at;
        continue;
      }
      const Decoded next = decode(text_, at);
      if (const Letter* letter = latin(table, next.code_point)) {
        put(*letter);
      } else if (!other(next.code_point, at)) {
        return false;
      }
      at += next.size;
    }
    end_syllable();
    return true;
  }

 private:
  void ascii(char c) {
    const bool upper = c >= 'A' && c <= 'Z';
    const char lower = upper ? static_cast<char>(c + 32) : c;
    if constexpr (level == Fold::placement) {
      if (lower < 'a' || lower > 'z') end_syllable();
    }
    if constexpr (level == Fold::markless) {
      if (lower == 'y') return plain(y_or_i());
    }
    out_.push_back(lower);
  }

  void put(const Letter& letter) {
    if constexpr (level == Fold::exact) {
      letter.exact.append_to(out_);
    } else if constexpr (level == Fold::placement) {
      if (!letter.is_letter) end_syllable();
      letter.toneless.append_to(out_);
      if (letter.tone != 0) tones_.push_back(letter.tone);
    } else if constexpr (level == Fold::toneless) {
      letter.toneless.append_to(out_);
    } else {
      if (letter.markless.size == 1 && letter.markless.bytes[0] == 'y') return plain(y_or_i());
      letter.markless.append_to(out_);
    }
  }

  void plain(char c) { out_.push_back(c); }

  /// Mỹ and Mĩ, kỹ and kĩ, quý and quí are one word in two spellings; tay and tai are two words.
  [[nodiscard]] char y_or_i() const {
    const std::size_t size = out_.size() - start_;
    const char before = size > 0 ? out_.back() : ' ';
    const bool after_qu = size > 1 && before == 'u' && out_[out_.size() - 2] == 'q';
    return after_qu || is_consonant(before) ? 'i' : 'y';
  }

  [[nodiscard]] bool other(char32_t c, std::size_t at) {
    const bool is_punctuation = c >= 0x2000 && c < 0x2070;
    if (!normalized_ && !is_punctuation) return false;
    if (is_combining(c)) {
      if constexpr (level == Fold::markless) return true;
      if constexpr (level == Fold::toneless) {
        if (is_tone(c)) return true;
      }
      append(out_, c);
      return true;
    }
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    if constexpr (level == Fold::placement) {
      if (!u_isalpha(static_cast<UChar32>(c))) end_syllable();
    }
    if constexpr (level == Fold::markless) {
      const bool is_invisible = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                                (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
      if (is_invisible) return true;
      if (c >= 0xFF01 && c <= 0xFF5E) {
        ascii(static_cast<char>(c - 0xFF01 + 0x21));
        return true;
      }
      if ((c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000) {
        plain(' ');
        return true;
      }
      if (const char alike = look_alike(lower); alike != 0 && among_latin(at)) {
        ascii(alike);
        return true;
      }
    }
    append(out_, lower);
    return true;
  }

  /// Looks at each run of letters once, however long it is.
  [[nodiscard]] bool among_latin(std::size_t at) {
    if (at >= run_.end) run_ = run_around(text_, at);
    return run_.has_latin;
  }

  void end_syllable() {
    for (const char tone : tones_) out_.append({'\xCC', tone});
    tones_.clear();
  }

  std::string& out_;
  std::string_view text_;
  bool normalized_;
  std::size_t start_;
  std::string tones_;
  Run run_;
};

template <Fold level>
void fold_at(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  out.reserve(before + text.size() + 4);
  if (Pass<level>(out, text, false).run()) return;
  out.resize(before);
  const std::string normalized = nfc(text);
  static_cast<void>(Pass<level>(out, normalized, true).run());
}

}  // namespace

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string repaired;
  if (!is_valid_utf8(text)) {
    repaired = repair_utf8(text);
    text = repaired;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (normalizer().isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  status = U_ZERO_ERROR;
  normalizer().normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU failed to normalize a text");
  return out;
}

void fold_append(std::string& out, std::string_view text, Fold level) {
  switch (level) {
    case Fold::exact:
      return fold_at<Fold::exact>(out, text);
    case Fold::placement:
      return fold_at<Fold::placement>(out, text);
    case Fold::toneless:
      return fold_at<Fold::toneless>(out, text);
    case Fold::markless:
      return fold_at<Fold::markless>(out, text);
  }
}

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    const auto c = static_cast<UChar32>(next.code_point);
    // The fillers of Hangul are letters to Unicode, and nothing to the eye.
    if (u_isalnum(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return false;
    at += next.size;
  }
  return true;
}

std::string fold(std::string_view text, Fold level) {
  std::string out;
  fold_append(out, text, level);
  return out;
}

}  // namespace gandan::text
