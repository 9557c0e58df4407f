// What a module gives to the application. app/compose.cpp lists the modules: a line there and a
// folder are all that a feature is.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/api/api.hpp"
#include "kernel/exports/export.hpp"
#include "kernel/files/kinds.hpp"
#include "kernel/imports/import.hpp"
#include "kernel/indicators/folds.hpp"
#include "kernel/indicators/indicator.hpp"
#include "kernel/intake/intake.hpp"
#include "kernel/invariants/invariants.hpp"
#include "kernel/journal/committed.hpp"
#include "kernel/journal/kept.hpp"
#include "kernel/module/calendar.hpp"
#include "kernel/module/contributions.hpp"
#include "kernel/module/desk_parts.hpp"
#include "kernel/module/letters.hpp"
#include "kernel/module/news.hpp"
#include "kernel/module/services.hpp"
#include "kernel/module/unit_parts.hpp"
#include "kernel/pages/standing.hpp"
#include "kernel/personal/personal.hpp"
#include "kernel/records/kinds.hpp"
#include "kernel/settings/settings.hpp"
#include "lib/cli/command.hpp"
#include "lib/db/db.hpp"
#include "lib/http/app.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan {

/// Opens what --db names, migrated, with everything a command may need; lives as long as the caller
/// holds it.
using OpenServices = std::function<std::shared_ptr<Services>(const cli::Arguments&)>;

/// Days off, limits or remote areas are others than before, from a day on.
struct LimitsChange {
  Date since;            ///< the first day that may count otherwise
  std::int64_t at_once;  ///< so many cases are looked at now; the rest by a job
};

struct Module {
  std::string_view name;
  db::Migrations migrations;
  /// Called once, before add_jobs of the same Module. What routes refer to must be kept by the
  /// jobs.
  std::function<void(http::App&, Services&)> add_routes = {};
  std::function<void(jobs::Registry&, Services&)> add_jobs = {};
  std::function<std::vector<cli::Command>(OpenServices)> commands = {};
  /// Ways into what residents come for, from the pages at /ways/INTENT. No module has an item of
  /// their menu.
  std::vector<Way> ways = {};
  std::vector<MenuPart> officer_menu = {};
  /// Pages of administration, found on the page of one's account by whom their policy admits.
  std::vector<MenuPart> administration = {};
  /// What policies and use cases of it ask for, and the roles that hold it; checked at start.
  std::vector<people::Permission> permissions = {};
  /// What whoever runs the installation may set.
  std::vector<settings::Declared> settings = {};
  /// Asked for once, after add_routes.
  std::function<std::vector<HomePart>(Services&)> home = {};
  /// What it says on the page of a body, and on that of a place. Asked for once, after add_routes.
  std::function<std::vector<UnitPart>(Services&)> body_parts = {}, place_parts = {};
  /// Its records by their days, of a place or of all. Asked for once, after add_routes.
  std::function<ReadCalendar(Services&)> calendar = {};
  /// Of the places directly beneath one: how many of its records wait there.
  std::function<std::vector<PlaceCount>(db::Tx&, const UnitVisit&)> waiting_beneath = {};
  /// How bodies keep their time with its records. Asked for once, after add_routes.
  std::function<Standings(Services&)> standings = {};
  /// Its lists on the officers' desk, and pages beside them. Asked for after add_routes.
  desk::Parts desk = {};
  /// Its search, with a page of its own: that in the header, where no other module has one. Where
  /// several do, the header has /search, which shows what each of them finds.
  std::optional<pages::SiteSearch> search = {};
  /// Asked for once, after add_routes; must be given where several search.
  std::function<SearchPart(Services&)> search_part = {};
  /// Addresses beneath which people write for long: what a refused form there held is given back.
  std::vector<std::string> written_at = {};
  /// Its kinds of records that have a tracking code.
  std::vector<records::Kind> records = {};
  /// By which what was said elsewhere becomes a record of its; one module at most gives it.
  std::optional<intake::Port> intake = {};
  /// Its kinds of records that files belong to, and who may see them.
  std::vector<files::Kind> files = {};
  /// Its kinds of records about which letters are written.
  std::vector<letters::Kind> letters = {};
  /// Its lists of which letters tell what is new there.
  std::vector<letters::News> news = {};
  /// What it counts, each with its report; checked at start.
  std::vector<indicators::Subject> indicators = {};
  /// What adds up its totals, by the journal.
  std::vector<indicators::Fold> folds = {};
  /// What it gives of its public records as open data; checked at start.
  std::vector<exports::Export> exports = {};
  /// What it takes from files of rows; checked at start.
  std::vector<imports::Import> imports = {};
  /// What it adds to help and the other standing pages: its folder about/.
  pages::AboutFiles about = {};
  /// What robots shall not read, as robots.txt says it: "/desk", "/petitions/*/join".
  std::vector<std::string> unread_by_robots = {};
  /// Its part of the demonstration, entered into a database that holds nothing of its own; what was
  /// entered, as a line. Modules are called in their order, so that one finds the accounts and
  /// units of those before it. `gandan demo`.
  std::function<std::string(Services&)> demonstrate = {};
  /// Who can sign in where `gandan serve --demo` runs.
  std::function<people::SignInOffers()> demo_sign_ins = {};
  /// Which of its records each have an entry in the journal: `gandan verify` compares them.
  std::vector<journal::Kept> kept = {};
  /// What of its records the log vouches for, and which words of people it leaves out; checked at
  /// start.
  journal::Commitments commitments = {};
  /// What it has in the API: a tag, and the schemas that the operations of its routes name.
  api::Part api = {};
  /// What must hold of its rows: `gandan verify` and the tests of its pages look for what breaks
  /// it.
  std::vector<invariants::Invariant> invariants = {};
  /// What its columns of text and bytes hold of people, for /privacy/data.
  personal::Declared personal = {};
  /// Called when more is known of units than before; returns how many records it changed.
  std::function<std::int64_t(Services&)> units_changed = {};
  /// Called when a limit may end on another day than before; returns how many it moved.
  std::function<std::int64_t(Services&, const LimitsChange&)> limits_changed = {};
  /// Before a server serves anybody, at each start: what a migration cannot do, since it takes the
  /// key file.
  std::function<void(Services&)> at_start = {};
};

