#include "lib/text/encoding.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include "lib/text/fold.hpp"
#include "lib/text/syllable.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::text {

namespace {

/// Windows-1252, 0x80 to 0x9F: where Word's quotation marks and dashes stand. 0 is unassigned.
constexpr std::array<char16_t, 32> windows_1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// What each byte means; a null character means "as in Windows-1252".
using ByteTable = std::array<char32_t, 256>;

void assign(ByteTable& table, unsigned first, std::u32string_view letters) {
  for (const char32_t letter : letters) table[first++] = letter;
}

ByteTable tcvn3_table() {
  ByteTable table{};
  assign(table, 0xA1, U"ĂÂÊÔƠƯĐăâêôơưđ");
  assign(table, 0xB5, U"àảãáạ");
  assign(table, 0xBB, U"ằẳẵắ");
  assign(table, 0xC6, U"ặầẩẫấậè");
  assign(table, 0xCE, U"ẻẽéẹềểễếệìỉ");
  assign(table, 0xDC, U"ĩíịò");
  assign(table, 0xE1, U"ỏõóọồổỗốộờởỡớợù");
  assign(table, 0xF1, U"ủũúụừửữứựỳỷỹýỵ");
  return table;
}

ByteTable viscii_table() {
  ByteTable table{};
  table[0x02] = U'Ẳ', table[0x05] = U'Ẵ', table[0x06] = U'Ẫ';
  table[0x14] = U'Ỷ', table[0x19] = U'Ỹ', table[0x1E] = U'Ỵ';
  assign(table, 0x80,
         U"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừ"
         U"ửÙÚỹỵÝỡưàáâã"
         U"ảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ");
  return table;
}

ByteTable cp1258_table() {
  ByteTable table{};
  table[0xC3] = U'Ă', table[0xE3] = U'ă', table[0xD0] = U'Đ', table[0xF0] = U'đ';
  table[0xD5] = U'Ơ', table[0xF5] = U'ơ', table[0xDD] = U'Ư', table[0xFD] = U'ư';
  table[0xCC] = 0x300, table[0xEC] = 0x301, table[0xDE] = 0x303, table[0xD2] = 0x309,
  table[0xF2] = 0x323;
  return table;
}

char32_t windows_1252_letter(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0) return byte;
  const char16_t found = windows_1252[byte - 0x80u];
  return found != 0 ? found : replacement_character;
}

std::string from_table(std::string_view bytes, const ByteTable& table) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(out, table[byte] != 0 ? table[byte] : windows_1252_letter(byte));
  }
  return nfc(out);
}

constexpr char32_t acute = 0x301, grave = 0x300, hook = 0x309, tilde = 0x303, dot = 0x323;
constexpr char32_t breve = 0x306, circumflex = 0x302, horn = 0x31B;

/// The marks that a VNI byte (lower case, as Latin-1) adds to the letter before it.
std::u32string_view vni_marks(unsigned char lower) {
  static const std::unordered_map<unsigned char, std::u32string> marks{{0xF9, {acute}},
                                                                       {0xF8, {grave}},
                                                                       {0xFB, {hook}},
                                                                       {0xF5, {tilde}},
                                                                       {0xEF, {dot}},
                                                                       {0xEA, {breve}},
                                                                       {0xE9, {breve, acute}},
                                                                       {0xE8, {breve, grave}},
                                                                       {0xFA, {breve, hook}},
                                                                       {0xFC, {breve, tilde}},
                                                                       {0xEB, {breve, dot}},
                                                                       {0xE2, {circumflex}},
                                                                       {0xE1, {circumflex, acute}},
                                                                       {0xE0, {circumflex, grave}},
                                                                       {0xE5, {circumflex, hook}},
                                                                       {0xE3, {circumflex, tilde}},
                                                                       {0xE4, {circumflex, dot}}};
  const auto found = marks.find(lower);
  return found == marks.end() ? std::u32string_view() : std::u32string_view(found->second);
}

