#include "app/server.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cerrno>
#include <filesystem>
#include <iomanip>
#include <limits>
#include <ostream>
#include <system_error>

#include "app/compose.hpp"
#include "app/keep_log.hpp"
#include "app/permissions.hpp"
#include "app/rate_limits.hpp"
#include "kernel/desk/held.hpp"
#include "kernel/journal/log.hpp"
#include "kernel/pages/assets.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/pages/standing.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/site/site.hpp"
#include "kernel/site/your_place.hpp"
#include "lib/http/cross_site.hpp"
#include "lib/jobs/jobs.hpp"
#include "lib/metrics/metrics.hpp"

namespace gandan::app {
namespace {

/// The gate of people, and after the handler the cookie that keeps the reader's language.
class Gate final : public http::Gate {
 public:
  explicit Gate(const Services& services)
      : people_(services.database, services.clock, services.people, services.keys) {}

  std::optional<http::Response> admit(http::Request& request, const http::Policy& policy) override {
    return people_.admit(request, policy);
  }
  std::optional<std::string> shown_alike(const http::Request& request) const override {
    return people::Gate::is_of_anybody(request) ? pages::shown_alike(request) : std::nullopt;
  }
  void leave(http::Request& request, http::Response& response) override {
    people_.leave(request, response);
    pages::keep_locale(request, response);
  }

