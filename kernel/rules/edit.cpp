#include <algorithm>

#include "kernel/rules/store.hpp"

namespace gandan::rules {
namespace {

bool is_rule_name(std::string_view text) {
  return !text.empty() && text.size() <= 80 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

}  // namespace

bool overlap(const Limit& a, const Limit& b) {
  Date a_end = a.valid_to.value_or(Calendar::last);
  Date b_end = b.valid_to.value_or(Calendar::last);
  return a.rule == b.rule && a.body == b.body && a.valid_from <= b_end && b.valid_from <= a_end;
}

Result<LimitId, EditError> save_limit(db::Tx& tx, Ids& ids, const Clock& clock, journal::Actor by,
                                      const Limit& limit) {
  const int most = Calendar::last - Calendar::first;
  if (!is_rule_name(limit.rule)) return fail(EditError::rule_missing);
  if (limit.value < 0 || limit.value > most || limit.remote_value.value_or(0) < 0 ||
      limit.remote_value.value_or(0) > most || limit.times < 1)
    return fail(EditError::value_out_of_range);
  if (limit.basis.empty()) return fail(EditError::basis_missing);
  if (!Calendar::holds(limit.valid_from) || (limit.valid_to && !Calendar::holds(*limit.valid_to)))
    return fail(EditError::year_out_of_range);
  if (limit.valid_to && *limit.valid_to < limit.valid_from) return fail(EditError::dates_reversed);
  for (const StoredLimit& other : stored_limits(tx))
    if (other.limit.id != limit.id && overlap(other.limit, limit)) return fail(EditError::overlaps);

  StoredLimit stored{.limit = limit, .edited_at = clock.now()};
  if (!stored.limit.id) stored.limit.id = ids.next<LimitId>();
  put_limit(tx, stored);
  raise_version(tx);
  journal::append(tx, {.at = *stored.edited_at,
                       .actor = by,
                       .verb = "rules.save_limit",
                       .subject = {"limit", stored.limit.id.value}});
  return stored.limit.id;
}

Result<void, EditError> set_day(db::Tx& tx, const Clock& clock, journal::Actor by, Date date,
                                std::optional<DayKind> kind, std::string_view name,
                                std::string_view source) {
  if (!Calendar::holds(date)) return fail(EditError::year_out_of_range);
  if (kind)
    put_day(tx, {.date = date,
                 .kind = *kind,
                 .name = std::string(name),
                 .source = std::string(source),
                 .verified = true});
  else
    remove_days(tx, date, date);
  mark_year_edited(tx, date.year(), clock.now());
  raise_version(tx);
  journal::append(tx, {.at = clock.now(),
                       .actor = by,
                       .verb = kind ? "rules.set_day" : "rules.clear_day",
                       .subject = {"calendar_day", date.days}});
  return {};
}

std::vector<CalendarDay> days_of_year(db::Tx& tx, int year) {
  return stored_days(tx, Date::of(year, 1, 1), Date::of(year, 12, 31));
}

}  // namespace gandan::rules
