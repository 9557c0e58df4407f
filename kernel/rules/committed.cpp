#include "kernel/rules/committed.hpp"

#include "kernel/journal/vouch.hpp"
#include "lib/base/time.hpp"

namespace gandan::rules {
namespace {

const db::Sql limit_parts{
    "select id, 'how much: ' || rule as part, kind || ' ' || value || ' ' || unit || ' ' || "
    "coalesce(cast(remote_value as text), '-') || ' ' || rolls || ' ' || times || ' ' || body "
    "as value from limits where id in (",
    db::these_ids,
    ") union all "
    "select id, 'from when on: ' || rule, valid_from || ' ' || "
    "coalesce(cast(valid_to as text), '-') from limits where id in (",
    db::these_ids,
    ") union all "
    "select id, 'what is said of it: ' || rule, length(title_vi) || ':' || title_vi || "
    "length(title_en) || ':' || title_en || length(basis) || ':' || basis || length(source) || "
    "':' || source || verified || ' ' || coalesce(cast(edited_at as text), '-') "
    "from limits where id in (",
    db::these_ids,
    ")"};
const db::Sql day_parts{
    "select date, 'day' as part, kind || ' ' || verified || ' ' || length(name) || ':' || name || "
    "source as value from calendar_days where date in (",
    db::these_ids, ")"};
const db::Sql select_limit_ids{"select id from limits"};
const db::Sql select_dates{"select date from calendar_days"};

constexpr std::string_view verb = "rules.vouch";

std::string day_named(std::int64_t id) {
  return "calendar_day " + Date{static_cast<std::int32_t>(id)}.iso();
}

}  // namespace

journal::Commitments commitments_to_rules() {
  return {.records = {{.kind = "limit",
                       .words = {&limit_parts},
                       .columns = {"limits.rule", "limits.title_vi", "limits.title_en",
                                   "limits.basis", "limits.source"},
                       .vouched = journal::Vouched{&select_limit_ids, verb}},
                      {.kind = "calendar_day",
                       .words = {&day_parts},
                       .columns = {"calendar_days.name", "calendar_days.source"},
                       .vouched = journal::Vouched{&select_dates, verb},
                       .named = day_named}},
          .not_committed = {}};
}

std::vector<journal::Kept> kept_of_rules() {
  using enum journal::Kept::Match;
  return {{"edited limits",
           "select id from limits where edited_at is not null",
           "limit",
           {"rules.save_limit"},
           some_each},
          {"limits that the log vouches for",
           journal::once_vouched("select id from limits", "limit"),
           "limit",
           {},
           needs_an_entry},
          {"days off and worked that the log vouches for",
           journal::once_vouched("select date as id from calendar_days", "calendar_day"),
           "calendar_day",
           {},
           needs_an_entry}};
}

}  // namespace gandan::rules
