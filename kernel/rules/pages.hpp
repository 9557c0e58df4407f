// The administrator's pages of limits and of the calendar.
#pragma once
#include "kernel/rules/rules.hpp"
#include "lib/http/app.hpp"

namespace gandan::rules {

/// /admin/rules and /admin/calendar. What is passed outlives the application.
void add_pages(http::App& app, db::Database& database, Ids& ids, const Clock& clock, Rules& rules);

}  // namespace gandan::rules
