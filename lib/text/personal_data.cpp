#include "lib/text/personal_data.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_set>

#include "lib/base/ascii.hpp"
#include "lib/text/disguised_numbers.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::text {

namespace {

using Words = std::unordered_set<std::string_view>;

/// Words before a name, exact: "Chí" is no "chị".
const Words& honorifics() {
  static const Words words{"ông", "bà", "anh",  "chị", "cô", "chú",
                           "bác", "cụ", "cháu", "em",  "tên"};
  return words;
}

/// Family names that cover nearly everyone here, those of the northern mountains among them; exact.
const Words& family_names() {
  static const Words names{
      "nguyễn", "trần", "lê",   "phạm",  "hoàng", "huỳnh", "phan", "vũ",   "võ",    "đặng",
      "bùi",    "đỗ",   "hồ",   "ngô",   "dương", "lý",    "đinh", "đoàn", "trịnh", "trương",
      "đào",    "mai",  "lâm",  "phùng", "tô",    "tạ",    "chu",  "nông", "lương", "vi",
      "triệu",  "lộc",  "hứa",  "quàng", "cầm",   "giàng", "vàng", "thào", "sùng",  "lò",
      "cao",    "tống", "kiều", "quách", "thái",  "châu",  "la",   "bế",   "đàm",   "linh"};
  return names;
}

/// Words before a name that make it the name of a place or of a thing, folded.
const Words& place_words() {
  static const Words words{"duong", "pho",   "phuong", "xa",   "truong", "cho",  "cau",  "huyen",
                           "quan",  "tinh",  "thanh",  "thon", "kenh",   "song", "ho",   "cong",
                           "ngo",   "hem",   "thpt",   "thcs", "vien",   "ban",  "lang", "khu",
                           "giai",  "quang", "dai",    "dao",  "tran",   "lien", "ap",   "suoi",
                           "xom",   "rach",  "nui",    "doi",  "den",    "chua"};
  return words;
}

/// What "văn" and "thị" begin where they are no part of a name, exact: "văn hóa", "thị trấn".
const Words& ordinary_words() {
  static const Words words{"hóa", "hoá", "phòng", "bản", "nghệ", "học", "trấn", "xã", "trường"};
  return words;
}

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text), tokens_(tokens(text)) {
    folded_.reserve(tokens_.size());
    for (const Token& token : tokens_) folded_.push_back(fold(token.text));
  }

  std::vector<PersonalSpan> run() {
    find_numbers();
    find_emails();
    for (const PersonalSpan& span : find_disguised_numbers(text_, tokens_, folded_))
      add(span.begin, span.end, span.kind);
    for (std::size_t i = 0; i < tokens_.size(); ++i) find_address(i);
    for (std::size_t i = 0; i < tokens_.size(); ++i) find_name(i);
    for (std::size_t i = 1; i < tokens_.size(); ++i) find_small_name(i);
    std::vector<PersonalSpan> out;
    out.reserve(spans_.size());
    for (const auto& [begin, span] : spans_) out.push_back(span);
    return out;
  }

 private:
  [[nodiscard]] std::size_t begin_of(std::size_t i) const {
    return static_cast<std::size_t>(tokens_[i].text.data() - text_.data());
  }
  [[nodiscard]] std::size_t end_of(std::size_t i) const {
    return begin_of(i) + tokens_[i].text.size();
  }

  void add(std::size_t begin, std::size_t end, PersonalData kind, bool is_certain = true) {
    const auto next = spans_.lower_bound(end);
    const bool overlaps = next != spans_.begin() && std::prev(next)->second.end > begin;
    if (!overlaps) spans_.emplace(begin, PersonalSpan{begin, end, kind, is_certain});
  }

  /// Digits with single separators between them, in bytes of the text.
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void find_numbers() {
    const std::vector<Run> runs = digit_runs();
    for (std::size_t i = 0; i < runs.size();) i = judge_from(runs, i);
  }

  [[nodiscard]] std::vector<Run> digit_runs() const {
    std::vector<Run> runs;
    for (std::size_t at = 0; at < text_.size();) {
      const bool begins = is_digit(text_[at]) ||
                          (text_[at] == '+' && at + 1 < text_.size() && is_digit(text_[at + 1]));
      if (!begins) {
        ++at;
        continue;
      }
      const std::size_t begin = at;
      std::size_t end = ++at;
      while (at < text_.size() &&
             (is_digit(text_[at]) ||
              (std::string_view(" .-").find(text_[at]) != std::string_view::npos &&
               at + 1 < text_.size() && is_digit(text_[at + 1])))) {
        if (is_digit(text_[at])) end = at + 1;
        ++at;
      }
      runs.push_back({begin, end});
      at = end;
    }
    return runs;
  }

  /// Judges run i by itself, else with those that go on behind a line break; returns the run after.
  std::size_t judge_from(const std::vector<Run>& runs, std::size_t i) {
    constexpr std::size_t longest = 60;       // bytes
    constexpr std::size_t column_digits = 3;  // fewer, line for line, are a list of figures
    const std::size_t begin = runs[i].begin;
    auto kind = judge_number(begin, runs[i].end);
    std::size_t last = i;
    const bool may_go_on =
        (!kind || *kind == PersonalData::account_number) && (begin == 0 || text_[begin - 1] != '/');
    for (std::size_t next = i + 1; may_go_on && next < runs.size(); ++next) {
      if (runs[next].end - begin > longest || !is_break(runs[next - 1].end, runs[next].begin))
        break;
      if (next > i + 1 && runs[i].end - begin < column_digits) break;
      const auto joined = judge_number(begin, runs[next].end);
      if (!joined) continue;
      kind = joined;
      last = next;
    }
    if (kind) add(begin, runs[last].end, *kind);
    return last + 1;
  }

  /// Whether one line break and blanks stand there, and nothing else.
  [[nodiscard]] bool is_break(std::size_t begin, std::size_t end) const {
    const std::string_view gap = text_.substr(begin, end - begin);
    return gap.find_first_not_of(" \t\r\n") == std::string_view::npos &&
           std::count(gap.begin(), gap.end(), '\n') == 1;
  }

  /// What stands in the 60 bytes before, folded; kept while the same place is asked for.
  const std::string& before(std::size_t at) {
    if (before_at_ != at) {
      const std::size_t size = std::min<std::size_t>(at, 60);
      before_ = fold(text_.substr(at - size, size));
      before_at_ = at;
    }
    return before_;
  }

  /// By what the number holds, its line breaks left out, and by what stands before it.
  [[nodiscard]] std::optional<PersonalData> judge_number(std::size_t begin, std::size_t end) {
    std::string number(text_.substr(begin, end - begin));
    const bool is_broken = number.find('\n') != std::string::npos;
    number.erase(std::remove_if(number.begin(), number.end(),
                                [](char c) { return c == '\n' || c == '\r' || c == '\t'; }),
                 number.end());
    const auto says = [&](std::initializer_list<std::string_view> words) {
      return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return before(begin).find(word) != std::string::npos;
      });
    };
    const bool part_of_reference = end < text_.size() && (text_[end] == '/' || text_[end] == '@');
    const auto digits =
        static_cast<std::size_t>(std::count_if(number.begin(), number.end(), is_digit));
    if (part_of_reference) return std::nullopt;
    if (parse_telephone(number)) return PersonalData::telephone;
    if (digits == 12 && parse_identity_number(number) && number.find('.') == std::string::npos)
      return PersonalData::identity_number;
    if ((digits == 9 || digits == 12) &&
        says({"cmnd", "cmtnd", "cccd", "can cuoc", "chung minh", "dinh danh"}))
      return PersonalData::identity_number;
    const std::size_t fewest = is_broken ? 8 : 6;  // "tài khoản năm 2025", and below "10 hộ"
    if (digits >= fewest && digits <= 19 && says({"tai khoan", "stk", "so tk"}))
      return PersonalData::account_number;
    return std::nullopt;
  }

  void find_emails() {
    const auto fits = [](char c) {
      return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
             std::string_view("._%+-").find(c) != std::string_view::npos;
    };
    for (std::size_t at = text_.find('@'); at != std::string_view::npos;
         at = text_.find('@', at + 1)) {
      std::size_t begin = at, end = at + 1;
      while (begin > 0 && fits(text_[begin - 1])) --begin;
      while (end < text_.size() && fits(text_[end])) ++end;
      while (end > at && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
      if (is_email(text_.substr(begin, end - begin))) add(begin, end, PersonalData::email);
    }
  }

  /// "số nhà 12", "số 12/3 đường Lê Lợi", "nhà số 5 ngõ 20 phố Huế": from the number on to the
  /// street's name.
  void find_address(std::size_t i) {
    const auto word = [&](std::size_t at) {
      return at < folded_.size() ? std::string_view(folded_[at]) : "";
    };
    const auto has_digit = [&](std::size_t at) {
      return at < tokens_.size() && is_digit(tokens_[at].text[0]) && !tokens_[at].is_part;
    };
    const bool by_house =
        (word(i) == "so" && word(i + 1) == "nha") || (word(i) == "nha" && word(i + 1) == "so");
    const std::size_t number = by_house ? i + 2 : i + 1;
    if ((!by_house && word(i) != "so") || !has_digit(number)) return;
    std::size_t end = number + 1;
    while (end < tokens_.size() && tokens_[end].is_part) ++end;
    static const Words street_words{"duong", "pho", "ngo", "ngach", "hem", "kiet"};
    bool has_street = false;
    const auto is_street = [&](std::size_t at) {
      // "tổ 5", but neither "tờ 5" of the land register nor "Tổ chức".
      return street_words.contains(word(at)) ||
             (word(at) == "to" && fold(tokens_[at].text, Fold::exact) != "tờ" && has_digit(at + 1));
    };
    while (end < tokens_.size() && is_street(end)) {
      has_street = true;
      ++end;
      while (end < tokens_.size() &&
             (is_capitalized(end) || has_digit(end) || tokens_[end].is_part) && adjacent(end - 1))
        ++end;
    }
    if (by_house || has_street) add(begin_of(i), end_of(end - 1), PersonalData::street_address);
  }

  [[nodiscard]] bool is_capitalized(std::size_t i) const {
    return tokens_[i].kind == TokenKind::word && !tokens_[i].is_part &&
           u_isupper(static_cast<UChar32>(decode(tokens_[i].text, 0).code_point));
  }

  /// Whether nothing but one space stands between token i and the next.
  [[nodiscard]] bool adjacent(std::size_t i) const {
    return i + 1 < tokens_.size() && begin_of(i + 1) == end_of(i) + 1 && text_[end_of(i)] == ' ';
  }

  void find_name(std::size_t i) {
    if (!is_capitalized(i)) return;
    const bool continues =
        i > 0 && adjacent(i - 1) && is_capitalized(i - 1) && !is_honorific(i - 1);
    if (continues) return;
    std::size_t end = i + 1;
    const bool has_family_name = family_names().contains(exact(i));
    // "Nông", and on the next line "Văn Bình".
    if (has_family_name && breaks_line(i) && is_capitalized(end) && is_middle_name(end)) ++end;
    while (end < tokens_.size() && end - i < 5 && adjacent(end - 1) && is_capitalized(end)) ++end;
    const std::string_view before = i > 0 ? std::string_view(folded_[i - 1]) : "";
    const bool is_called = i > 0 && is_honorific(i - 1) && !is_in_place(i - 1) &&
                           (near_before(i) || (breaks_line(i - 1) && reads_as_name(i, end)));
    const bool is_introduced = has_family_name && end - i >= 2 && follows_introduction(i);
    if (is_introduced) {
      add(begin_of(i), end_of(end - 1), PersonalData::person_name);
    } else if (is_called && !is_honorific(i) && (end - i >= 2 || length(tokens_[i].text) > 1)) {
      add(begin_of(i), end_of(end - 1), PersonalData::person_name);
    } else if (has_family_name && end - i >= 3 && !place_words().contains(before) &&
               !is_ho_chi_minh(i)) {
      add(begin_of(i), end_of(end - 1), PersonalData::person_name, false);
    }
  }

  /// Behind a line break a capital alone may begin a sentence.
  [[nodiscard]] bool reads_as_name(std::size_t i, std::size_t end) const {
    return (end - i >= 2 && family_names().contains(exact(i))) ||
           (end - i >= 3 && is_middle_name(i + 1));
  }

  [[nodiscard]] bool is_middle_name(std::size_t i) const {
    const std::string word = exact(i);
    return word == "văn" || word == "thị";
  }

  /// "ông hà văn tráo", "bà nguyễn hoa": typed without capitals, told by its form alone.
  void find_small_name(std::size_t i) {
    if (is_capitalized(i) || !is_honorific(i - 1) || !(near_before(i) || breaks_line(i - 1)))
      return;
    const auto goes_on = [&](std::size_t at) {
      return at < tokens_.size() && adjacent(at - 1) && tokens_[at].kind == TokenKind::word;
    };
    const std::string family = exact(i);
    if (!goes_on(i + 1)) return;
    const bool is_plain_family = family == "nguyễn" || family == "huỳnh";  // no other words
    const bool has_middle = is_middle_name(i + 1) && goes_on(i + 2) &&
                            (family == "hà" || family_names().contains(family)) &&
                            !ordinary_words().contains(exact(i + 2));
    if (has_middle) return add(begin_of(i), end_of(i + 2), PersonalData::person_name);
    // "trường mang tên nguyễn trãi"
    if (is_plain_family && folded_[i - 1] != "ten")
      add(begin_of(i), end_of(i + 1), PersonalData::person_name);
  }

  /// "Tôi là Nông Văn Bình", "tên tôi là …", "họ và tên: …".
  [[nodiscard]] bool follows_introduction(std::size_t i) const {
    static const Words speakers{"toi", "em", "chau", "con", "minh", "ten"};
    const std::size_t is = i > 0 && folded_[i - 1] == "la" ? 1 : 0;
    return i > is && (is == 1 || folded_[i - 1] == "ten") && speakers.contains(folded_[i - is - 1]);
  }

  [[nodiscard]] bool is_honorific(std::size_t i) const { return honorifics().contains(exact(i)); }

  [[nodiscard]] std::string exact(std::size_t i) const {
    return fold(tokens_[i].text, Fold::exact);
  }

  /// Whether nothing but a line break stands between token i and the next.
  [[nodiscard]] bool breaks_line(std::size_t i) const {
    return i + 1 < tokens_.size() && end_of(i) <= begin_of(i + 1) &&
           is_break(end_of(i), begin_of(i + 1));
  }

  /// "Bà" of "chợ Bà Hoa", "Ông" of "ấp Suối Ông Đình".
  [[nodiscard]] bool is_in_place(std::size_t i) const {
    if (!is_capitalized(i)) return false;
    for (std::size_t at = i; at > 0 && i - at < 3 && adjacent(at - 1); --at) {
      if (place_words().contains(folded_[at - 1])) return true;
      if (!is_capitalized(at - 1)) return false;
    }
    return false;
  }

  /// "bà Lan", and "họ tên: Lan".
  [[nodiscard]] bool near_before(std::size_t i) const {
    const std::string_view between = text_.substr(end_of(i - 1), begin_of(i) - end_of(i - 1));
    return between == " " || (between == ": " && folded_[i - 1] == "ten");
  }

  [[nodiscard]] bool is_ho_chi_minh(std::size_t i) const {
    return i + 2 < folded_.size() && folded_[i] == "ho" && folded_[i + 1] == "chi" &&
           folded_[i + 2] == "minh";
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<std::string> folded_;
  std::string before_;
  std::size_t before_at_ = std::string::npos;
  std::map<std::size_t, PersonalSpan> spans_;  ///< by where they begin; none overlapping
};

}  // namespace

std::vector<PersonalSpan> find_personal_data(std::string_view text) {
  return Finder(text).run();
}

std::string redact(std::string_view text, std::span<const PersonalSpan> spans,
                   std::string_view by) {
  std::string out;
  std::size_t at = 0;
  for (const PersonalSpan& span : spans) {
    out.append(text, at, span.begin - at);
    out.append(by);
    at = span.end;
  }
  out.append(text, at);
  return out;
}

}  // namespace gandan::text
