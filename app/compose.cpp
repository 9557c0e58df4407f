#include "app/compose.hpp"

#include "app/personal.hpp"
#include "app/rate_limits.hpp"
#include "app/version.hpp"
#include "contexts/petitions/module.hpp"
#include "contexts/receptions/module.hpp"
#include "kernel/desk/module.hpp"
#include "kernel/files/migrations.hpp"
#include "kernel/files/pages.hpp"
#include "kernel/files/personal.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/files/uploads.hpp"
#include "kernel/indicators/migrations.hpp"
#include "kernel/job_pages/pages.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/journal/migrations.hpp"
#include "kernel/letters/kinds.hpp"
#include "kernel/letters/module.hpp"
#include "kernel/log_pages/module.hpp"
#include "kernel/numbering/module.hpp"
#include "kernel/people/committed.hpp"
#include "kernel/people/invariants.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/notice_letters.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/personal.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/migrations.hpp"
#include "kernel/records/migrations.hpp"
#include "kernel/rules/committed.hpp"
#include "kernel/rules/migrations.hpp"
#include "kernel/rules/pages.hpp"
#include "kernel/settings/committed.hpp"
#include "kernel/settings/installation.hpp"
#include "kernel/settings/migrations.hpp"
#include "kernel/settings/pages.hpp"
#include "kernel/site/site.hpp"
#include "kernel/system_pages/module.hpp"
#include "kernel/tasks/module.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/remote.hpp"
#include "lib/crypto/random.hpp"
#include "lib/http/server.hpp"
#include "lib/jobs/migrations.hpp"

