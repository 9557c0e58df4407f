#include "kernel/tasks/lists.hpp"

#include <algorithm>
#include <array>

#include "kernel/tasks/record.hpp"

namespace gandan::tasks {
namespace {

bool is_of_what_is_owed(Show show) {
  return show <= Show::overdue;
}

db::Query query_of(const Filter& filter, Date today) {
  db::Query query("select ");
  query.add({undertaking_columns, " from undertakings u where ", sql::is_shown, " and "});
  if (is_of_what_is_owed(filter.show)) {
    query.add(sql::is_owed);
    if (filter.show == Show::overdue) query.add(" and u.due_on < :today").bind("today", today);
    if (filter.show == Show::ahead) query.add(" and u.due_on >= :today").bind("today", today);
    if (filter.due_by) query.add(" and u.due_on <= :due_by").bind("due_by", *filter.due_by);
  } else {
    query.add(filter.show == Show::done ? sql::is_done : sql::is_withdrawn);
  }
  query.any_of("u.body_id", filter.bodies);
  return query;
}

}  // namespace

std::string_view name(Show show) {
  constexpr std::array names{"owed", "ahead", "overdue", "done", "not_done"};
  return names.at(static_cast<std::size_t>(show));
}

Show parse_show(std::string_view text) {
  const auto* found = std::ranges::find(shows, text, [](Show show) { return name(show); });
  return found == std::end(shows) ? Show::ahead : *found;
}

Page list(db::Tx& tx, const Filter& filter, Date today, int limit,
          std::optional<db::Cursor> after) {
  const bool is_owed = is_of_what_is_owed(filter.show);
  const db::Order order =
      is_owed ? db::Order{"u.due_on", "u.id"} : db::Order{"u.ended_at", "u.id", true};
  return query_of(filter, today)
      .page_of<Undertaking>(tx, order, after, limit, [&](const Undertaking& last) {
        return db::Cursor{0, is_owed ? last.due_on.days : last.ended_at->micros, last.id.value};
      });
}

}  // namespace gandan::tasks
