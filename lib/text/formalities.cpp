#include "lib/text/formalities.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::text {
namespace {

using Phrases = std::span<const std::string_view>;

// All folded: people write them with and without marks.
constexpr std::string_view salutations[]{"kinh gui",   "kinh thua",  "kinh chao", "dong kinh gui",
                                         "thua quy",   "thua cac",   "thua ong",  "thua ba",
                                         "gui uy ban", "gui ubnd",   "dear",      "to whom",
                                         "noi nhan",   "kinh trinh", "xin chao"};
constexpr std::string_view mottos[]{"cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc",
                                    "doc lap tu do", "chu nghia viet nam"};
constexpr std::string_view headings[]{
    "don kien nghi", "don phan anh",  "don de nghi",     "don de xuat",    "don khieu nai",
    "don to cao",    "don trinh bay", "don keu cuu",     "don xin",        "don yeu cau",
    "don thu",       "don tap the",   "phieu kien nghi", "phieu phan anh", "giay de nghi",
    "thu ngo",       "ban kien nghi", "don cau cuu"};
constexpr std::string_view introductions[]{"toi ten la",
                                           "toi la",
                                           "ten toi la",
                                           "em la",
                                           "em ten la",
                                           "chau la",
                                           "chau ten la",
                                           "con la",
                                           "minh la",
                                           "chung toi la",
                                           "chung em la",
                                           "chung toi gom",
                                           "chung toi ten",
                                           "tap the chung toi",
                                           "tap the cac ho",
                                           "thay mat",
                                           "dai dien cho",
                                           "toi dai dien",
                                           "ho va ten",
                                           "ho ten",
                                           "ten toi",
                                           "toi ten",
                                           "nguoi viet don",
                                           "nguoi lam don",
                                           "nguoi gui",
                                           "sinh nam",
                                           "sinh ngay",
                                           "dia chi",
                                           "tru tai",
                                           "thuong tru",
                                           "hien tru",
                                           "hien tru tai",
                                           "hien o",
                                           "hien dang o",
                                           "hien ngu",
                                           "ngu tai",
                                           "hien dang sinh song",
                                           "ho khau",
                                           "noi o",
                                           "so cmnd",
                                           "cmnd",
                                           "cmtnd",
                                           "cccd",
                                           "so cccd",
                                           "can cuoc",
                                           "dien thoai",
                                           "so dien thoai",
                                           "sdt",
                                           "nghe nghiep",
                                           "email",
                                           "my name is",
                                           "i am",
                                           "we are",
                                           "toi o",
                                           "nha toi o",
                                           "chung toi o",
                                           "toi hien o",
                                           "nhom chung toi"};
/// What goes on saying who writes, behind an introduction.
constexpr std::string_view details[]{
    "tru",  "tru tai",    "ngu",      "sinh",     "thuong tru", "hien", "thon",  "xom",
    "ban",  "to",         "khu",      "xa",       "phuong",     "thi",  "huyen", "quan",
    "tinh", "thanh",      "so",       "duong",    "pho",        "ngo",  "ap",    "cccd",
    "cmnd", "sdt",        "cung tru", "cung ngu", "lam nghe",   "nghe", "nam",   "doi",
    "tp",   "dien thoai", "noi",      "dia chi",  "o thon",     "o xa"};
/// Who is written to, behind a salutation.
constexpr std::string_view addressees[]{
    "uy ban",    "ubnd",      "so",        "bo",      "hoi dong",    "hdnd",      "phong",
    "ban",       "chu tich",  "ong",       "ba",      "cac",         "doan",      "quoc hoi",
    "chinh phu", "thu tuong", "van phong", "cong an", "toa an",      "vien",      "dong kinh gui",
    "kinh gui",  "thanh tra", "mat tran",  "tinh uy", "huyen uy",    "dang uy",   "bi thu",
    "lanh dao",  "quy",       "xa",        "phuong",  "tinh",        "thanh pho", "huyen",
    "chi cuc",   "tong cuc",  "cuc",       "truong",  "hieu truong", "nguoi",     "toan the",
    "dai bieu",  "co quan",   "madam",     "sir",     "trung tam",   "ban giam"};
/// Where the matter begins though nothing parts it from what stands before.
constexpr std::string_view turns[]{
    "de nghi", "kien nghi", "phan anh",      "xin phan anh",  "toi xin",  "chung toi xin",
    "em xin",  "trinh bay", "khieu nai",     "to cao",        "mong",     "kinh mong",
    "yeu cau", "nay toi",   "nay chung toi", "xin trinh bay", "toi muon", "chung toi muon"};
/// What a request may begin with and says nothing of it.
constexpr std::string_view openings[]{"nay toi lam don nay",
                                      "nay chung toi lam don nay",
                                      "toi lam don nay",
                                      "chung toi lam don nay",
                                      "toi viet don nay",
                                      "chung toi viet don nay",
                                      "lam don nay",
                                      "viet don nay",
                                      "toi xin trinh bay",
                                      "chung toi xin trinh bay",
                                      "xin trinh bay",
                                      "nay toi",
                                      "nay chung toi",
                                      "noi dung nhu sau",
                                      "noi dung",
                                      "su viec nhu sau",
                                      "su viec",
                                      "nhu sau",
                                      "ve viec",
                                      "v v",

                                      "trich yeu",
                                      "tieu de",
                                      "de phan anh",
                                      "kinh",
                                      "toi muon",
                                      "chung toi muon",
                                      "voi noi dung"};
constexpr std::string_view thanks[]{"xin cam on",
                                    "xin chan thanh cam on",
                                    "toi xin cam on",
                                    "toi xin chan thanh cam on",
                                    "chung toi xin cam on",
                                    "chung toi xin chan thanh cam on",
                                    "em xin cam on",
                                    "tran trong",
                                    "tran trong cam on",
                                    "rat mong",
                                    "kinh mong",
                                    "thank you",
                                    "cam on",
                                    "kinh don"};

/// Of the openings, those that may begin a sentence: a bare "để" or "việc" belongs to the matter.
constexpr std::string_view beginnings[]{"nay toi",
                                        "nay chung toi",
                                        "toi lam don nay",
                                        "chung toi lam don nay",
                                        "toi viet don nay",
                                        "chung toi viet don nay",
                                        "toi xin trinh bay",
                                        "chung toi xin trinh bay",
                                        "noi dung nhu sau",
                                        "su viec nhu sau",
                                        "v v",
                                        "ve viec",
                                        "trich yeu",
                                        "tieu de",
                                        "xin trinh bay"};
constexpr std::string_view contents[]{"noi dung"};
constexpr std::string_view subjects[]{"ve viec", "v v", "tap the"};

/// A matter in fewer words than these says too little to be a heading.
constexpr std::size_t fewest_words = 3;
constexpr std::size_t shortest_heading = 20;  // code points that make a sentence long enough

/// A sentence as folded words, to be walked from its beginning.
class Walk {
 public:
  explicit Walk(std::string_view sentence) : text_(sentence) {
    for (const Token& token : tokens(sentence))
      if (!token.is_part) words_.push_back(token);
  }

