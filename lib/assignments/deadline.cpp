#include "lib/assignments/deadline.hpp"

#include <algorithm>
#include <array>

#include "lib/assignments/days.hpp"
#include "lib/assignments/rhythm.hpp"
#include "lib/assignments/words.hpp"
#include "lib/text/fold.hpp"

namespace gandan::assignments {
namespace {

constexpr std::array kind_names{
    "none",     "day",      "monthday", "month",      "quarter",  "halfyear",  "year",   "period",
    "open",     "standing", "daily",    "weekly",     "monthly",  "quarterly", "yearly", "every",
    "relative", "periodic", "ad_hoc",   "on_request", "on_event", "prompt"};
static_assert(kind_names.size() == static_cast<std::size_t>(DeadlineKind::prompt) + 1);
constexpr std::array relation_names{"", "before", "by", "through", "on"};

using Words = std::vector<Word>;

/// The word that ends just before the point, without "ngày", "hết", "là", "năm".
std::size_t words_before(const Words& words, std::size_t at) {
  constexpr std::array passed{"ngay",  "het",   "la",   "dau",  "cuoi",
                              "trong", "thang", "hoan", "thanh"};
  while (at > 0 && std::ranges::find(passed, words[at - 1].key) != passed.end()) --at;
  return at;
}

/// The day of a document that is cited, or from which something is in force: no deadline.
bool is_cited(const Words& words, const Point& point) {
  if (point.day == 0) return false;
  const std::size_t before = words_before(words, point.begin);
  const auto ends = [&](std::initializer_list<std::string_view> keys) {
    return before >= keys.size() && stand_at(words, before - keys.size(), keys);
  };
  if (ends({"truoc"}) || ends({"nhat"}) || ends({"den"}) || ends({"vao"})) return false;
  const bool of_somebody =
      stand_at(words, point.after, {"cua"}) && !stand_at(words, point.after + 1, {"nam"});
  return of_somebody || ends({"ban", "hanh"}) || ends({"ki"}) || ends({"hieu", "luc"}) ||
         ends({"hieu", "luc", "tu"}) || ends({"hieu", "luc", "ke", "tu"}) ||
         stand_at(words, point.after, {"ve"}) || ends({"cp"}) || ends({"ttg"}) || ends({"qd"});
}

bool ends_at_point(const Words& words, const Point& point,
                   std::initializer_list<std::string_view> keys) {
  std::size_t at = point.begin;
  if (at > 0 && words[at - 1].key == "ngay") --at;
  return at >= keys.size() && stand_at(words, at - keys.size(), keys);
}

Relation relation_to(const Words& words, const Point& point) {
  if (find(words, {"cham", "nhat"}) || find(words, {"muon", "nhat"})) return Relation::by;
  if (ends_at_point(words, point, {"truoc"})) return Relation::before;
  if (ends_at_point(words, point, {"den"}) || ends_at_point(words, point, {"toi"}) ||
      ends_at_point(words, point, {"het"}) || ends_at_point(words, point, {"den", "cuoi"}))
    return Relation::through;
  return point.day != 0 && ends_at_point(words, point, {"vao"}) ? Relation::on : Relation::none;
}

DeadlineKind kind_of(const Point& point) {
  if (point.day != 0) return point.year != 0 ? DeadlineKind::day : DeadlineKind::monthday;
  if (point.month != 0) return DeadlineKind::month;
  if (point.quarter != 0) return DeadlineKind::quarter;
  return point.half != 0 ? DeadlineKind::halfyear : DeadlineKind::year;
}

int last_day_of(int month) {
  return static_cast<int>(last_day({.month = month, .year = 2001}).day());
}

/// What the points say of every year, or of one that is not named. "cuối tháng 6" is its last day.
void take_points(const Words& words, const std::vector<Point>& points, Deadline& deadline) {
  for (const Point& point : points) {
    if (point.day != 0)
      deadline.monthdays.push_back({point.month, point.day});
    else if (point.month != 0 && ends_at_point(words, point, {"cuoi"}))
      deadline.monthdays.push_back({point.month, last_day_of(point.month)});
    else if (point.month != 0)
      deadline.months.push_back(point.month);
    if (point.quarter != 0) deadline.quarters.push_back(point.quarter);
    if (point.half != 0) deadline.half = point.half;
  }
  if (!points.empty()) deadline.relation = relation_to(words, points.front());
}

/// "ngày 10" of a month that is not named.
void take_day(const Words& words, Deadline& deadline) {
  for (std::size_t at = 0; at + 1 < words.size(); ++at)
    if (words[at].key == "ngay" && words[at + 1].is_number)
      if (const auto day = amount_at(words, at + 1); day && day->value >= 1 && day->value <= 31) {
        deadline.day = day->value;
        deadline.relation = relation_to(words, {.day = day->value, .begin = at + 1});
        return;
      }
}

bool goes_on_for_ever(const Words& words) {
  for (const char* many : {"nhung", "cac"})
    if (find(words, {many, "nam", "tiep"}) || find(words, {many, "nam", "sau"}) ||
        find(words, {many, "nam", "ke"}))
      return true;
  return find(words, {"tro", "di"}).has_value();
}

bool is_period(const Words& words, const Point& first, const Point& last) {
  if (first.year == 0 || last.year == 0) return false;
  const bool joined = last.begin == first.after + 1 && stand_at(words, first.after, {"-"});
  const bool from_to = ends_at_point(words, first, {"tu"}) && ends_at_point(words, last, {"den"});
  return joined || from_to || find(words, {"giai", "doan"}) || find(words, {"nhiem", "ki"});
}

/// What is said with a year.
Deadline dated(const Words& words, const std::vector<Point>& points) {
  const Point &first = points.front(), &last = points.back();
  Deadline deadline;
  if (goes_on_for_ever(words) || (points.size() == 1 && ends_at_point(words, first, {"tu"}))) {
    deadline.kind = DeadlineKind::open;
    deadline.start = first_day(first);
  } else if (points.size() > 1 && is_period(words, first, last)) {
    deadline.kind = DeadlineKind::period;
    deadline.start = first_day(first);
    deadline.date = last_day(last);
  } else {
    deadline.relation = relation_to(words, last);
    deadline.date = last_day(last);
    deadline.kind = ends_at_point(words, last, {"het"}) ? DeadlineKind::day : kind_of(last);
  }
  return deadline;
}

/// "hằng năm", "ngày 10 của tháng tiếp theo", with the points of each year.
void take_rhythm(const Words& words, const std::vector<Point>& points, Deadline& deadline) {
  take_points(words, points, deadline);
  if (deadline.kind == DeadlineKind::yearly) {
    for (std::size_t at = 0; at < words.size(); ++at)
      if (const auto years = amount_at(words, at);
          years && years->value > 1 && stand_at(words, years->after, {"nam"}))
        deadline.also = iso({years->value, 'Y'});  // "kế hoạch 5 năm, hằng năm"
  } else if (deadline.monthdays.empty()) {
    take_day(words, deadline);
  }
  if (find(words, {"dot", "xuat"})) deadline.also = name_of(DeadlineKind::ad_hoc);
}

Deadline in_plain_words(const Words& words) {
  const auto says = [&](std::initializer_list<std::string_view> keys) {
    return find(words, keys).has_value();
  };
  Deadline deadline;
  const bool is_sudden = says({"dot", "xuat"});
  if (says({"thuong", "xuyen"}) || says({"lien", "tuc"})) {
    deadline.kind = DeadlineKind::standing;
  } else if (says({"dinh", "ki"})) {
    deadline.kind = DeadlineKind::periodic;
    if (is_sudden) deadline.also = name_of(DeadlineKind::ad_hoc);
  } else if (is_sudden) {
    deadline.kind = DeadlineKind::ad_hoc;
  } else if (says({"yeu", "cau"}) || says({"theo", "de", "nghi"}) || says({"co", "de", "nghi"})) {
    deadline.kind = DeadlineKind::on_request;
  } else if (says({"khi"})) {
    deadline.kind = DeadlineKind::on_event;
  } else if (says({"kip", "thoi"}) || says({"khan", "truong"}) || says({"lap", "tuc"}) ||
             (words.size() == 1 && says({"ngay"}))) {
    deadline.kind = DeadlineKind::prompt;
  }
  return deadline;
}

}  // namespace

std::string_view name_of(DeadlineKind kind) {
  return kind_names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(Relation relation) {
  return relation_names.at(static_cast<std::size_t>(relation));
}

std::string iso(const Span& span) {
  const bool of_a_day = span.unit == 'h' || span.unit == 'm';
  const char unit = span.unit == 'h' ? 'H' : span.unit == 'm' ? 'M' : span.unit;
  return (of_a_day ? "PT" : "P") + std::to_string(span.amount) + unit;
}

Deadline read_deadline(std::string_view wording) {
  const std::string text = text::nfc(wording);
  const Words words = words_of(text);
  std::vector<Point> points = points_of(words);
  const auto cited =
      std::erase_if(points, [&](const Point& each) { return is_cited(words, each); });
  const bool has_year =
      std::ranges::any_of(points, [](const Point& each) { return each.year != 0; });

  Deadline deadline;
  const auto every = every_in(words);
  const auto rhythm = rhythm_in(words, deadline);
  if (!has_year && rhythm && find(words, {"thuong", "xuyen"})) {
    Deadline standing = in_plain_words(words);
    standing.also = name_of(*rhythm);
    return standing;
  }
  if (!has_year && (every || rhythm)) {
    deadline.kind = rhythm ? *rhythm : DeadlineKind::every;
    take_rhythm(words, points, deadline);
    if (!rhythm) deadline.span = every;
    if (rhythm && every) deadline.also = iso(*every);
    return deadline;
  }
  deadline = {};
  if (read_relative(text, words, points, deadline) && (!has_year || !deadline.anchor.empty()))
    return deadline;
  if (has_year) {
    // What bears no year is told apart from what does: "trong tháng 6 và quý II/2026".
    std::erase_if(points, [](const Point& each) { return each.year == 0; });
    Deadline with_year = dated(words, points);
    if (rhythm && with_year.kind != DeadlineKind::open) with_year.also = name_of(*rhythm);
    return with_year;
  }
  if (!points.empty()) {
    deadline = {};
    deadline.kind = kind_of(points.back());
    take_points(words, points, deadline);
    return deadline;
  }
  return cited > 0 ? Deadline{} : in_plain_words(words);
}

}  // namespace gandan::assignments
