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
  not_done
};
/// Those of the page, in its order.
inline constexpr Show shows[] = {Show::ahead, Show::overdue, Show::done, Show::not_done};
/// As addresses say it: "overdue".
[[nodiscard]] std::string_view name(Show show);
/// One of the page; of anything else: ahead.
[[nodiscard]] Show parse_show(std::string_view text);

struct Filter {
  Show show = Show::owed;
  std::vector<UnitId> bodies = {};  ///< any of these: a body, and those it succeeded; none: all
  std::optional<Date> due_by = {};  ///< due on that day or before, of what is owed
};

using Page = db::Page<Undertaking>;

[[nodiscard]] Page list(db::Tx& tx, const Filter& filter, Date today, int limit,
                        std::optional<db::Cursor> after = {});

}  // namespace gandan::tasks
