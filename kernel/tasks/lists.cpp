#include "kernel/tasks/lists.hpp"

#include <algorithm>
#include <array>

#include "kernel/tasks/record.hpp"

namespace gandan::tasks {
namespace {

constexpr std::chrono::microseconds a_day = std::chrono::hours(24), offset = civil_offset;

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
  } else if (filter.show == Show::doubted) {
    query.add(sql::is_doubted);
  } else {
    query.add(filter.show == Show::done ? sql::is_done : sql::is_withdrawn);
  }
  if (filter.of_nobody) query.add(" and 1 = 0");
  query.any_of("u.body_id", filter.bodies);
  return query;
}

}  // namespace

std::string_view name(Show show) {
  constexpr std::array names{"owed", "ahead", "overdue", "done", "doubted", "not_done"};
  return names.at(static_cast<std::size_t>(show));
}

Show parse_show(std::string_view text) {
  const auto* found = std::ranges::find(shows, text, [](Show show) { return name(show); });
  return found == std::end(shows) ? Show::ahead : *found;
}

Page list(db::Tx& tx, const Filter& filter, Date today, int limit,
          std::optional<db::Cursor> after) {
  const bool is_owed = is_of_what_is_owed(filter.show), by_day = filter.show == Show::doubted;
  const db::Order order = is_owed  ? db::Order{"u.due_on", "u.id"}
                          : by_day ? db::Order{"u.due_on", "u.id", true}
                                   : db::Order{"u.ended_at", "u.id", true};
  return query_of(filter, today)
      .page_of<Undertaking>(tx, order, after, limit, [&](const Undertaking& last) {
        const std::int64_t key = is_owed || by_day ? last.due_on.days : last.ended_at->micros;
        return db::Cursor{0, key, last.id.value};
      });
}

Tally tally(db::Tx& tx, const std::vector<UnitId>& bodies, Date from, Date today) {
  // Ended by the end of the last day, in civil time.
  const std::string by_its_day = "u.ended_at < (u.due_on + 1) * " + std::to_string(a_day.count()) +
                                 " - " + std::to_string(offset.count());
  db::Query query("select coalesce(sum(n), 0)");
  for (const char* column : {"kept", "late", "doubted", "broken", "told", "told_done"})
    query.add({", coalesce(sum(", column, "), 0)"});
  query.add(" from (select 1 as n");
  auto count = [&](std::string_view name, std::initializer_list<std::string_view> condition) {
    query.add({", case when ", db::joined(condition), " then 1 else 0 end as ", name});
  };
  count("kept", {sql::is_done, " and ", sql::is_not_doubted, " and ", by_its_day});
  count("late", {sql::is_done, " and ", sql::is_not_doubted, " and not ", by_its_day});
  count("doubted", {sql::is_done, " and ", sql::is_doubted});
  count("broken", {sql::is_owed, " or ", sql::is_withdrawn});
  count("told", {"u.word is not null"});
  count("told_done", {sql::is_told_done});
  query.add({" from undertakings u where ", sql::is_shown,
             " and u.due_on >= :from and u.due_on < :today and (", sql::is_owed, " or ",
             sql::is_done, " or not ", by_its_day, ")"});
  query.any_of("u.body_id", bodies);
  query.add(") counted").bind("from", from).bind("today", today);
  return query.one<Tally>(tx).value_or(Tally{});
}

}  // namespace gandan::tasks