  /// Where the matter begins.
  std::size_t matter() {
    while (at_ < words_.size() && step()) continue;
    if (at_ == 0) return 0;
    return at_ < words_.size() ? begin_of(at_) : text_.size();
  }

 private:
  /// Passes one thing that is no matter; false where nothing is.
  bool step() {
    if (is_date_line()) return pass(words_.size());
    if (pass_phrase(mottos)) return true;
    if (is_heading()) return pass_phrase(headings);
    if (match(salutations) > 0) return pass_clauses(addressees);
    if (match(introductions) > 0) return pass_clauses(details);
    if (at_ == 0 && match(thanks) > 0 && words_.size() < 14) return pass(words_.size());
    return match(openings) > 0 && (begun_ || is_opening()) && pass_phrase(openings);
  }

  /// Folded when it is asked for: mostly the first words say that the matter begins with them.
  [[nodiscard]] const std::string& folded(std::size_t at) const {
    while (folded_.size() <= at) folded_.push_back(fold(words_[folded_.size()].text));
    return folded_[at];
  }

  /// How many words from here on make the longest of the phrases.
  [[nodiscard]] std::size_t match(Phrases phrases) const { return match_at(at_, phrases); }
  [[nodiscard]] std::size_t match_at(std::size_t at, Phrases phrases) const {
    std::size_t longest = 0;
    for (std::string_view phrase : phrases) {
      std::size_t n = 0, from = 0;
      bool fits = true;
      while (fits && from < phrase.size()) {
        const std::size_t end = std::min(phrase.find(' ', from), phrase.size());
        fits = at + n < words_.size() && folded(at + n) == phrase.substr(from, end - from);
        from = end + 1;
        ++n;
      }
      if (fits) longest = std::max(longest, n);
    }
    return longest;
  }

