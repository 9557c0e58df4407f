#include "kernel/units/place_query.hpp"

#include <algorithm>
#include <array>

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::units {

namespace {

constexpr std::size_t most_words = 28, most_words_of_a_name = 7;

struct Word {
  std::string folded, exact;
  bool has_marks = false;
  std::size_t segment = 0;  ///< what commas and the like separate
};

/// Not the dash: it also stands within names, as in Bà Rịa - Vũng Tàu.
bool separates(std::string_view between) {
  return between.find_first_of(",;\n()|/") != std::string_view::npos;
}

/// "p6" is phường 6, "q1" quận 1.
bool is_glued(std::string_view folded) {
  return folded.size() >= 2 && folded.size() <= 3 &&
         std::string_view("pqf").find(folded[0]) != std::string_view::npos &&
         std::all_of(folded.begin() + 1, folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<Word> words_of(std::string_view typed) {
  std::vector<Word> out;
  std::size_t segment = 0;
  const char* end = typed.data();
  for (const text::Token& token : text::tokens(typed)) {
    if (token.is_part || out.size() >= most_words) continue;
    if (separates({end, static_cast<std::size_t>(token.text.data() - end)})) ++segment;
    end = token.text.data() + token.text.size();
    Word word{.folded = text::fold(token.text),
              .exact = text::fold(token.text, text::Fold::placement),
              .segment = segment};
    word.has_marks = has_marks(token.text);
    if (is_glued(word.folded)) {
      const std::string number = word.folded.substr(1);
      out.push_back({.folded = word.folded.substr(0, 1),
                     .exact = word.folded.substr(0, 1),
                     .segment = segment});
      word = {.folded = number, .exact = number, .segment = segment};
    }
    out.push_back(std::move(word));
  }
  return out;
}

struct TypePhrase {
  AreaType type = AreaType::none;
  std::size_t words = 0;
};

/// The kind of unit that the words before `at` name, in its own segment.
TypePhrase type_before(const std::vector<Word>& words, std::size_t at) {
  static constexpr std::array<std::pair<std::string_view, AreaType>, 17> single{
      {{"tp", AreaType::city},
       {"tinh", AreaType::province},
       {"t", AreaType::province},
       {"quan", AreaType::urban_district},
       {"q", AreaType::urban_district},
       {"huyen", AreaType::rural_district},
       {"h", AreaType::rural_district},
       {"tx", AreaType::town},
       {"phuong", AreaType::ward},
       {"p", AreaType::ward},
       {"f", AreaType::ward},
       {"xa", AreaType::commune},
       {"x", AreaType::commune},
       {"tt", AreaType::township},
       {"dk", AreaType::special_zone},
       {"city", AreaType::city},
       {"province", AreaType::province}}};
  static constexpr std::array<std::pair<std::array<std::string_view, 2>, AreaType>, 4> pairs{
      {{{"thanh", "pho"}, AreaType::city},
       {{"thi", "xa"}, AreaType::town},
       {{"thi", "tran"}, AreaType::township},
       {{"dac", "khu"}, AreaType::special_zone}}};
  const auto word = [&](std::size_t back) {
    const bool fits = at >= back && words[at - back].segment == words[at].segment;
    return fits ? std::string_view(words[at - back].folded) : std::string_view();
  };
  for (const auto& [phrase, type] : pairs)
    if (word(2) == phrase[0] && word(1) == phrase[1]) return {type, 2};
  for (const auto& [abbreviation, type] : single)
    if (word(1) == abbreviation) return {type, 1};
  return {};
}

/// Words that say who speaks, not where: "cử tri tỉnh Bắc Ninh".
void drop_speaker(std::vector<Word>& words) {
  static constexpr std::array<std::array<std::string_view, 2>, 4> speakers{
      {{"cu", "tri"}, {"nguoi", "dan"}, {"nhan", "dan"}, {"dia", "chi"}}};
  for (const auto& speaker : speakers)
    if (words.size() > 2 && words[0].folded == speaker[0] && words[1].folded == speaker[1])
      words.erase(words.begin(), words.begin() + 2);
}

Span span_of(const std::vector<Word>& words, std::size_t begin, std::size_t end) {
  Span span{.begin = begin, .end = end, .typed_begin = begin};
  std::string folded;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) {
      folded.push_back(' ');
      span.exact.push_back(' ');
    }
    folded += words[i].folded;
    span.exact += words[i].exact;
    span.has_marks = span.has_marks || words[i].has_marks;
  }
  span.key = compact_key(folded);
  const TypePhrase typed = type_before(words, begin);
  span.type = typed.type;
  span.typed_begin = begin - typed.words;
  span.is_last = end == words.size();
  return span;
}

}  // namespace

bool has_marks(std::string_view words) {
  // Every letter of Vietnamese with a mark is outside of ASCII.
  return std::any_of(words.begin(), words.end(), [](char c) { return (c & 0x80) != 0; });
}

PlaceQuery parse_place(std::string_view typed) {
  const std::string text = text::nfc(text::shorten(typed, 300));
  std::vector<Word> words = words_of(text);
  drop_speaker(words);
  PlaceQuery query{.words = words.size()};
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    for (std::size_t end = begin + 1; end <= words.size() && end - begin <= most_words_of_a_name;
         ++end) {
      if (words[end - 1].segment != words[begin].segment) break;
      Span span = span_of(words, begin, end);
      if (!span.key.empty()) query.spans.push_back(std::move(span));
    }
  }
  return query;
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
  constexpr std::size_t longest = 40;
  const int too_far = limit + 1;
  if (a.size() > longest || b.size() > longest) return too_far;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > static_cast<std::size_t>(limit))
    return too_far;
  std::array<std::array<int, longest + 1>, 3> rows;
  auto *before = &rows[0], *last = &rows[1], *now = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*now)[0] = static_cast<int>(i);
    int least = (*now)[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = (*last)[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
      int best = std::min({change, (*last)[j] + 1, (*now)[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, (*before)[j - 2] + 1);
      (*now)[j] = best;
      least = std::min(least, best);
    }
    if (least > limit) return too_far;
    std::swap(before, last);
    std::swap(last, now);
  }
  return std::min((*last)[b.size()], too_far);
}

}  // namespace gandan::units
