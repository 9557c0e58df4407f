// The administrator's pages of limits and of the calendar.
#pragma once
#include "kernel/rules/rules.hpp"
#include "lib/http/router.hpp"

namespace gandan::rules {

/// What the pages work with; everything outlives the router.
struct PageEnvironment {
  db::Database& database;
  Ids& ids;
  const Clock& clock;
  Rules& rules;
};

/// /admin/rules and /admin/calendar
void add_pages(http::Router& router, const PageEnvironment& environment);

}  // namespace gandan::rules
