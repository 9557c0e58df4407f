#include "kernel/site/calendar.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace gandan::site {
namespace {

StripMatter matter_in_words(const DatedMatter& matter) {
  return {.what = {matter.what, matter.tone},
          .record = {matter.title, matter.href},
          .body = matter.body,
          .basis = matter.basis};
}

StripDay empty_day(const Wording& words, Date day) {
  return {.day = day,
          .when = day < words.today    ? When::past
                  : day == words.today ? When::today
                                       : When::ahead,
          .said = day > words.today ? words.locale.until(day, words.today)
                                    : words.locale.since(day, words.today),
          .matters = {}};
}

}  // namespace

Calendars::Calendars(Services& services, std::span<const Module> modules) {
  for (const Module& module : modules)
    if (module.calendar) calendars_.push_back(module.calendar(services));
}

std::vector<DatedMatter> Calendars::of(db::Tx& tx, const CalendarVisit& visit) const {
  std::vector<DatedMatter> all;
  for (const ReadCalendar& read : calendars_)
    std::ranges::move(read(tx, visit), std::back_inserter(all));
  std::erase_if(all, [&](const DatedMatter& matter) {
    return matter.day < visit.from || matter.day > visit.to;
  });
  // Within a day by what stands there: codes are drawn at random.
  std::ranges::stable_sort(all, [](const DatedMatter& a, const DatedMatter& b) {
    return std::tie(a.day, a.what, a.title, a.uid) < std::tie(b.day, b.what, b.title, b.uid);
  });
  const auto first_ahead = std::ranges::find_if(
      all, [&](const DatedMatter& matter) { return matter.day >= visit.today; });
  const auto past = first_ahead - all.begin(), ahead = all.end() - first_ahead;
  const auto most = static_cast<std::ptrdiff_t>(visit.most);
  if (ahead > most) all.erase(all.end() - (ahead - most), all.end());
  if (past > most) all.erase(all.begin(), all.begin() + (past - most));
  return all;
}

std::vector<UnitId> known_bodies(const Wording& words, const std::vector<units::Unit>& serving) {
  std::vector<UnitId> known;
  for (const units::Unit& body : serving) {
    if (body.valid_to && *body.valid_to < words.today) continue;
    for (const UnitId each : words.directory.known_as(body.id)) known.push_back(each);
  }
  return known;
}

Strip strip_of(const Wording& words, std::string title, const std::vector<DatedMatter>& matters) {
  Strip strip{.title = std::move(title), .days = {}, .all = {}};
  if (matters.empty()) return strip;
  bool has_today = false;
  auto begin_day = [&](Date day) {
    strip.days.push_back(empty_day(words, day));
    has_today = has_today || day == words.today;
  };
  for (const DatedMatter& matter : matters) {
    if (!has_today && matter.day > words.today) begin_day(words.today);
    if (strip.days.empty() || strip.days.back().day != matter.day) begin_day(matter.day);
    strip.days.back().matters.push_back(matter_in_words(matter));
  }
  if (!has_today) begin_day(words.today);
  return strip;
}

}  // namespace gandan::site
