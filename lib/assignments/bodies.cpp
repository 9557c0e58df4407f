#include "lib/assignments/bodies.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "lib/assignments/words.hpp"
#include "lib/text/fold.hpp"

namespace gandan::assignments {
namespace {

using Words = std::vector<Word>;

/// With these a body's name begins.
constexpr std::array<std::string_view, 74> beginnings{
    "bo",        "so",        "ban",          "uy ban",     "ubnd",         "ubmttq",
    "hoi",       "hoi dong",  "hdnd",         "vien",       "van phong",    "thanh tra",
    "toa an",    "tand",      "vksnd",        "kiem toan",  "ngan hang",    "nhnn",
    "tong cuc",  "cuc",       "chi cuc",      "vu",         "trung tam",    "dai",
    "cong an",   "mat tran",  "mttq",         "doan",       "lien doan",    "tong lien doan",
    "lien minh", "lien hiep", "hiep hoi",     "tap doan",   "tong cong ty", "cong ty",
    "truong",    "dai hoc",   "hoc vien",     "bao",        "tap chi",      "thong tan xa",
    "bao hiem",  "kho bac",   "thanh uy",     "tinh uy",    "huyen uy",     "dang uy",
    "xa doan",   "phong",     "quan khu",     "chinh phu",  "quoc hoi",     "thu tuong",
    "chu tich",  "bo truong", "thu truong",   "giam doc",   "cac",          "co quan",
    "don vi",    "to chuc",   "doanh nghiep", "dia phuong", "trung uong",   "ca nhan",
    "nguoi dan", "thanh pho", "tinh",         "huyen",      "xa",           "phuong",
    "dac khu",   "vpcp"};

/// What goes on with a collective: "các bộ, ngành, địa phương".
constexpr std::array<std::string_view, 18> members{
    "nganh",  "dia phuong", "co quan",  "to chuc",   "don vi",  "ca nhan",
    "ban",    "doan the",   "so",       "bo",        "huyen",   "xa",
    "phuong", "thi xa",     "thi tran", "thanh pho", "dac khu", "tinh"};

bool is_separator(const Word& word) {
  return word.is_sign && (word.key == "," || word.key == ";");
}

bool begins_with(const Words& words, std::size_t at, std::string_view phrase) {
  for (std::size_t begin = 0; begin < phrase.size(); ++at) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    if (at >= words.size() || words[at].key != phrase.substr(begin, end - begin)) return false;
    begin = end + 1;
  }
  return true;
}

template <std::size_t N>
bool begins_with_one_of(const Words& words, std::size_t at,
                        const std::array<std::string_view, N>& phrases) {
  return std::ranges::any_of(phrases,
                             [&](std::string_view each) { return begins_with(words, at, each); });
}

/// "xã hội", "báo chí", "phòng chống", "tổ chức cán bộ" begin no body.
bool begins_body(const Words& words, std::size_t at) {
  constexpr std::array<std::string_view, 8> others{"xa hoi",  "bao chi",        "phong chong",
                                                   "bao ve",  "to chuc can bo", "doan the",
                                                   "bao tro", "ban hang"};
  return begins_with_one_of(words, at, beginnings) && !begins_with_one_of(words, at, others);
}

/// Not the name of one body: "các …", "bộ, ngành", "cơ quan, tổ chức".
bool is_collective(const Words& words, std::size_t at) {
  if (at >= words.size()) return false;
  if (words[at].key == "cac") return true;
  const bool is_alone =
      at + 1 == words.size() || is_separator(words[at + 1]) || stand_at(words, at + 1, {"nganh"});
  const bool is_rank = words[at].key == "bo" || words[at].key == "so";
  return (is_rank && is_alone) || begins_with(words, at, "co quan") ||
         begins_with(words, at, "don vi") || begins_with(words, at, "to chuc");
}

class BodyReader {
 public:
  explicit BodyReader(std::string_view cell) : text_(cell), words_(words_of(cell)) {
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (words_[i].key == "-" && (i == 0 || has_line_before(i))) words_[i].key = ";";  // a list
  }

  Bodies read() {
    while (at_ < words_.size())
      if (is_separator(words_[at_]) || words_[at_].key == "va" || words_[at_].key == ".")
        ++at_;
      else
        read_one();
    return std::move(bodies_);
  }

 private:
  [[nodiscard]] bool has_line_before(std::size_t i) const {
    const std::size_t from = i == 0 ? 0 : words_[i - 1].end;
    return text_.substr(from, words_[i].begin - from).find('\n') != std::string_view::npos;
  }