namespace gandan::app {

namespace {

/// Whoever edits a day waits a second at most for the limits of open cases.
constexpr std::int64_t cases_in_a_page = 2'000;

/// For who has the permission everywhere.
MenuPart administration(int order, const char* label, std::string href,
                        people::Permission permission) {
  return {order,
          {.label = label,
           .href = std::move(href),
           .policy = people::permission(permission, people::Where::everywhere)}};
}

Module rules_module() {
  return {.name = "rules",
          .migrations = {"rules", rules::migrations::files()},
          .add_routes =
              [](http::App& app, Services& services) {
                rules::add_pages(app, services.database, services.ids, services.clock,
                                 services.rules, [&services](Date since) {
                                   return tell_limits_changed(services, {since, cases_in_a_page});
                                 });
              },
          .administration = {administration(20, N_("Limits"), "/admin/rules",
                                            people::Permission::administer_rules),
                             administration(30, N_("Working days"), "/admin/calendar",
                                            people::Permission::administer_rules)},
          .written_at = {"/admin/rules", "/admin/calendar"},
          .kept = rules::kept_of_rules(),
          .commitments = rules::commitments_to_rules(),
          .invariants = {{"rules.limits", "a limit ends no sooner than it begins",
                          "select id from limits where valid_to < valid_from"}}};
}

Module people_module() {
  return {
      .name = "people",
      .migrations = {"people", people::migrations::files()},
      .add_routes =
          [](http::App& app, Services& services) {
            people::add_pages(app, services.database, services.ids, services.clock, services.people,
                              services.keys, services.sign_ins,
                              [&services](people::UserId officer) {
                                for (const auto& each : services.at_sign_out) each(officer);
                              });
          },
      .add_jobs =
          [](jobs::Registry& jobs, Services& services) {
            people::NoticePost post;
            if (services.post != nullptr)
              post = {services.post->mailer.get(), services.post->from, services.post->public_url};
            people::add_notice_job(jobs, services.clock, std::move(post));
          },
      .officer_menu = {{60,
                        {N_("Accounts"), "/admin/accounts", "accounts", "g a",
                         people::permission(people::Permission::administer_accounts,
                                            people::Where::in_reach)}}},
      .administration = {{10,
                          {.label = N_("Accounts"),
                           .href = "/admin/accounts",
                           .policy = people::permission(people::Permission::administer_accounts,
                                                        people::Where::in_reach)}}},
      .permissions = {people::shared_permissions().begin(), people::shared_permissions().end()},
      .written_at = {"/admin/accounts", "/account/password", "/account/second-factor",
                     "/account/recovery-codes"},
      .kept = {{"accounts", "select id from accounts", "account", {"people.create_account"}},
               {.what = "roles of accounts (account/role/unit/reach)",
                .records = "select user_id || '/' || role || '/' || unit_id || '/' || reach as id "
                           "from role_grants",
                .subject_kind = "account",
                .verbs = {"people.give_role"},
                .facts = {"role", "unit", "reach"},
                .undone_by = {"people.take_role"}}},
      .commitments = people::commitments_to_people(),
      .invariants = people::invariants_of_people(),
      .personal = people::personal_data()};
}

/// What belongs to which record its context commits to (files::parts_of_files).
Module files_module() {
  return {.name = "files",
          .migrations = {"files", files::migrations::files()},
          .add_routes =
              [](http::App& app, Services& services) {
                files::add_pages(app, services.database, services.clock, services.keys,
                                 services.files);
              },
          .add_jobs =
              [](jobs::Registry& jobs, Services& services) {
                files::add_sweep(jobs, services.clock, services.files);
                files::add_forgetting(jobs, services.clock);
              },
          .settings = files::own_settings(),
          .unread_by_robots = {"/files/"},
          .commitments = {.records = {},
                          .not_committed = {{"files.name",
                                             "committed to with its record, and "
                                             "under the seal of one that is"}}},
          .personal = files::personal_data()};
}

Module settings_module() {
  return {.name = "settings",
          .migrations = {"settings", settings::migrations::files()},
          .add_routes =
              [](http::App& app, Services& services) {
                settings::add_pages(app, services.database, services.ids, services.clock,
                                    services.settings,
                                    [&services] { return services.directory.get(); });
              },
          .administration = {{50,
                              {.label = N_("Settings"),
                               .href = "/admin/settings",
                               .policy = people::permission(people::Permission::operate,
                                                            people::Where::in_reach)}}},
          .written_at = {"/admin/settings"},
          .kept = {{"changed settings",
                    "select id from settings",
                    "setting",
                    {"settings.change"},
                    journal::Kept::Match::some_each},
                   {"the installation's number",
                    "select id from installation",
                    "installation",
                    {"settings.number_installation"},
                    journal::Kept::Match::some_each}},
          .commitments = settings::commitments_to_settings(),
          .invariants = {{"settings.units", "what was set is of the installation or of a unit",
                          db::joined({"select id from settings where unit_id <> 0 and unit_id not "
                                      "in (",
                                      units::sql::every_unit, ")"})},
                         {"settings.values", "what was set is a number or words, not both",
                          "select id from settings where number is not null and words is not "
                          "null"}}};
}

/// Links between records of different modules.
Module records_module() {
  return {.name = "records",
          .migrations = {"records", records::migrations::files()},
          .personal = {.kept = {},
                       .of_nobody = {"record_links.from_kind", "record_links.relation",
                                     "record_links.to_kind"}}};
}

}  // namespace

std::vector<Module> modules() {
  return {
      {.name = "jobs", .migrations = {"jobs", jobs::migrations::files()}},
      {.name = "journal", .migrations = {"journal", journal::migrations::files()}},
      {.name = "indicators", .migrations = {"indicators", indicators::migrations::files()}},
      {.name = "units", .migrations = {"units", units::migrations::files()}},
      rules_module(),
      people_module(),
      {.name = "receipts", .migrations = {"receipts", receipts::migrations::files()}},
      records_module(),
      files_module(),
      letters::module(),
      tasks::module(),
      numbering::module(),
      desk::module(),
      {.name = "job_pages",
       .migrations = {},
       .add_routes =
           [](http::App& app, Services& services) {
             job_pages::add_pages(app, services.database, services.clock);
           },
       .administration = {administration(40, N_("Background work"), "/admin/jobs",
                                         people::Permission::operate)}},
      {.name = "site", .migrations = {}, .settings = site::own_settings()},
      {.name = "web",
       .migrations = {},
       .settings = rate_limit_settings(),
       .commitments = {.records = {},
                       .not_committed = {{"done_forms.key", "a digest that is kept for a day"},
                                         {"jobs.last_error", "the mail server's words"}}},
       .personal = personal_data()},
      settings_module(),
      system_pages::module(std::string(version())),
      log_pages::module(),
      petitions::module(),
      receptions::module(),
  };
}

std::vector<db::Migrations> migrations(std::span<const Module> modules) {
  std::vector<db::Migrations> all;
  for (const Module& module : modules)
    if (!module.migrations.files.empty()) all.push_back(module.migrations);
  return all;
}

std::int64_t tell_units_changed(Services& services, std::span<const Module> modules) {
  std::int64_t records = 0;
  for (const Module& module : modules)
    if (module.units_changed) records += module.units_changed(services);
  return records;
}

std::int64_t tell_limits_changed(Services& services, const LimitsChange& change) {
  std::int64_t records = 0;
  for (const Module& module : modules())
    if (module.limits_changed) records += module.limits_changed(services, change);
  return records;
}

std::string key_file_of(const cli::Arguments& arguments) {
  std::string address = arguments.get("db");
  constexpr std::string_view sqlite = "sqlite:";
  std::string beside =
      address.starts_with(sqlite) ? address.substr(sqlite.size()) + ".key" : "gandan.key";
  return arguments.get("keys", beside);
}

std::string files_folder_of(const cli::Arguments& arguments) {
  std::string address = arguments.get("db");
  constexpr std::string_view sqlite = "sqlite:";
  std::string beside =
      address.starts_with(sqlite) ? address.substr(sqlite.size()) + ".files" : "gandan.files";
  return arguments.get("files", beside);
}

namespace {

std::unique_ptr<db::Database> open_database(const std::string& address,
                                            std::span<const Module> modules) {
  // Reports and searches have threads of their own: while they all read, others can still.
  const http::ServerOptions threads;
  auto database =
      db::Database::open(address, {.readers = threads.slow_workers + threads.io_threads + 2});
  database->migrate(migrations(modules));
  return database;
}

/// Owns what Services refers to.
struct Opened {
  Opened(const cli::Arguments& arguments, std::span<const Module> modules)
      : database(open_database(arguments.get("db"), modules)),
        keys(*database, clock, key_file_of(arguments)),
        ids(clock, static_cast<std::uint32_t>(crypto::random_number()),
            database->read(settings::installation_number)),
        reference(units::load_reference(*database)),
        lists(units::load_lists(*database)),
        rules(*database, ids, clock),
        directory(*database),
        settings(*database, settings_of(modules)),
        services{*database,
                 clock,
                 ids,
                 rules,
                 directory,
                 keys,
                 people,
                 settings,
                 site::records_of(modules),
                 letters::kinds_of(modules),
                 letters::news_of(modules),
                 intake_of(modules)} {
    services.files = {files::Folder(files_folder_of(arguments)), files_of(modules)};
  }
  /// What a command did is sealed when it ends, as a server does each second.
  ~Opened() {
    try {
      journal::seal_all(*database, clock);
    } catch (const std::exception&) {  // the next who starts does it
    }
  }

  SystemClock clock;
  std::unique_ptr<db::Database> database;
  people::KeyHolder keys;
  Ids ids;
  std::size_t reference, lists;  ///< rows that the program's own tables changed
  rules::Rules rules;
  DirectoryHolder directory;
  people::Settings people;
  settings::Holder settings;
  Services services;
};

}  // namespace

std::shared_ptr<Services> open_services(const cli::Arguments& arguments) {
  return open_installation(arguments, modules());
}

std::shared_ptr<Services> open_installation(const cli::Arguments& arguments,
                                            std::span<const Module> modules) {
  auto opened = std::make_shared<Opened>(arguments, modules);
  if (opened->lists > 0) {
    opened->database->write(
        [&](db::Tx& tx) { return units::mark_remote_again(tx, opened->clock); });
    tell_units_changed(opened->services, modules);
  }
  return {opened, &opened->services};
}

}  // namespace gandan::app
