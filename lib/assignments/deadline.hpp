// Reads by when something is to be done, as plans, programmes and laws word it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"

namespace gandan::assignments {

enum class DeadlineKind : std::uint8_t {
  none,      ///< says no time, or the time of something else
  day,       ///< "trước ngày 31/12/2025", "đến hết năm 2020"
  monthday,  ///< a day without a year: "trước 30/6"
  month,     ///< "6/2025"
  quarter,   ///< "Quý II/2026"
  halfyear,  ///< "6 tháng đầu năm 2026"
  year,      ///< "2025", "đến năm 2030"
  period,    ///< "2021-2025"
  open,      ///< "2025 và những năm tiếp theo": a beginning without an end
  standing,  ///< "thường xuyên"
  daily,     ///< "hằng ngày"
  weekly,
  monthly,
  quarterly,
  yearly,
  every,       ///< "06 tháng một lần"
  relative,    ///< "trong thời hạn 15 ngày kể từ ngày …"
  periodic,    ///< "định kỳ", without saying how often
  ad_hoc,      ///< "đột xuất"
  on_request,  ///< "khi có yêu cầu"
  on_event,    ///< "khi phát sinh"
  prompt,      ///< "kịp thời", "ngay"
};
/// "day", "on_request", …
[[nodiscard]] std::string_view name_of(DeadlineKind kind);

enum class Relation : std::uint8_t {
  none,
  before,   ///< trước ngày: the day that is named is kept as it is
  by,       ///< chậm nhất
  through,  ///< đến, đến hết
  on,       ///< vào ngày
};
/// "before", …; empty for none.
[[nodiscard]] std::string_view name_of(Relation relation);

struct MonthDay {
  int month = 0, day = 0;
  auto operator<=>(const MonthDay&) const = default;
};

/// A span in days, weeks, months, years, hours or minutes.
struct Span {
  int amount = 0;
  char unit = 'D';  ///< D W M Y, and h m for hours and minutes
};
/// ISO 8601: "P6M", "PT24H".
[[nodiscard]] std::string iso(const Span& span);

struct Deadline {
  DeadlineKind kind = DeadlineKind::none;
  Relation relation = Relation::none;
  std::optional<Date> start;  ///< of a period, or of what is open
  std::optional<Date> date;   ///< the last day: of a month, quarter or year its last
  std::vector<MonthDay> monthdays;
  std::vector<int> quarters, months;  ///< of a year that is not said, or of each year
  std::optional<int> half;            ///< 1 or 2, of a year that is not said
  std::optional<int> day;             ///< of each month
  std::optional<int> year_offset, month_offset, quarter_offset;  ///< from the one reported on
  std::optional<int> month_in_quarter;                           ///< 1 to 3
  std::optional<Span> span;  ///< of `every`: how often; of `relative`: how long
  bool working = false;      ///< of `relative`: working days
  bool before = false;       ///< of `relative`: before the anchor, not after it
  std::string anchor;        ///< of `relative`: what it is counted from, as it is written
  std::string also;          ///< a second rhythm: "ad_hoc", "P5Y"
};

/// Reads one wording; what it does not understand is `none`. Of several days the last counts where
/// only one can.
[[nodiscard]] Deadline read_deadline(std::string_view wording);

}  // namespace gandan::assignments
