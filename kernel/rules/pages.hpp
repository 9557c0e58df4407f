// The administrator's pages of limits and of the calendar.
#pragma once
#include <functional>

#include "kernel/rules/rules.hpp"
#include "lib/http/app.hpp"

namespace gandan::rules {

/// Told that a day or a limit is another than before, from that day on; returns of how many open
/// cases the limit moved.
using LimitsChanged = std::function<std::int64_t(Date since)>;

/// /admin/rules and /admin/calendar. What is passed outlives the application.
void add_pages(http::App& app, db::Database& database, Ids& ids, const Clock& clock, Rules& rules,
               LimitsChanged changed = {});

}  // namespace gandan::rules
