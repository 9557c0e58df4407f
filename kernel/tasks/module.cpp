#include "kernel/tasks/module.hpp"

#include <memory>

#include "kernel/tasks/calendar.hpp"
#include "kernel/tasks/committed.hpp"
#include "kernel/tasks/ledger.hpp"
#include "kernel/tasks/migrations.hpp"
#include "kernel/tasks/pages.hpp"
#include "kernel/tasks/parts.hpp"

namespace gandan::tasks {
namespace {

/// What was promised before there were undertakings stands under the number of its record, and what
/// ended then has no evidence: their entries are those of the record.
std::vector<journal::Kept> kept() {
  return {{"undertakings",
           "select id from undertakings where id <> source_id",
           "undertaking",
           {"undertaking.undertake"}},
          {"undertakings that ended",
           "select id from undertakings where evidence_id is not null",
           "undertaking",
           {"undertaking.fulfil", "undertaking.withdraw"}}};
}

std::vector<invariants::Invariant> invariants_of_undertakings() {
  return {{"tasks.ended", "an undertaking that has ended has the moment, and no other has",
           "select id from undertakings where (ending is null) <> (ended_at is null)"},
          {"tasks.evidence", "evidence is a record, of what has ended alone",
           "select id from undertakings where (evidence_kind is null) <> (evidence_id is null) or "
           "evidence_id is not null and ending is null"},
          {"tasks.word", "what who asked says of it is one of two words",
           "select id from undertakings where word not in (1, 2)"},
          {"tasks.bodies", "who owes something is there",
           db::joined({"select id from undertakings where body_id not in (", units::sql::every_unit,
                       ")"})}};
}

}  // namespace

Module module() {
  const auto ledger = std::make_shared<Ledger>();
  return {.name = "tasks",
          .migrations = {"tasks", migrations::files()},
          .add_routes = [ledger](http::App& app,
                                 Services& services) { add_pages(app, services, ledger); },
          .ways = {{Intent::bodies,
                    20,
                    {N_("What public bodies have promised to do"), "/undertakings", "undertakings"},
                    N_("Whatever a body undertook by a day: kept, due and overdue, in one list.")}},
          .home = [ledger](Services& services) { return home_parts(services, ledger); },
          .body_parts = [ledger](Services& services) { return body_parts(services, ledger); },
          .place_parts = [ledger](Services& services) { return place_parts(services, ledger); },
          .calendar = calendar,
          .kept = kept(),
          .commitments = commitments_to_undertakings(),
          .invariants = invariants_of_undertakings(),
          .personal = {.kept = {},
                       .of_nobody = {"undertakings.source_kind", "undertakings.what",
                                     "undertakings.evidence_kind"}}};
}

}  // namespace gandan::tasks
