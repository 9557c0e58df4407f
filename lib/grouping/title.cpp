#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "lib/grouping/group.hpp"
#include "lib/grouping/phrase_list.hpp"
#include "lib/grouping/reading.hpp"
#include "lib/text/formalities.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::grouping {

namespace {

constexpr std::size_t kAddressee = 30;   // words in which the verb must follow whom it is asked of
constexpr std::size_t kEnough = 5;       // words of a request that says what it is about
constexpr std::size_t kBeforeColon = 5;  // words after which a colon ends it

/// What stands before the matter and says nothing of it.
const PhraseList& fillers() {
  static const PhraseList phrases(R"(
rất, cần, cần phải, nên, phải, được, sớm, hãy, tiếp tục, kịp thời, khẩn trương, để, việc, về
việc, và, cùng, đồng thời, thời gian tới, trong thời gian tới, liên quan, có liên quan,
please, that, to, có thẩm quyền, với, lên)");
  return phrases;
}

/// Whom a request is put to. A verb follows.
const PhraseList& addressees() {
  static const PhraseList phrases(R"(
bộ, các bộ, ban, các ban, ngành, các ngành, sở, các sở, cơ quan, các cơ quan, cơ quan chức
năng, các cơ quan chức năng, đơn vị, các đơn vị, các cấp, cấp trên, cấp ủy, cấp có thẩm
quyền, cấp thẩm quyền, chính phủ, thủ tướng, thủ tướng chính phủ, quốc hội, ủy ban, uỷ ban,
ubnd, hđnd, hội đồng nhân dân, nhà nước, đảng, đảng và nhà nước, trung ương, chính quyền,
chính quyền địa phương, địa phương, tỉnh, thành phố, tòa án, viện kiểm sát, lãnh đạo, đoàn
đại biểu, đại biểu)");
  return phrases;
}

/// Verbs that ask for attention: where another verb follows, that one says the matter.
const PhraseList& forewords() {
  static const PhraseList phrases(R"(
quan tâm, xem xét, xem xét lại, nghiên cứu, chỉ đạo, tham mưu, đề xuất, kiến nghị, đề nghị,
phối hợp, rà soát, báo cáo, có ý kiến, có kiến nghị, trình chính phủ, trình quốc hội, trình
thủ tướng, trình thủ tướng chính phủ, trình cấp có thẩm quyền, chủ trì, đánh giá, khảo sát,
tổng kết, tính toán, cân nhắc, có giải pháp, chú trọng, tập trung, quan tâm đến, tham mưu
cho, phối hợp với, phối hợp cùng, đề xuất với)");
  return phrases;
}

/// Verbs with which the matter of a request begins.
const PhraseList& verbs() {
  static const PhraseList phrases(R"(
sửa đổi, sửa, sửa chữa, bổ sung, điều chỉnh, ban hành, tăng, tăng cường, giảm, nâng, nâng
cao, nâng cấp, mở rộng, hoàn thiện, hoàn thành, xây dựng, xây, quy định, hướng dẫn, hỗ trợ,
đầu tư, bố trí, giải quyết, xử lý, tháo gỡ, cho phép, cho, có, không, cấp, quy hoạch, kiểm
tra, thanh tra, kiểm soát, kéo dài, duy trì, thực hiện, triển khai, bãi bỏ, bỏ, thay thế,
đẩy mạnh, đẩy nhanh, đơn giản hóa, cắt giảm, miễn, phân cấp, kiện toàn, thành lập, thiết
lập, giữ, làm rõ, cải thiện, cải tạo, khắc phục, ngăn chặn, bảo đảm, đảm bảo, phát triển, tổ
chức, tạo điều kiện, trả lời, thu hồi, thu hẹp, rút ngắn, áp dụng, công khai, công bố, công
nhận, cập nhật, chuyển, di dời, đổi mới, giao, mở, lắp đặt, nạo vét, siết chặt, thống nhất,
tách, dừng, đưa, đào tạo, khôi phục, khuyến khích, bình ổn, xác định, xóa bỏ, hạn chế, kết
nối, chấn chỉnh, làm, trang bị, dành, tuyển, thu hút, chuyển đổi, phục hồi, tiếp nhận, bồi
thường, chi trả, chăm lo, phân bổ, phân loại, phê duyệt)");
  return phrases;
}

/// A request of a text: the words after a cue, up to the end of the sentence.
struct Clause {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where a word begins and ends in the text.
std::size_t begin_of(std::string_view text, const Word& word) {
  return static_cast<std::size_t>(word.text.data() - text.data());
}
std::size_t end_of(std::string_view text, const Word& word) {
  return begin_of(text, word) + word.text.size();
}

/// Whether a sentence ends between two words. It does not at "[...]", "TP.HCM" or at the colon
/// before a list.
bool ends_between(std::string_view text, const Word& before, const Word& after) {
  const std::size_t from = end_of(text, before);
  const std::string_view between = text.substr(from, begin_of(text, after) - from);
  for (std::size_t i = 0; i < between.size(); ++i) {
    if (std::string_view(";!?\n").find(between[i]) != std::string_view::npos) return true;
    if (between[i] == '.' && i + 1 < between.size() && between[i + 1] == ' ') return true;
  }
  return false;
}

Clause clause_at(std::string_view text, const std::vector<Word>& words, std::size_t begin) {
  Clause clause{begin, begin + 1};
  while (clause.end < words.size() &&
         !ends_between(text, words[clause.end - 1], words[clause.end])) {
    ++clause.end;
  }
  return clause;
}

/// "(2)", "3)" or "a)" before an item of a list.
bool is_list_mark(std::string_view text, const Word& word) {
  const std::size_t after = end_of(text, word);
  return word.text.size() <= 2 && after < text.size() && text[after] == ')';
}

/// Finds where the matter of a request begins.
class Opening {
 public:
  Opening(std::string_view text, const std::vector<Word>& words, Clause clause)
      : text_(text), words_(words), end_(clause.end), at_(clause.begin) {}