/// Of all modules, in their order.
[[nodiscard]] inline std::vector<settings::Declared> settings_of(std::span<const Module> modules) {
  std::vector<settings::Declared> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.settings.begin(), module.settings.end());
  return all;
}

/// That of the module that gives one. Throws std::logic_error where two do.
[[nodiscard]] inline std::optional<intake::Port> intake_of(std::span<const Module> modules) {
  std::optional<intake::Port> found;
  for (const Module& module : modules) {
    if (module.intake && found) throw std::logic_error("two modules give an intake");
    if (module.intake) found = module.intake;
  }
  return found;
}

[[nodiscard]] inline std::vector<indicators::Fold> folds_of(std::span<const Module> modules) {
  std::vector<indicators::Fold> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.folds.begin(), module.folds.end());
  return all;
}

[[nodiscard]] inline std::vector<exports::Export> exports_of(std::span<const Module> modules) {
  std::vector<exports::Export> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.exports.begin(), module.exports.end());
  return all;
}

[[nodiscard]] inline std::vector<imports::Import> imports_of(std::span<const Module> modules) {
  std::vector<imports::Import> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.imports.begin(), module.imports.end());
  return all;
}

[[nodiscard]] inline std::vector<invariants::Invariant> invariants_of(
    std::span<const Module> modules) {
  std::vector<invariants::Invariant> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.invariants.begin(), module.invariants.end());
  return all;
}

[[nodiscard]] inline std::vector<journal::Committed> committed_of(std::span<const Module> modules) {
  std::vector<journal::Committed> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.commitments.records.begin(), module.commitments.records.end());
  return all;
}

[[nodiscard]] inline std::vector<files::Kind> files_of(std::span<const Module> modules) {
  std::vector<files::Kind> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.files.begin(), module.files.end());
  return all;
}

/// The option that names the database.
[[nodiscard]] inline cli::Option db_option() {
  return {"db", "ADDRESS", "sqlite:FILE or postgresql://…", true};
}
/// The options of a command on a database: where it is, where its keys are, and the command's own.
[[nodiscard]] inline std::vector<cli::Option> database_options(std::vector<cli::Option> own = {}) {
  std::vector<cli::Option> all{db_option(),
                               {"keys", "FILE",
                                "the key file of sealed identities and receipts (default: beside "
                                "the SQLite file; gandan.key "
                                "for PostgreSQL)"},
                               {"files", "DIR",
                                "the folder of files that people and officers sent along (default: "
                                "beside the SQLite file; gandan.files for PostgreSQL)"}};
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

}  // namespace gandan
