#include "kernel/clocks/invariants.hpp"

namespace gandan::clocks {

std::vector<invariants::Invariant> invariants_of(const Rows& rows) {
  auto where = [&](std::initializer_list<std::string_view> condition) {
    return db::joined({"select p.id from ", rows.table, " where ", db::joined(condition)});
  };
  return {
      {rows.clock, "what is open and has a limit has a clock that was started",
       where({rows.is_open, " and p.due_at is not null and p.clock_started_at is null"})},
      {rows.standing_clock,
       "of what is open, the clock stands where its state lets it stand, and there alone",
       where({rows.is_open, " and (p.stopped_at is not null) <> (", rows.stands, ")"})},
      {rows.pauses, "a clock that stands has a pause that began then and has not ended",
       where({rows.stands, " and not exists (select 1 from ", rows.noun, "_pauses q where q.",
              rows.noun, "_id = p.id and q.stopped_at = p.stopped_at and q.resumed_at is null)"})},
  };
}

}  // namespace gandan::clocks
