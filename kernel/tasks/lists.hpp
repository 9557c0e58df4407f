// Lists of undertakings that everybody may read: of one body or of all, by day, paged by key.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "kernel/tasks/undertaking.hpp"
#include "lib/db/query.hpp"

namespace gandan::tasks {

/// What a list shows: what is due first, first; of what has ended, the last first.
enum class Show : std::uint8_t {
  owed,     ///< the two that follow, together
  ahead,    ///< whose last day is today or later
  overdue,  ///< whose last day has passed
  done,
  doubted,  ///< by who asked, whatever came of it: the last due first
  not_done
};
/// Those of the page, in its order.
inline constexpr Show shows[] = {Show::ahead, Show::overdue, Show::done, Show::doubted,
                                 Show::not_done};
/// As addresses say it: "overdue".
[[nodiscard]] std::string_view name(Show show);
/// One of the page; of anything else: ahead.
[[nodiscard]] Show parse_show(std::string_view text);

struct Filter {
  Show show = Show::owed;
  std::vector<UnitId> bodies = {};  ///< any of these: a body, and those it succeeded; none: all
  std::optional<Date> due_by = {};  ///< due on that day or before, of what is owed
  bool of_nobody = false;           ///< of a place that no body serves: nothing is listed
};

using Page = db::Page<Undertaking>;

[[nodiscard]] Page list(db::Tx& tx, const Filter& filter, Date today, int limit,
                        std::optional<db::Cursor> after = {});

/// What became of all whose day has passed; given up by its day is of none.
struct Tally {
  std::int64_t came_due = 0;  ///< the four that follow, together
  std::int64_t kept = 0, late = 0, doubted = 0, broken = 0;
  std::int64_t told = 0, told_done = 0;  ///< of which who asked has said something, and that: done
};
/// Of these bodies (none: of all) and of the days from `from` until before `today`. Walks an index
/// of what came due in these days.
[[nodiscard]] Tally tally(db::Tx& tx, const std::vector<UnitId>& bodies, Date from, Date today);

}  // namespace gandan::tasks
