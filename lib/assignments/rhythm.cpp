#include "lib/assignments/rhythm.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gandan::assignments {
namespace {

struct Measured {
  Span span;
  std::size_t begin = 0, after = 0;
};

std::optional<char> unit_of(std::string_view key) {
  constexpr std::pair<std::string_view, char> units[] = {
      {"ngay", 'D'}, {"tuan", 'W'}, {"thang", 'M'}, {"nam", 'Y'}, {"gio", 'h'}, {"phut", 'm'}};
  for (const auto& [word, unit] : units)
    if (key == word) return unit;
  return {};
}

bool names_a_point(const std::vector<Word>& words, std::size_t at) {
  return at > 0 && (stand_at(words, at - 1, {"ngay"}) || stand_at(words, at - 1, {"thang"}) ||
                    stand_at(words, at - 1, {"nam"}) || stand_at(words, at - 1, {"qui"}));
}

/// "15 ngày", "hai (02) năm"; not the day of "ngày 20 tháng sau".
std::optional<Measured> span_at(const std::vector<Word>& words, std::size_t at) {
  const auto amount = amount_at(words, at);
  if (!amount || amount->after >= words.size()) return {};
  if (names_a_point(words, at) && words[at].is_number) return {};
  const auto unit = unit_of(words[amount->after].key);
  if (!unit || amount->value == 0) return {};
  return Measured{{amount->value, *unit}, at, amount->after + 1};
}

bool says_each(const std::vector<Word>& words, std::size_t at) {
  return stand_at(words, at, {"mot", "lan"}) || stand_at(words, at, {"/", "lan"}) ||
         stand_at(words, at, {"/", "1", "lan"}) || stand_at(words, at, {"1", "lan"}) ||
         stand_at(words, at, {"01", "lan"});
}

bool ends_with(const std::vector<Word>& words, std::size_t end,
               std::initializer_list<std::string_view> keys) {
  return end >= keys.size() && stand_at(words, end - keys.size(), keys);
}

/// "năm sau", "năm tài chính kế tiếp", "quý trước", "tháng báo cáo".
std::optional<int> offset_of(const std::vector<Word>& words, std::string_view unit) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at].key != unit) continue;
    const bool is_many = ends_with(words, at, {"nhung"}) || ends_with(words, at, {"cac"});
    if (is_many || (at > 0 && words[at - 1].is_number && !names_a_point(words, at - 1))) continue;
    const std::size_t next = stand_at(words, at + 1, {"tai", "chinh"}) ? at + 3 : at + 1;
    if (stand_at(words, next, {"sau"}) || stand_at(words, next, {"tiep"}) ||
        stand_at(words, next, {"ke"}) || stand_at(words, next, {"lien", "sau"}))
      return 1;
    if (stand_at(words, next, {"truoc"})) return -1;
    if (stand_at(words, next, {"bao", "cao"}) || stand_at(words, next, {"hien", "hanh"})) return 0;
  }
  return {};
}

std::optional<int> month_in_quarter(const std::vector<Word>& words) {
  constexpr std::pair<std::string_view, int> places[] = {{"dau", 1}, {"giua", 2}, {"cuoi", 3}};
  if (!find(words, {"qui"})) return {};
  for (const auto& [word, place] : places)
    if (find(words, {"thang", word})) return place;
  return {};
}

bool is_each(const std::vector<Word>& words, std::string_view unit) {
  return find(words, {"hang", unit}) || find(words, {"moi", unit}) || find(words, {"tung", unit});
}

bool introduces_a_span(const std::vector<Word>& words, std::size_t at) {
  constexpr std::array<std::string_view, 13> begins{
      " thoi han",     " thoi gian",     " trong vong", " trong",  " khong qua", " cham nhat",
      " cham nhat la", " cham nhat sau", " sau",        " toi da", " truoc",     " it nhat",
      " han"};
  std::string before;
  for (std::size_t i = at > 3 ? at - 3 : 0; i < at; ++i) before += " " + words[i].key;
  return at == 0 ||
         std::ranges::any_of(begins, [&](std::string_view each) { return before.ends_with(each); });
}