  bool pass(std::size_t to) {
    at_ = to;
    begun_ = true;
    return true;
  }
  bool pass_phrase(Phrases phrases) {
    const std::size_t n = match(phrases);
    return n > 0 && pass(at_ + n);
  }

  /// This clause, and those behind it that begin with one of the words, but no turn to the matter.
  bool pass_clauses(Phrases more) {
    std::size_t at = at_ + 1;
    for (; at < words_.size(); ++at) {
      if (match_at(at, turns) > 0) break;
      if (is_parted(at) && match_at(at, more) == 0 && match_at(at, introductions) == 0 &&
          at > at_ + 2 && !is_number(at))
        break;
    }
    return pass(at);
  }

  /// Stands alone, or says next what it is about: "đơn xin cấp phép bị trả lại" is no heading.
  [[nodiscard]] bool is_heading() const {
    const std::size_t end = at_ + match(headings);
    if (end == at_) return false;
    return words_.size() <= end + 2 || is_parted(end) || match_at(end, subjects) > 0;
  }

  /// What opens a sentence of its own: "Nay tôi làm đơn này …", "V/v …"; not a bare "để", "việc".
  [[nodiscard]] bool is_opening() const {
    return match(beginnings) > 0 || (match(contents) > 0 && is_parted(at_ + 2));
  }

  /// "Lạng Sơn, ngày 12 tháng 3 năm 2026".
  [[nodiscard]] bool is_date_line() const {
    if (words_.size() - at_ > 14) return false;
    for (std::size_t i = at_; i + 4 < words_.size() && i < at_ + 8; ++i)
      if (folded(i) == "ngay" && folded(i + 2) == "thang" && i + 6 >= words_.size()) return true;
    return false;
  }

  [[nodiscard]] bool is_number(std::size_t at) const { return words_[at].kind != TokenKind::word; }
  [[nodiscard]] bool is_parted(std::size_t at) const {
    if (at == 0 || at >= words_.size()) return true;
    const std::size_t from = begin_of(at - 1) + words_[at - 1].text.size();
    const std::string_view between = text_.substr(from, begin_of(at) - from);
    return between.find_first_of(",;:.!?\n()") != std::string_view::npos ||
           between.find(" - ") != std::string_view::npos ||
           between.find("–") != std::string_view::npos;
  }
  [[nodiscard]] std::size_t begin_of(std::size_t at) const {
    return static_cast<std::size_t>(words_[at].text.data() - text_.data());
  }

  std::string_view text_;
  std::vector<Token> words_;
  mutable std::vector<std::string> folded_;  ///< of the first words, as many as were asked for
  std::size_t at_ = 0;
  bool begun_ = false;  ///< something was passed already
};

std::string_view trimmed_words(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// In capitals as a sentence begins. Letters of Vietnamese come in pairs, the capital first.
std::string capitalised(std::string_view phrase) {
  if (phrase.empty()) return {};
  const Decoded first = decode(phrase, 0);
  char32_t c = first.code_point;
  const bool is_latin1 = (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7);
  const bool is_odd_pair =
      c == 0x111 || c == 0x103 || c == 0x129 || c == 0x169 || (c >= 0x1EA0 && c <= 0x1EF9);
  if (is_latin1)
    c -= 0x20;
  else if (is_odd_pair && c % 2 == 1)
    c -= 1;
  else if (c == 0x1A1 || c == 0x1B0)
    c -= 1;
  std::string out;
  append(out, c);
  return out.append(phrase.substr(first.size));
}

bool ends_here(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '?' || c == '!') return true;
  return c == '.' && (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n');
}

std::size_t word_count(std::string_view text) {
  const auto all = tokens(text);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const Token& token) { return !token.is_part; }));
}