/// VNI letters that are one byte of their own.
char32_t vni_letter(unsigned char byte) {
  switch (byte) {
    case 0xF4:
      return U'ơ';
    case 0xD4:
      return U'Ơ';
    case 0xF6:
      return U'ư';
    case 0xD6:
      return U'Ư';
    case 0xF1:
      return U'đ';
    case 0xD1:
      return U'Đ';
    case 0xE6:
      return U'ỉ';
    case 0xC6:
      return U'Ỉ';
    case 0xF3:
      return U'ĩ';
    case 0xD3:
      return U'Ĩ';
    case 0xF2:
      return U'ị';
    case 0xD2:
      return U'Ị';
    case 0xEE:
      return U'ỵ';
    case 0xCE:
      return U'Ỵ';
    default:
      return windows_1252_letter(byte);
  }
}

std::string from_vni(std::string_view bytes) {
  std::string out;
  bool after_vowel = false;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const auto lower = static_cast<unsigned char>(byte >= 0xC0 && byte < 0xE0 ? byte + 0x20 : byte);
    const std::u32string_view marks = after_vowel ? vni_marks(lower) : std::u32string_view();
    if (!marks.empty()) {
      for (const char32_t mark : marks) append(out, mark);
      after_vowel = false;
    } else {
      append(out, vni_letter(byte));
      after_vowel =
          std::string_view("aeouyAEOUY\xF4\xD4\xF6\xD6").find(c) != std::string_view::npos;
    }
  }
  return nfc(out);
}

/// The mark that a VIQR character adds after `letter` (lower case); 0 where it adds none.
char32_t viqr_mark(char letter, char c) {
  switch (c) {
    case '(':
      return letter == 'a' ? breve : 0;
    case '^':
      return letter == 'a' || letter == 'e' || letter == 'o' ? circumflex : 0;
    case '+':
    case '*':
      return letter == 'o' || letter == 'u' ? horn : 0;
    case '\'':
      return acute;
    case '`':
      return grave;
    case '?':
      return hook;
    case '~':
      return tilde;
    case '.':
      return dot;
    default:
      return 0;
  }
}

std::string from_viqr(std::string_view bytes) {
  std::string out;
  char vowel = 0;
  const auto letter_at = [&](std::size_t i) {
    return i < bytes.size() && ((bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z');
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    const char lower = static_cast<char>(c | 0x20);
    if (c == '\\' && i + 1 < bytes.size()) {
      out.push_back(bytes[++i]);
      vowel = 0;
    } else if (lower == 'd' && letter_at(i + 1) && (bytes[i + 1] | 0x20) == 'd') {
      append(out, c == 'D' ? U'Đ' : U'đ');
      ++i;
      vowel = 0;
    } else if (const char32_t mark = vowel != 0 ? viqr_mark(vowel, c) : 0; mark != 0) {
      append(out, mark);
    } else {
      out.push_back(c);
      const bool is_vowel =
          letter_at(i) && std::string_view("aeiouy").find(lower) != std::string_view::npos;
      vowel = is_vowel ? lower : '\0';
    }
  }
  return nfc(out);
}

/// Undoes what pasting from a legacy font did: code points back to the bytes they stood for.
/// Nothing where the text has letters that no single byte stands for, that is, where it is real
/// Unicode.
std::optional<std::string> bytes_behind(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const Decoded next = decode(utf8, at);
    at += next.size;
    if (next.code_point < 0x100) {
      out.push_back(static_cast<char>(next.code_point));
      continue;
    }
    const auto* found = std::find(windows_1252.begin(), windows_1252.end(), next.code_point);
    if (found == windows_1252.end()) return std::nullopt;
    out.push_back(static_cast<char>(0x80 + (found - windows_1252.begin())));
  }
  return out;
}

struct Score {
  int marked = 0;  // words with a letter outside ASCII
  int good = 0;    // those that are Vietnamese syllables
  [[nodiscard]] double confidence() const {
    return static_cast<double>(good) / static_cast<double>(marked + 1);
  }
};

Score score(std::string_view text) {
  Score result;
  for (const Token& token : tokens(text)) {
    const bool is_marked = std::any_of(token.text.begin(), token.text.end(),
                                       [](char c) { return static_cast<signed char>(c) < 0; });
    if (!is_marked) continue;
    ++result.marked;
    result.good += is_syllable(token.text);
  }
  return result;
}

/// Whether letters are gone for good: whoever made it UTF-8 twice dropped what had no letter.
bool is_damaged(std::string_view utf8) {
  return utf8.find("\xEF\xBF\xBD") != std::string_view::npos;
}

std::string_view beginning(std::string_view bytes) {
  constexpr std::size_t limit = 64 * 1024;
  if (bytes.size() <= limit) return bytes;
  const std::size_t space = bytes.rfind(' ', limit);
  return bytes.substr(0, space == std::string_view::npos ? limit : space);
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::tcvn3:
      return "TCVN3";
    case Encoding::vni:
      return "VNI";
    case Encoding::viscii:
      return "VISCII";
    case Encoding::viqr:
      return "VIQR";
    case Encoding::cp1258:
      return "Windows-1258";
    case Encoding::utf8_twice:
      return "UTF-8 twice";
  }
  return "UTF-8";
}