  /// The word with which a title begins; nothing where the clause does not say what is to be done.
  [[nodiscard]] std::optional<std::size_t> find() {
    std::optional<std::size_t> foreword;
    for (skip_fillers(); at_ < end_; skip_fillers()) {
      const std::size_t addressee = addressees().match(words_, at_);
      const std::size_t attention = forewords().match(words_, at_);
      const std::size_t verb = verbs().match(words_, at_);
      if (addressee > 0 && addressee >= std::max(verb, attention)) {
        if (!skip_name(addressee)) break;
      } else if (attention > 0 && attention >= verb) {
        foreword = at_;
        at_ += attention;
      } else if (verb > 0) {
        return at_;
      } else {
        break;
      }
    }
    return foreword;
  }

 private:
  [[nodiscard]] bool begins_verb(std::size_t at) const {
    return verbs().match(words_, at) > 0 || forewords().match(words_, at) > 0;
  }
  void skip_fillers() {
    while (at_ < end_) {
      const std::size_t n = fillers().match(words_, at_);
      if (n == 0 && !is_list_mark(text_, words_[at_])) return;
      at_ += std::max<std::size_t>(n, 1);
    }
  }
  /// Moves from the first words of a body's name to the verb behind it. The name may hold one
  /// ("Bộ Xây dựng"), with a capital.
  [[nodiscard]] bool skip_name(std::size_t words) {
    const std::size_t last = std::min(end_, at_ + kAddressee);
    for (std::size_t i = at_ + words; i < last; ++i) {
      const bool item = is_list_mark(text_, words_[i]);
      const bool after_item = is_list_mark(text_, words_[i - 1]);
      if (!item && !after_item && (is_capitalised(words_[i]) || !begins_verb(i))) continue;
      if (fillers().match(words_, i) > 0) continue;  // "có" of "có thẩm quyền"
      at_ = i;
      return true;
    }
    return false;
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  std::size_t end_;
  std::size_t at_;
};

/// "yêu cầu" is a noun as often as a verb, so such a clause counts where no other asks.
bool is_weak(const Word& last_of_cue) {
  static const std::uint32_t key = word_key("cau");
  return last_of_cue.key == key;
}

/// "kiến nghị của cử tri": a noun.
bool is_owned(const Word& after_cue) {
  static const std::uint32_t key = word_key("cua");
  return after_cue.key == key;
}

/// The clause that a title is made of, from the word on with which it begins.
Clause title_clause(std::string_view text, const std::vector<Word>& words) {
  std::optional<Clause> plain;
  for (const bool weak : {false, true}) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const Word& cue = words[i - 1];
      if (!cue.cue || words[i].cue || is_owned(words[i]) || is_weak(cue) != weak) continue;
      Clause clause = clause_at(text, words, i);
      if (const auto at = Opening(text, words, clause).find()) clause.begin = *at;
      if (clause.begin + kEnough > clause.end) continue;
      if (clause.begin != i || verbs().match(words, i) > 0 || forewords().match(words, i) > 0)
        return clause;
      if (!plain && !weak) plain = clause;
    }
  }
  if (plain) return *plain;
  Clause first = clause_at(text, words, 0);
  while (first.begin + kEnough < first.end && is_list_mark(text, words[first.begin])) ++first.begin;
  return first;
}

/// Ends the clause at a colon that comes late enough, and drops "cụ thể" before it.
void end_at_colon(std::string_view text, const std::vector<Word>& words, Clause& clause) {
  static const PhraseList announcements(
      "theo hướng, cụ thể, như sau, cụ thể như sau, sau đây, như, gồm, là");
  for (std::size_t i = clause.begin + kBeforeColon; i < clause.end; ++i) {
    const std::size_t from = end_of(text, words[i - 1]);
    if (text.substr(from, begin_of(text, words[i]) - from).find(": ") == std::string_view::npos)
      continue;
    clause.end = i;
    for (std::size_t n = PhraseList::longest; n > 0; --n) {
      if (announcements.match(words, i - n) == n) {
        clause.end = i - n;
        break;
      }
    }
    return;
  }
}

/// The phrase with what belongs to its last word: "30%", "“tam nông”".
std::string_view with_closing_marks(std::string_view text, std::string_view phrase) {
  const auto begin = static_cast<std::size_t>(phrase.data() - text.data());
  std::string_view rest = text.substr(begin + phrase.size());
  for (bool grown = true; grown;) {
    grown = false;
    for (const std::string_view mark : {"%", ")", "]", "”", "\""}) {
      if (!rest.starts_with(mark)) continue;
      rest.remove_prefix(mark.size());
      grown = true;
    }
  }
  return text.substr(begin, text.size() - rest.size() - begin);
}

/// The phrase up to a bracket that nothing closes.
std::string_view without_open_bracket(std::string_view phrase) {
  const std::size_t open = phrase.find_last_of("([");
  if (open == std::string_view::npos || open == 0) return phrase;
  if (phrase.find_first_of(")]", open) != std::string_view::npos) return phrase;
  return phrase.substr(0, phrase.find_last_not_of(" ,", open - 1) + 1);
}

std::string capitalised(std::string_view phrase) {
  const text::Decoded first = text::decode(phrase, 0);
  std::string upper;
  char32_t c = first.code_point;
  // Letters of Vietnamese: ASCII, Latin-1, then pairs of capital (even) and small (odd) letter.
  if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7)) {
    c -= 0x20;
  } else if ((c == 0x111 || c == 0x103 || c == 0x129 || c == 0x169 ||
              (c >= 0x1EA0 && c <= 0x1EF9)) &&
             c % 2 == 1) {
    c -= 1;
  } else if (c == 0x1A1 || c == 0x1B0) {
    c -= 1;
  }
  text::append(upper, c);
  return upper.append(phrase.substr(first.size));
}

}  // namespace

std::string title_of(std::string_view text, std::size_t max_characters) {
  const Reading reading = read(text);
  const auto& words = reading.words;
  if (words.empty()) return {};
  Clause clause = title_clause(text, words);
  end_at_colon(text, words, clause);
  const std::size_t begin = begin_of(text, words[clause.begin]);
  std::string_view phrase = text.substr(begin, end_of(text, words[clause.end - 1]) - begin);
  phrase = with_closing_marks(text, phrase);
  return capitalised(text::phrase_of(without_open_bracket(phrase), max_characters));
}

}  // namespace gandan::grouping