/// The first sentence; of a line that begins with a very short one, so many that it says something.
std::string_view first_sentences(std::string_view text) {
  std::size_t end = 0;
  do {
    end += std::max<std::size_t>(end_of_sentence(text.substr(end)), 1);
  } while (end < text.size() && text[end] != '\n' &&
           length(trimmed_words(text.substr(0, end))) <= shortest_heading);
  return trimmed_words(text.substr(0, end));
}

/// Words that begin another clause: a phrase may end before them.
bool begins_clause(std::string_view word) {
  static constexpr std::string_view words[]{
      "để",  "nhằm", "vì", "do",  "nên",  "và",   "nhưng", "mà",   "theo", "trong", "khi",    "tại",
      "với", "cho",  "từ", "đến", "trên", "bằng", "như",   "hoặc", "về",   "and",   "because"};
  return std::find(std::begin(words), std::end(words), fold(word, Fold::exact)) != std::end(words);
}

}  // namespace

std::size_t matter_of(std::string_view sentence) {
  return Walk(sentence).matter();
}

std::size_t end_of_sentence(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') return at;
    if (ends_here(text, at)) return at + 1;
  }
  return text.size();
}

std::string without_formalities(std::string_view text) {
  std::string out;
  char between = ' ';
  while (!text.empty()) {
    const std::size_t end = std::max<std::size_t>(end_of_sentence(text), 1);
    const std::string_view sentence = text.substr(0, end);
    text.remove_prefix(end);
    if (sentence == "\n") between = '\n';
    const std::string_view matter =
        trimmed_words(sentence.substr(std::min(matter_of(sentence), end)));
    if (matter.empty()) continue;
    if (!out.empty()) out += between;
    out += matter;
    between = ' ';
  }
  return out;
}

std::string heading_of(std::string_view text, std::size_t most) {
  text = trimmed_words(text);
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = end_of_sentence(rest);
    const std::size_t begin = std::min(matter_of(rest.substr(0, end)), end);
    if (word_count(rest.substr(begin, end - begin)) >= fewest_words) {
      std::string_view heading = first_sentences(rest.substr(begin));
      while (heading.ends_with('.')) heading.remove_suffix(1);
      return capitalised(phrase_of(heading, most));
    }
    rest = trimmed_words(rest.substr(end));
  }
  return std::string(phrase_of(text.substr(0, text.find('\n')), most));
}

std::string_view phrase_of(std::string_view text, std::size_t most) {
  if (length(text) <= most) return text;
  const std::string_view cut = shorten(text, most);
  std::size_t mark = 0, clause = 0;
  std::size_t before = 0;  // where the word before ends, with what closes behind it
  for (const Token& word : tokens(cut)) {
    const auto begin = static_cast<std::size_t>(word.text.data() - cut.data());
    if (2 * before >= cut.size() && begin >= before) {
      if (cut.substr(before, begin - before).find_first_of(",;:(") != std::string_view::npos)
        mark = before;
      if (begins_clause(word.text)) clause = before;
    }
    before = begin + word.text.size();
    while (before < cut.size() &&
           std::string_view(")]%").find(cut[before]) != std::string_view::npos)
      ++before;
  }
  std::string_view phrase =
      mark > 0 ? cut.substr(0, mark) : cut.substr(0, clause > 0 ? clause : cut.size());
  while (!phrase.empty() &&
         std::string_view(" ,;:([-").find(phrase.back()) != std::string_view::npos)
    phrase.remove_suffix(1);
  return phrase;
}

}  // namespace gandan::text
