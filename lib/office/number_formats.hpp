// Whether a number of a sheet is a day, and which: what stands in its style, not in the cell.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gandan::office {

/// Whether a format code ("dd/mm/yyyy", "#,##0") shows a point in time: its first section has one
/// of d, m, y, h, s that is neither quoted, escaped nor in brackets. A duration ("[h]:mm") is none.
[[nodiscard]] bool shows_date(std::string_view code);
/// The same of the formats that have a number and no code (ECMA-376, part 1, 18.8.30).
[[nodiscard]] bool shows_date(std::uint64_t built_in);

/// The point in time that a sheet's number stands for, to a millisecond: 2026-07-01T08:30:00,
/// or where it is below one day, 08:30:00. Empty outside of the years 1 to 9999. A sheet that
/// counts from 1900 knows a 29 February of that year, which there was not: its numbers below 60 are
/// a day more.
[[nodiscard]] std::string date_of(double number, bool counts_from_1904);

}  // namespace gandan::office
