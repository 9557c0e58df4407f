// How often, how long and counted from what: the spans of a wording.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "lib/assignments/days.hpp"
#include "lib/assignments/deadline.hpp"
#include "lib/assignments/words.hpp"

namespace gandan::assignments {

/// "06 tháng một lần", "định kỳ 3 tháng", "hai (02) năm/lần".
[[nodiscard]] std::optional<Span> every_in(const std::vector<Word>& words);

/// "hằng năm", "mỗi quý": the longest one that is said. Also what is told from a year, quarter or
/// month that is reported on: "năm sau", "của tháng tiếp theo", into the offsets of `deadline`.
[[nodiscard]] std::optional<DeadlineKind> rhythm_in(const std::vector<Word>& words,
                                                    Deadline& deadline);

/// "trong thời hạn 15 ngày làm việc kể từ ngày nhận đủ hồ sơ": kind, span, working, before and
/// anchor; false where there is no such span outside of the points.
[[nodiscard]] bool read_relative(std::string_view wording, const std::vector<Word>& words,
                                 const std::vector<Point>& points, Deadline& deadline);

}  // namespace gandan::assignments
