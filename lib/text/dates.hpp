// Reads days and times as people, offices and spreadsheets write them.
#pragma once
#include <optional>
#include <string_view>

#include "lib/base/time.hpp"

namespace gandan::text {

/// Which part stands first where the year does not say so by its four digits.
enum class DateOrder { day_first, month_first, year_first };

/// "dmy", "mdy" or "ymd".
[[nodiscard]] std::optional<DateOrder> parse_date_order(std::string_view name);

/// The whole text as a day: "31/12/2020", "5-1-2021", "05.01.21", "2021-01-05", "ngày 05 tháng 01
/// năm 2021". Marks and case do not matter; a year of two digits is of this century.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text,
                                             DateOrder order = DateOrder::day_first);

/// The whole text as a time of day, in minutes after midnight: "8h30", "08 giờ 30", "8:30", "20 giờ
/// 15 phút", "8h", "2 giờ 30 chiều", "11:30 PM", "11:30 CH".
[[nodiscard]] std::optional<int> parse_time_of_day(std::string_view text);

/// From the first to the last microsecond that the words name, at UTC+7; both are the same where
/// they name a moment.
struct TimeSpan {
  Instant first, last;
};
/// The whole text as a moment ("15/03/2026 23:30", "2026-03-02T23:30:15Z", "8h30 ngày 15/3/2026"),
/// a day, a month ("03/2026", "2026-03", "tháng 3 năm 2026") or a year ("2026").
[[nodiscard]] std::optional<TimeSpan> parse_time_span(std::string_view text,
                                                      DateOrder order = DateOrder::day_first);

}  // namespace gandan::text
