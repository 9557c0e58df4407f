// Times of a day as officers type them and as people read them.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contexts/receptions/schedule/schedule.hpp"

namespace gandan::receptions {

/// "7:30", "7h30", "7h", "13.30"; minutes of the day.
[[nodiscard]] std::optional<int> parse_time_of_day(std::string_view typed);
/// "7:30-11:30, 13h30–17h": stretches in any number, also none. Nothing where it cannot be read.
[[nodiscard]] std::optional<std::vector<std::pair<int, int>>> parse_stretches(
    std::string_view typed);
/// "07:30", in every language.
[[nodiscard]] std::string time_of_day(int minute);
/// "07:30–11:30"
[[nodiscard]] std::string stretch(int from_minute, int until_minute);
/// "07:30–11:30, 13:30–17:00"
[[nodiscard]] std::string stretches(std::span<const Opening> openings);
/// The moment at which that minute of a civil day begins.
[[nodiscard]] Instant moment_of(Date day, int minute);
/// The minute of the civil day.
[[nodiscard]] int minute_of(Instant at);

}  // namespace gandan::receptions
