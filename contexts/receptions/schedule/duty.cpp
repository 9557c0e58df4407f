#include "contexts/receptions/schedule/duty.hpp"

#include <algorithm>
#include <map>

namespace gandan::receptions {
namespace {

const db::Sql first_opening_of_body{
    "select min(p.opened_on) from reception_places p where p.body_id = :body"};

/// Names of the rules: how many days in a month, and in a week; empty where there is none.
struct DutyRules {
  std::string_view month, week;
};
DutyRules duty_rules(units::Level level) {
  switch (level) {
    case units::Level::nation:
      return {"reception.head_days_month.nation", ""};
    case units::Level::province:
      return {"reception.head_days_month.province", ""};
    case units::Level::commune:
      return {"reception.head_days_month.commune", "reception.head_days_week.commune"};
    case units::Level::district:
    case units::Level::village:
      break;
  }
  return {};
}

int days_by_rule(const rules::Rulebook& book, std::string_view rule, Date day, UnitId body) {
  const rules::Limit* limit = rule.empty() ? nullptr : book.find(rule, day, body);
  return limit ? limit->value : 0;
}

/// Of the months and weeks that begin no earlier than `began` and whose last day is in the time: by
/// what was law on that day.
int days_owed(const rules::Rulebook& book, const units::Unit& body, Date began, Date from,
              Date to) {
  const DutyRules rules = duty_rules(body.level);
  int owed = 0;
  for (Date day = from; day <= to; day = day + 1) {
    const Date next = day + 1;
    if (next.day() == 1 && Date::of(day.year(), day.month(), 1) >= began)
      owed += days_by_rule(book, rules.month, day, body.id);
    if (weekday_of(day) == 7 && day - 6 >= began)
      owed += days_by_rule(book, rules.week, day, body.id);
  }
  return owed;
}

/// Of several receptions on a day the one that counts most.
int rank_of_day(const HeadDay& day) {
  if (day.state == DayState::held) return day.held_by == HeardBy::head ? 4 : 3;
  return day.state == DayState::missed ? 1 : 2;
}

}  // namespace

std::vector<const rules::Limit*> duty_limits(const rules::Rulebook& book, const units::Unit& body,
                                             Date day) {
  std::vector<const rules::Limit*> limits;
  const DutyRules rules = duty_rules(body.level);
  for (std::string_view rule : {rules.month, rules.week})
    if (const auto* limit = rule.empty() ? nullptr : book.find(rule, day, body.id))
      limits.push_back(limit);
  return limits;
}

Duty duty_of(db::Tx& tx, const rules::Rulebook& book, const units::Unit& body, Date from, Date to,
             Date today) {
  Duty duty;
  const auto opened = tx.one<std::optional<Date>>(first_opening_of_body, {{"body", body.id}});
  if (opened && *opened)
    duty.owed = days_owed(book, body, std::max(body.valid_from, **opened), from,
                          std::min(to, body.valid_to.value_or(to)));
  std::map<Date, int> best;
  for (const HeadDay& day : head_days(tx, std::vector{body.id}, from, std::min(to, today)))
    if (day.state != DayState::moved && !(day.state == DayState::ahead && day.day >= today))
      best[day.day] = std::max(best[day.day], rank_of_day(day));
  for (const auto& [day, rank] : best) {
    duty.held += rank == 4;
    duty.held_by_deputy += rank == 3;
    duty.unsaid += rank == 2;
    duty.missed += rank == 1;
  }
  return duty;
}

}  // namespace gandan::receptions
