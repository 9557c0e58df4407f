// A place's schedule in words: whether it is open now, when next, what is not as always.
#pragma once
#include "contexts/receptions/public/places.hpp"
#include "kernel/rules/rules.hpp"

namespace gandan::receptions {

/// How far pages look ahead, in days.
inline constexpr int days_shown = 60;

struct Told {
  pages::Badge now;
  std::string next;
};
/// By a schedule that was read from today on.
[[nodiscard]] Told opening_in_words(const Wording& words, const Schedule& schedule,
                                    const rules::Calendar& calendar, int minute_now);
[[nodiscard]] HeadDayLine head_day_line(const Wording& words, const HeadDay& day);
/// "Wednesday 02/12/2026, 07:30–11:30: Lò Văn Mẫu", of the first that is ahead; empty where none
/// is, or goes on.
[[nodiscard]] std::string next_head_day(const Wording& words, const Schedule& schedule,
                                        int minute_now);
/// Days of the range on which hours are other than the permanent ones, for a closure, a day in the
/// place of another, or a holiday.
[[nodiscard]] std::vector<DayLine> days_unlike(const Wording& words, const Schedule& schedule,
                                               const rules::Calendar& calendar, Date from, Date to);

}  // namespace gandan::receptions