std::string to_utf8(std::string_view bytes, Encoding from) {
  std::string behind;
  if (from != Encoding::utf8 && is_valid_utf8(bytes)) {
    if (auto found = bytes_behind(bytes)) {
      behind = std::move(*found);
      bytes = behind;
    }
  }
  static const ByteTable tcvn3 = tcvn3_table(), viscii = viscii_table(), cp1258 = cp1258_table();
  switch (from) {
    case Encoding::utf8:
      return nfc(bytes);
    case Encoding::tcvn3:
      return from_table(bytes, tcvn3);
    case Encoding::viscii:
      return from_table(bytes, viscii);
    case Encoding::cp1258:
      return from_table(bytes, cp1258);
    case Encoding::vni:
      return from_vni(bytes);
    case Encoding::viqr:
      return from_viqr(bytes);
    case Encoding::utf8_twice:
      return nfc(bytes);
  }
  return nfc(bytes);
}

Guess detect_encoding(std::string_view bytes) {
  const std::string_view sample = beginning(bytes);
  const bool is_utf8 = is_valid_utf8(sample);
  const bool is_ascii = length(sample) == sample.size() && is_utf8;
  Guess best;
  if (is_utf8) best.confidence = is_ascii ? 0.5 : score(nfc(sample)).confidence();
  if (is_utf8 && !is_ascii && !bytes_behind(sample)) return {Encoding::utf8, 1};
  constexpr std::array eight_bit{Encoding::tcvn3, Encoding::vni, Encoding::viscii, Encoding::cp1258,
                                 Encoding::utf8_twice};
  constexpr std::array seven_bit{Encoding::viqr};
  const auto consider = [&](Encoding encoding) {
    const std::string converted = to_utf8(sample, encoding);
    double confidence = score(converted).confidence();
    if (encoding == Encoding::utf8_twice && is_damaged(converted))
      confidence = std::min(confidence, doubtful);
    if (confidence > best.confidence + 0.05) best = {encoding, confidence};
  };
  if (is_ascii) {
    std::for_each(seven_bit.begin(), seven_bit.end(), consider);
  } else {
    std::for_each(eight_bit.begin(), eight_bit.end(), consider);
  }
  return best;
}

bool may_be_legacy(std::string_view bytes) {
  if (!is_valid_utf8(bytes)) return true;
  const bool is_ascii = std::all_of(bytes.begin(), bytes.end(),
                                    [](char c) { return static_cast<signed char>(c) >= 0; });
  return !is_ascii && bytes_behind(bytes).has_value();
}

std::string to_utf8_if_better(std::string_view bytes, Encoding from) {
  if (!may_be_legacy(bytes)) return std::string(bytes);
  const bool is_utf8 = is_valid_utf8(bytes);
  std::string converted = to_utf8(bytes, from);
  if (is_utf8 && is_damaged(converted)) return std::string(bytes);
  if (!is_utf8 || score(converted).confidence() > score(nfc(bytes)).confidence()) return converted;
  return std::string(bytes);
}

}  // namespace gandan::text
