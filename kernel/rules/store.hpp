// The rows of kernel/rules as they stand in the database. Only for this module's .cpp files.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/rules/rules.hpp"

namespace gandan::rules {

/// A limit with the moment of its last edit; none where it is as shipped.
struct StoredLimit {
  Limit limit;
  std::optional<Instant> edited_at;
};

[[nodiscard]] std::vector<StoredLimit> stored_limits(db::Tx& tx);
/// Whether two rows are of one rule and body and hold on a day in common.
[[nodiscard]] bool overlap(const Limit& a, const Limit& b);
void put_limit(db::Tx& tx, const StoredLimit& stored);
[[nodiscard]] std::vector<CalendarDay> stored_days(db::Tx& tx, Date from, Date to);
void put_day(db::Tx& tx, const CalendarDay& day);
void remove_days(db::Tx& tx, Date from, Date to);
/// Those of which one list says what the other does not. Both are in the order of days.
[[nodiscard]] std::vector<Date> days_that_differ(const std::vector<CalendarDay>& before,
                                                 const std::vector<CalendarDay>& after);
[[nodiscard]] std::vector<int> edited_years(db::Tx& tx);
void mark_year_edited(db::Tx& tx, int year, Instant at);
[[nodiscard]] std::int64_t stored_version(db::Tx& tx);
void raise_version(db::Tx& tx);

}  // namespace gandan::rules