std::string words_between(std::string_view wording, const std::vector<Word>& words,
                          std::size_t from, std::size_t end) {
  while (end > from && words[end - 1].is_sign && words[end - 1].key != ")") --end;
  if (from >= end) return "";
  const std::size_t begin = words[from].begin;
  return std::string(wording.substr(begin, words[end - 1].end - begin));
}

/// Where the anchor begins: behind "kể từ", "tính từ", "sau", "trước", "so với".
struct Anchored {
  std::size_t begin = 0;
  bool before = false;
};
std::optional<Anchored> anchored_at(const std::vector<Word>& words, std::size_t at) {
  if (stand_at(words, at, {","})) ++at;
  if (stand_at(words, at, {"ke", "tu"}) || stand_at(words, at, {"tinh", "tu"}) ||
      stand_at(words, at, {"so", "voi"}))
    return Anchored{at + 2};
  if (stand_at(words, at, {"truoc"})) return Anchored{at + 1, true};
  if (stand_at(words, at, {"sau"}) || stand_at(words, at, {"tu"})) return Anchored{at + 1};
  return {};
}

}  // namespace

std::optional<Span> every_in(const std::vector<Word>& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto measured = span_at(words, at);
    if (!measured) continue;
    if (says_each(words, measured->after) || ends_with(words, at, {"dinh", "ki"}) ||
        ends_with(words, at, {"dinh", "ki", "moi"}) || ends_with(words, at, {"cu"}))
      return measured->span;
    at = measured->after - 1;
  }
  return {};
}

std::optional<DeadlineKind> rhythm_in(const std::vector<Word>& words, Deadline& deadline) {
  deadline.year_offset = offset_of(words, "nam");
  deadline.quarter_offset = offset_of(words, "qui");
  deadline.month_offset = offset_of(words, "thang");
  deadline.month_in_quarter = month_in_quarter(words);
  if (is_each(words, "nam") || deadline.year_offset) return DeadlineKind::yearly;
  if (is_each(words, "qui") || deadline.quarter_offset || deadline.month_in_quarter)
    return DeadlineKind::quarterly;
  if (is_each(words, "thang") || deadline.month_offset) return DeadlineKind::monthly;
  if (is_each(words, "tuan")) return DeadlineKind::weekly;
  if (is_each(words, "ngay")) return DeadlineKind::daily;
  return {};
}

bool read_relative(std::string_view wording, const std::vector<Word>& words,
                   const std::vector<Point>& points, Deadline& deadline) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool in_a_point = std::ranges::any_of(
        points, [&](const Point& each) { return at >= each.begin && at < each.after; });
    auto measured = in_a_point ? std::nullopt : span_at(words, at);
    if (!measured) continue;
    const bool working = stand_at(words, measured->after, {"lam", "viec"});
    const std::size_t behind = measured->after + (working ? 2 : 0);
    auto anchored = anchored_at(words, behind);
    if (!anchored && !introduces_a_span(words, at)) {
      // "trước thời điểm bắt đầu bỏ phiếu 24 giờ"
      const auto before = find(words, {"truoc"});
      if (!before || *before > at || behind != words.size()) continue;
      deadline.anchor = words_between(wording, words, *before + 1, at);
      deadline.before = true;
    }
    if (anchored) deadline.anchor = words_between(wording, words, anchored->begin, words.size());
    if (deadline.anchor.size() <= std::string_view("ngày").size() && !deadline.anchor.empty())
      deadline.anchor += " …";  // the wording breaks off
    deadline.before =
        deadline.before || (anchored && anchored->before) || ends_with(words, at, {"truoc"});
    deadline.kind = DeadlineKind::relative;
    deadline.span = measured->span;
    deadline.working = working;
    return true;
  }
  return false;
}

}  // namespace gandan::assignments
