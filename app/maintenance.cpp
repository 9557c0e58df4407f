#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/outside_log.hpp"
#include "app/permissions.hpp"
#include "app/server.hpp"
#include "app/verify.hpp"
#include "app/verify_receipt.hpp"
#include "app/version.hpp"
#include "kernel/exports/command.hpp"
#include "kernel/indicators/command.hpp"
#include "kernel/site/site.hpp"

namespace gandan::app {
namespace {

int migrate(const cli::Arguments& arguments) {
  (void)open_services(arguments);
  std::cerr << "The database is up to date.\n";
  return 0;
}

/// Every hundred thousand entries: nobody should wonder whether it still runs.
void show_progress(std::int64_t entries) {
  if (entries > 0 && entries % 100'000 == 0) std::cerr << entries << " entries\n";
}

std::vector<tlog::VerifierKey> keys_of(const cli::Arguments& arguments) {
  std::vector<tlog::VerifierKey> keys;
  for (const std::string& text : arguments.list("key")) keys.push_back(verifier_key_of(text));
  return keys;
}

int verify(const cli::Arguments& arguments) {
  if (!arguments.positional().empty()) return verify_receipt(arguments);
  if (!arguments.has("db")) throw cli::UsageError("--db or a receipt is missing");
  auto database = db::Database::open(arguments.get("db"), {.read_only = true});
  database->read(require_database);
  Findings findings = examine(
      *database, modules(), SystemClock().now(),
      {.heads = heads_of(arguments), .keys = keys_of(arguments), .progress = show_progress});
  look_at_files(*database, files_folder_of(arguments), findings);
  print(std::cout, findings);
  return findings.holds() ? 0 : 1;
}

int routes(const cli::Arguments&) {
  print_routes(std::cout);
  return 0;
}

int roles(const cli::Arguments&) {
  print_roles(std::cout, modules());
  return 0;
}

int definitions(const cli::Arguments& arguments) {
  const i18n::Locale* locale = i18n::find_locale(arguments.get("lang", "vi"));
  if (!locale) throw cli::UsageError("--lang is not a language of this program");
  indicators::print_definitions(std::cout, site::indicators_of(modules()), *locale);
  return 0;
}

int print_version(const cli::Arguments&) {
  std::cout << version() << "\n";
  return 0;
}

}  // namespace

std::vector<cli::Command> export_commands() {
  std::vector<cli::Command> all;
  for (const exports::Export& it : exports_of(modules()))
    all.push_back(
        {"export " + std::string(it.name), "",
         "Writes what everybody may read, a row each; " + it.address() + " explains the columns.",
         database_options(exports::export_options()), [it](const cli::Arguments& arguments) {
           const auto services = open_services(arguments);
           return exports::run_export(it, arguments, services->database,
                                      [&services] { return services->directory.get(); });
         }});
  return all;
}

std::vector<cli::Command> maintenance_commands() {
  return {
      {"migrate", "", "Brings the database to this program's version.", database_options(),
       migrate},
      {"verify",
       "[RECEIPT]",
       "Recomputes journal and log, compares them with the records, and says what that proves. "
       "Of a receipt: whether the log has what it says.",
       {{"db", "ADDRESS", "sqlite:FILE or postgresql://…"},
        {"files", "DIR", "the folder of stored files (default: beside the SQLite file)"},
        head_option(),
        {"log", "URL|DIR", "of a receipt: the log as it is today, https://…/log or a folder"},
        {"key", "KEY", "the log's, as it was published: no other is believed", false, true}},
       verify},
      {"routes", "", "Prints every route with its policy and where it was added.", {}, routes},
      {"roles", "", "Prints every role with its permissions and where they count.", {}, roles},
      {"indicators",
       "",
       "Prints what is counted: each figure with its definition and how it adds up.",
       {{"lang", "vi|en", "(vi)"}},
       definitions},
      {"--version", "", "Prints the version and the source it was built of.", {}, print_version},
  };
}

}  // namespace gandan::app
