#include "contexts/receptions/public/openings.hpp"

#include <algorithm>

#include "contexts/receptions/schedule/times.hpp"

namespace gandan::receptions {
namespace {

constexpr const char* weekday_names[] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                         N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                         N_("Sunday")};

std::string weekday_and_date(const Wording& words, Date day) {
  return words.tr(weekday_name(weekday_of(day))) + " " + words.locale.date(day);
}

bool is_as_always(const std::vector<Opening>& usual, const std::vector<Opening>& open) {
  const auto has_times = [](const Opening& a, const Opening& b) {
    return a.from_minute == b.from_minute && a.until_minute == b.until_minute;
  };
  return std::ranges::equal(usual, open, has_times);
}

/// The stretches joined where one ends as the next begins, whoever receives.
std::vector<Opening> joined_openings(const std::vector<Opening>& open) {
  std::vector<Opening> all;
  for (const Opening& each : open) {
    if (!all.empty() && all.back().until_minute == each.from_minute)
      all.back().until_minute = each.until_minute;
    else
      all.push_back({each.from_minute, each.until_minute, std::nullopt});
  }
  return all;
}

}  // namespace

const char* weekday_name(int weekday) {
  return weekday_names[weekday - 1];
}

Told opening_in_words(const Wording& words, const Schedule& schedule,
                      const rules::Calendar& calendar, int minute_now) {
  const auto say = [&](const char* message, int minute) {
    return words.locale.tr(message, {{"time", time_of_day(minute)}});
  };
  for (const Opening& each : joined_openings(schedule.openings_on(words.today, calendar))) {
    if (each.until_minute <= minute_now) continue;
    if (each.from_minute <= minute_now)
      return {{say(N_("Open until {time}"), each.until_minute), pages::Tone::settled}, ""};
    return {{say(N_("Opens today at {time}"), each.from_minute), pages::Tone::waiting, "clock"},
            ""};
  }
  for (int ahead = 1; ahead <= days_shown; ++ahead) {
    const Date day = words.today + ahead;
    const auto open = schedule.openings_on(day, calendar);
    if (open.empty()) continue;
    return {{words.tr(N_("Closed now")), pages::Tone::plain, "clock"},
            words.locale.tr(N_("Opens on {day} at {time}"),
                            {{"day", weekday_and_date(words, day)},
                             {"time", time_of_day(open.front().from_minute)}})};
  }
  return {{words.tr(N_("No hours are announced yet")), pages::Tone::plain, "info"}, ""};
}

pages::Badge badge_of(const Wording& words, const HeadDay& day) {
  switch (day.state) {
    case DayState::held:
      if (day.held_by == HeardBy::head)
        return {words.tr(N_("The head received")), pages::Tone::settled};
      return {words.tr(N_("A deputy received in the head's place")), pages::Tone::waiting};
    case DayState::missed:
      return {words.tr(N_("Nobody received")), pages::Tone::late};
    case DayState::moved:
      return {words.tr(N_("Moved to another day")), pages::Tone::plain, "calendar"};
    case DayState::ahead:
      break;
  }
  if (day.day < words.today)
    return {words.tr(N_("Not yet said whether it was kept")), pages::Tone::waiting};
  return {words.tr(day.kind == DayKind::regular ? N_("Regular day") : N_("Additional day")),
          pages::Tone::open, "calendar"};
}

HeadDayLine head_day_line(const Wording& words, const HeadDay& day) {
  return {
      .day = day.day,
      .when = weekday_and_date(words, day.day) + ", " + stretch(day.from_minute, day.until_minute),
      .who = day.head,
      .subject = day.subject,
      .place = {},
      .state = badge_of(words, day),
      .reason = day.reason};
}

std::string next_head_day(const Wording& words, const Schedule& schedule, int minute_now) {
  for (const HeadDay& day : schedule.head_days())
    if (day.state == DayState::ahead &&
        (day.day > words.today || (day.day == words.today && minute_now < day.until_minute)))
      return weekday_and_date(words, day.day) + ", " + stretch(day.from_minute, day.until_minute) +
             ": " + day.head;
  return {};
}

std::vector<WeekLine> week_of(const Wording& words, const Schedule& schedule, Date as_of) {
  std::vector<WeekLine> week;
  bool is_known = false;
  int began = 1;
  for (int weekday = 1; weekday <= 7; ++weekday) {
    const auto open = schedule.hours_of(weekday, as_of);
    is_known = is_known || !open.empty();
    const std::string times = open.empty() ? words.tr(N_("Closed")) : stretches(open);
    if (week.empty() || week.back().times != times) {
      week.push_back({words.tr(weekday_name(weekday)), times});
      began = weekday;
    } else {
      week.back().day = words.tr(weekday_name(began)) + " – " + words.tr(weekday_name(weekday));
    }
  }
  if (!is_known) week.clear();
  return week;
}

std::vector<DayLine> days_unlike(const Wording& words, const Schedule& schedule,
                                 const rules::Calendar& calendar, Date from, Date to) {
  std::vector<DayLine> days;
  for (Date day = from; day <= to; day = day + 1) {
    const auto usual = joined_openings(schedule.hours_of(weekday_of(day), day));
    const auto open = joined_openings(schedule.openings_on(day, calendar));
    const bool has_head = std::ranges::any_of(schedule.head_days(), [&](const HeadDay& head) {
      return head.day == day && head.state == DayState::ahead;
    });
    const Closure* closure = schedule.closure_on(day);
    if ((closure == nullptr && has_head) || is_as_always(usual, open)) continue;
    DayLine line{.day = day,
                 .weekday = weekday_and_date(words, day),
                 .times = open.empty() ? words.tr(N_("Closed")) : stretches(open),
                 .note = {}};
    if (closure != nullptr) {
      line.note = closure->reason;
      if (closure->instead_on)
        line.note +=
            ". " + words.locale.tr(N_("Instead: {day}"),
                                   {{"day", weekday_and_date(words, *closure->instead_on)}});
    } else if (open.empty()) {
      line.note = words.tr(N_("Public holiday"));
    } else {
      line.note = words.tr(N_("In the place of a day that is closed"));
    }
    days.push_back(std::move(line));
  }
  return days;
}

}  // namespace gandan::receptions
