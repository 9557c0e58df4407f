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
enum class Show : std::uint8_t { owed, overdue, done, not_done };
inline constexpr Show shows[] = {Show::owed, Show::overdue, Show::done, Show::not_done};
/// As addresses say it: "overdue".
[[nodiscard]] std::string_view name(Show show);
/// Of anything else: owed.
[[nodiscard]] Show parse_show(std::string_view text);

struct Filter {
  Show show = Show::owed;
  std::vector<UnitId> bodies = {};  ///< any of these: a body, and those it succeeded; none: all
  std::optional<Date> due_by = {};  ///< due on that day or before, of what is owed
};

struct Page {
  std::vector<Undertaking> rows;
  std::optional<db::Cursor> next;  ///< nothing on the last page
};

[[nodiscard]] Page list(db::Tx& tx, const Filter& filter, Date today, int limit,
                        std::optional<db::Cursor> after = {});

}  // namespace gandan::tasks