 private:
  people::Gate people_;
};

std::optional<http::Failure> explain(const std::exception& error) {
  if (dynamic_cast<const db::Busy*>(&error)) return http::Failure{503, std::chrono::seconds(1)};
  if (dynamic_cast<const db::Unavailable*>(&error))
    return http::Failure{503, std::chrono::seconds(5)};
  if (dynamic_cast<const db::DiskFull*>(&error))
    return http::Failure{507, std::chrono::seconds(60)};
  // Of a file that was sent along; with it nothing was stored.
  if (const auto* system = dynamic_cast<const std::system_error*>(&error))
    if (system->code().value() == ENOSPC || system->code().value() == EDQUOT ||
        system->code().value() == EFBIG)
      return http::Failure{507, std::chrono::seconds(60)};
  return std::nullopt;
}

/// In the look of the site; JSON for the API.
http::Response error_page(http::Request& request, int status, std::string_view detail) {
  const i18n::Locale& locale = pages::locale_of(request);
  if (request.wants_json()) {
    std::string message(detail.empty() ? locale.tr(pages::error_words(status).title)
                                       : locale.tr(detail));
    boost::json::array errors{boost::json::object{{"message", message}}};
    return http::Response::json(boost::json::serialize(boost::json::object{{"errors", errors}}),
                                status);
  }
  if (pages::keeps_words(request)) return pages::kept_page(request, {status, {}, detail});
  if (http::is_forged(request))
    detail = locale.tr("This form was sent from another site. Open it here and send it again.");
  return http::Response::html(
      pages::error_page(locale, pages::frame_for(request, ""), status, detail, request.id), status);
}

/// Of pages: what is stored, and the second, since pages say what is late and how long ago
/// something was.
std::string moment_of(const Services& services) {
  constexpr std::int64_t micros_in_second = 1'000'000;
  return services.database.state() + "." +
         std::to_string(services.clock.now().micros / micros_in_second);
}

/// What /metrics says of the database and of the work behind the pages.
void observe(metrics::Registry& registry, db::Database& database, const Clock& clock) {
  auto stat = [&](const char* name, const char* help, auto db::Stats::*member) {
    registry.observed(name, help, "", [&database, member] {
      return static_cast<double>(database.stats().*member);
    });
  };
  stat("db_writes", "Writes that were kept since the start.", &db::Stats::writes);
  stat("db_commits", "Commits since the start, each of one or many writes.", &db::Stats::commits);
  stat("db_retries", "Writes that ran again since the start.", &db::Stats::retries);
  stat("db_writes_waiting", "Writes that wait now.", &db::Stats::waiting);
  stat("db_checkpoints", "Times SQLite's log was emptied since the start.",
       &db::Stats::checkpoints);
  auto jobs_in = [&](const char* state, std::int64_t jobs::Counts::*member) {
    registry.observed("jobs", "Background jobs by state.", std::string("state=\"") + state + "\"",
                      [&database, &clock, member]() -> double {
                        try {
                          return static_cast<double>(database.read(
                              [&](db::Tx& tx) { return jobs::count(tx, clock.now()).*member; }));
                        } catch (const db::DatabaseError&) {  // the other figures matter most then
                          return std::numeric_limits<double>::quiet_NaN();
                        }
                      });
  };
  jobs_in("due", &jobs::Counts::due);
  jobs_in("later", &jobs::Counts::later);
  jobs_in("dead", &jobs::Counts::dead);
}

http::AppOptions app_options(const Services& services, const WebOptions& options) {
  http::AppOptions out{.public_origin = options.public_url,
                       .trusted_proxies = options.trusted_proxies,
                       .access_log = options.access_log};
  if (options.rate_limits) out.rate_limits = rate_limits(services.settings);
  return out;
}

/// A file of the sources as the compiler named it, from their root: as it named this one, so is the
/// root named before all of them.
std::string_view from_the_root(std::string_view file) {
  constexpr std::string_view here = __FILE__, inside = "app/server.cpp";
  static_assert(here.ends_with(inside));
  constexpr std::string_view root = here.substr(0, here.size() - inside.size());
  return file.starts_with(root) ? file.substr(root.size()) : file;
}

}  // namespace

Web::Web(Services& services, const WebOptions& options) : Web(services, options, modules()) {}

Web::Web(Services& services, const WebOptions& options, std::span<const Module> modules)
    : site_(site::site_of(modules)),
      app_(services.clock, app_options(services, options)),
      health_(services, jobs_, options.steady) {
  require_commitments(modules);
  services.intake = intake_of(modules);  // of these, whose state the server holds
  app_.gate = std::make_shared<Gate>(services);
  app_.prepare = [this, &services](http::Request& request) {
    request.attach(site::reader_of(request, site_, services));
  };
  app_.admitted = [&services](http::Request& request) {
    site::attach_your_place(request, services);
  };
  app_.moment = [&services] { return moment_of(services); };
  app_.error_page = error_page;
  app_.explain = [this](const std::exception& error) {
    if (dynamic_cast<const db::DiskFull*>(&error) != nullptr) health_.note_full_disk();
    return explain(error);
  };
  app_.add_operations(people::permission(people::Permission::operate, people::Where::everywhere));
  observe(app_.metrics(), services.database, services.clock);
  pages::assets().add_routes(app_.router);
  jobs_.every("journal.seal",
              {.every = std::chrono::seconds(1), .backlog = journal::first_unsealed},
              [&services](db::Database& database) { journal::seal_all(database, services.clock); });
  jobs_.every("journal.log", {.every = options.log_every, .backlog = journal::first_unlogged},
              [this, &services, committed = committed_of(modules), options](db::Database&) {
                keep_log(services, committed, options.public_url, seen_log_);
              });
  if (!options.log_folder.empty())  // often: cosignatures come between heads
    jobs_.every("journal.log_folder", {std::chrono::seconds(1)},
                [folder = options.log_folder](db::Database& database) {
                  write_log_folder(database, folder);
                });
  if (!options.witnesses.empty())
    jobs_.every("journal.witness", {std::chrono::seconds(30)},
                [&services, witnesses = options.witnesses](db::Database&) {
                  ask_witnesses(services, witnesses);
                });
  jobs_.every("directory.refresh", {std::chrono::seconds(10)},
              [&services](db::Database&) { services.directory.refresh(); });
  jobs_.every("rules.refresh", {std::chrono::seconds(60)},
              [&services](db::Database&) { services.rules.refresh(); });
  jobs_.every("settings.refresh", {std::chrono::seconds(60)},
              [&services](db::Database&) { services.settings.refresh(); });
  jobs_.every("people.sweep", {std::chrono::hours(1)}, [&services](db::Database& database) {
    database.write([&](db::Tx& tx) { people::sweep(tx, services.clock, services.people); });
  });
  for (const Module& module : modules) {
    if (module.add_routes) module.add_routes(app_, services);
    if (module.add_jobs) module.add_jobs(jobs_, services);
  }
  indicators::add_fold_job(jobs_, services.clock, folds_of(modules));
  if (site::has_desk(modules)) desk::add_held_job(jobs_, services, site_);
  site::add_pages(app_, services, modules);
  health_.add_to(app_);
  require_permissions(modules, app_.router);
}

void print_routes(std::ostream& out) {
  auto folder = std::filesystem::temp_directory_path() / "gandan-routes-XXXXXX";
  std::string path = folder.string();
  if (!mkdtemp(path.data())) throw std::runtime_error("cannot make a temporary folder");
  {
    auto services = open_services(cli::Arguments({{"db", "sqlite:" + path + "/routes.db"}}, {}));
    Web web(*services, {});
    for (const auto& route : web.app().router.table())
      out << std::left << std::setw(6) << http::name_of(route->method) << " " << std::setw(44)
          << route->pattern << " " << std::setw(44) << route->policy.name() << " "
          << from_the_root(route->added_at.file) << ":" << route->added_at.line << "\n";
  }
  std::filesystem::remove_all(path);
}

}  // namespace gandan::app
