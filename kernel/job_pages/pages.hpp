// The administrator's page of background work: what waits, and what failed too often.
#pragma once
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/http/app.hpp"

namespace gandan::job_pages {

/// /admin/jobs. What is passed outlives the application.
void add_pages(http::App& app, db::Database& database, const Clock& clock);

}  // namespace gandan::job_pages
