#include "kernel/job_pages/pages.hpp"

#include "kernel/job_pages/page_models.hpp"
#include "kernel/job_pages/views/jobs.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::job_pages {
namespace {

using http::Request;
using http::Response;

constexpr int page_size = 50;

Response show(db::Database& database, const Clock& clock, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string_view after = request.query.get("after"), done = request.query.get("done");
  JobsPage page{.frame = pages::frame_for(request, std::string(locale.tr("Background work")))};
  page.frame.section = "jobs";
  page.frame.searches = false;
  if (done == "retry") page.frame.flash = {{std::string(locale.tr("It is being tried again."))}};
  if (done == "drop") page.frame.flash = {{std::string(locale.tr("It was given up."))}};
  if (done == "gone")
    page.frame.flash = {{std::string(locale.tr("This work does not wait here any more.")), true}};
  jobs::Counts counts;
  database.read([&](db::Tx& tx) {
    counts = jobs::count(tx, clock.now());
    page.dead =
        jobs::dead_jobs(tx, parse_id<jobs::JobId>(after).value_or(jobs::JobId{}), page_size + 1);
  });
  page.counts = {{std::string(locale.tr("Due now")), locale.number(counts.due)},
                 {std::string(locale.tr("Waiting for its time")), locale.number(counts.later)},
                 {std::string(locale.tr("Failed too often")), locale.number(counts.dead)}};
  if (!after.empty()) page.pager.newer_href = "/admin/jobs";
  if (page.dead.size() > page_size) {
    page.dead.pop_back();
    page.pager.older_href = "/admin/jobs?after=" + std::to_string(page.dead.back().id.value);
  }
  return pages::render(request, views::jobs_page, page);
}

Response change(db::Database& database, const Clock& clock, Request& request) {
  const jobs::JobId id = parse_id<jobs::JobId>(request.form.get("job")).value_or(jobs::JobId{});
  const bool again = request.form.get("do") == "retry";
  if (!again && request.form.get("do") != "drop") return Response::error(400, "");
  const journal::Actor by = people::actor_of(people::principal(request));
  const bool found = database.write([&](db::Tx& tx) {
    const Instant now = clock.now();
    const bool changed = again ? jobs::retry(tx, id, now) : jobs::drop(tx, id);
    if (changed)
      journal::append(tx, {.at = now,
                           .actor = by,
                           .verb = again ? "job.retry" : "job.drop",
                           .subject = {"job", id.value}});
    return changed;
  });
  return Response::redirect(std::string("/admin/jobs?done=") + (!found  ? "gone"
                                                                : again ? "retry"
                                                                        : "drop"));
}

}  // namespace

void add_pages(http::App& app, db::Database& database, const Clock& clock) {
  const http::Policy operates =
      people::permission(people::Permission::operate, people::Where::everywhere);
  app.router.get("/admin/jobs", operates,
                 [&](Request& request) { return show(database, clock, request); });
  app.router.post("/admin/jobs", operates,
                  [&](Request& request) { return change(database, clock, request); });
}

}  // namespace gandan::job_pages