  [[nodiscard]] std::string between(std::size_t from, std::size_t end) const {
    return std::string(text_.substr(words_[from].begin, words_[end - 1].end - words_[from].begin));
  }

  /// Behind the longest national name that begins here.
  [[nodiscard]] std::optional<std::size_t> end_of_national(std::size_t from,
                                                           const std::string& prefix = {}) const {
    constexpr std::size_t most_words = 14;
    for (std::size_t end = std::min(words_.size(), from + most_words); end > from; --end)
      if (!words_[end - 1].is_sign && words_[end - 1].key != "va" &&
          !national_body(prefix + between(from, end)).empty())
        return end;
    return {};
  }

  void read_one() {
    if (read_list_of_ministries()) return;
    if (const auto end = end_of_national(at_); end && ends_name(*end)) {
      bodies_.names.emplace_back(national_body(between(at_, *end)));
      at_ = *end;
      return;
    }
    const bool collective = is_collective(words_, at_);
    std::size_t end = at_ + 1;
    while (end < words_.size() && !ends_here(end, collective)) ++end;
    add(at_, end, collective);
    at_ = end;
  }

  /// "Các Bộ: Công an, Quốc phòng và Nội vụ".
  bool read_list_of_ministries() {
    if (!stand_at(words_, at_, {"cac", "bo", ":"})) return false;
    std::size_t next = at_ + 3;
    while (next < words_.size()) {
      const auto end = end_of_national(next, "Bộ ");
      if (!end) break;
      bodies_.names.emplace_back(national_body("Bộ " + between(next, *end)));
      next = *end;
      while (next < words_.size() && (is_separator(words_[next]) || words_[next].key == "va"))
        ++next;
    }
    const bool found = next > at_ + 3;
    if (found) at_ = next;
    return found;
  }

  /// A national name may go on: "Bộ Tài chính cấp tỉnh" is another one.
  [[nodiscard]] bool ends_name(std::size_t end) const {
    return end >= words_.size() || words_[end].is_sign || words_[end].key == "va" ||
           (words_[end].has_capital && begins_body(words_, end)) || has_line_before(end);
  }

  [[nodiscard]] bool ends_here(std::size_t end, bool collective) const {
    if (has_line_before(end)) return true;
    const Word& word = words_[end];
    if (word.key == ";") return true;
    if (!is_separator(word) && word.key != "va")  // two without a comma
      return word.has_capital && (word.key == "bo" || word.key == "so" || word.key == "ubnd") &&
             !words_[end - 1].is_sign && words_[end - 1].key != "truong" &&
             end_of_national(end).has_value() && !collective;
    const std::size_t next = end + 1;
    if (next >= words_.size()) return true;
    if (collective || is_many_places(end)) {
      if (begins_with_one_of(words_, next, members) && !end_of_national(next)) return false;
    }
    return begins_body(words_, next);
  }

  /// "Ủy ban nhân dân các tỉnh, thành phố …" goes on with places.
  [[nodiscard]] bool is_many_places(std::size_t end) const {
    const Word& last = words_[end - 1];
    return last.key == "tinh" || last.key == "xa" || last.key == "phuong" || last.key == "huyen";
  }

  void add(std::size_t from, std::size_t end, bool collective) {
    while (end > from && (words_[end - 1].key == "." || words_[end - 1].key == ":")) --end;
    if (end == from) return;
    std::string name = between(from, end);
    if (end == from + 1 && words_[from].key == "bo" && !bodies_.names.empty()) {
      bodies_.unread.push_back(std::move(name));  // the cell breaks off
      return;
    }
    if (collective) name = with_commas(from, end);
    bodies_.names.push_back(in_one_line(name));
  }

  /// "bộ, ngành và địa phương" and "bộ, ngành, địa phương" are one collective.
  [[nodiscard]] std::string with_commas(std::size_t from, std::size_t end) const {
    std::string name;
    for (std::size_t i = from; i < end; ++i) {
      const bool joins =
          words_[i].key == "va" && i + 1 < end && begins_with_one_of(words_, i + 1, members);
      const std::string_view gap =
          i == from ? "" : text_.substr(words_[i - 1].end, words_[i].begin - words_[i - 1].end);
      name += joins ? "," : std::string(gap) + between(i, i + 1);
    }
    return name;
  }

  std::string_view text_;
  Words words_;
  std::size_t at_ = 0;
  Bodies bodies_;
};

}  // namespace

Bodies read_bodies(std::string_view cell) {
  const std::string text = text::nfc(cell);
  return BodyReader(text).read();
}

}  // namespace gandan::assignments
