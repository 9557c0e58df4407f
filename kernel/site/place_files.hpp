// The days of a place as files: a calendar for the telephone, a feed of what has happened.
#pragma once
#include <vector>

#include "kernel/module/calendar.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/units/units.hpp"
#include "lib/http/response.hpp"

namespace gandan::site {

/// How far the calendar of a place looks, in days, and how much of it, on each side of today.
inline constexpr int days_back = 60, days_ahead = 180, most_in_files = 200;

/// iCalendar (RFC 5545).
[[nodiscard]] http::Response calendar_of(const Turn& turn, const units::Unit& area,
                                         const std::vector<DatedMatter>& matters);
/// Atom: what is past, the newest first.
[[nodiscard]] http::Response feed_of(const Turn& turn, const units::Unit& area,
                                     const std::vector<DatedMatter>& matters);

}  // namespace gandan::site
