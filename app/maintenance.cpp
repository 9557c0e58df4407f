#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/server.hpp"
#include "app/verify.hpp"
#include "app/version.hpp"
#include "kernel/indicators/command.hpp"
#include "kernel/site/site.hpp"

namespace gandan::app {
namespace {

int migrate(const cli::Arguments& arguments) {
  (void)open_services(arguments);
  std::cerr << "The database is up to date.\n";
  return 0;
}

int verify(const cli::Arguments& arguments) {
  auto database = db::Database::open(arguments.get("db"), {.read_only = true});
  database->read(require_database);
  const Findings findings = examine(*database, SystemClock().now());
  print(std::cout, findings);
  return findings.holds() ? 0 : 1;
}

int routes(const cli::Arguments&) {
  print_routes(std::cout);
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

std::vector<cli::Command> maintenance_commands() {
  return {
      {"migrate", "", "Brings the database to this program's version.", database_options(),
       migrate},
      {"verify",
       "",
       "Recomputes the journal's chain, compares it with the records, and says what that proves.",
       {db_option()},
       verify},
      {"routes", "", "Prints every route with its policy and where it was added.", {}, routes},
      {"indicators",
       "",
       "Prints what is counted: each figure with its definition and how it adds up.",
       {{"lang", "vi|en", "(vi)"}},
       definitions},
      {"--version", "", "Prints the version and the source it was built of.", {}, print_version},
  };
}

}  // namespace gandan::app
