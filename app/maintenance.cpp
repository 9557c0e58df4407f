#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/server.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::app {
namespace {

int migrate(const cli::Arguments& arguments) {
  (void)open_services(arguments);
  std::cerr << "The database is up to date.\n";
  return 0;
}

int backup(const cli::Arguments& arguments) {
  const std::string address = arguments.get("db");
  constexpr std::string_view sqlite = "sqlite:";
  if (address.starts_with(sqlite) && !std::filesystem::exists(address.substr(sqlite.size())))
    throw std::runtime_error(address.substr(sqlite.size()) + ": no such database");
  auto database = db::Database::open(arguments.get("db"));
  const std::string& file = arguments.positional().at(0);
  if (std::filesystem::exists(file) && !std::filesystem::is_regular_file(file))
    throw std::runtime_error(file + " is no file that a backup could replace");
  database->backup(file);
  std::cerr << "Written to " << arguments.positional().at(0)
            << ". Keep the key file beside it: sealed identities cannot be opened without.\n";
  return 0;
}

int restore(const cli::Arguments& arguments) {
  auto database = db::Database::open(arguments.get("db"));
  database->restore(arguments.positional().at(0));
  database->migrate(migrations());
  std::cerr << "Restored from " << arguments.positional().at(0) << ".\n";
  return 0;
}

int verify(const cli::Arguments& arguments) {
  auto database = db::Database::open(arguments.get("db"), {.read_only = true});
  auto result = database->read([](db::Tx& tx) { return journal::verify(tx); });
  std::cout << "entries " << result.entries << "\nsealed " << result.sealed << "\nhead "
            << result.head << "\n";
  if (!result.broken_at) {
    std::cout << "intact\n";
    return 0;
  }
  std::cout << "broken at entry " << *result.broken_at << ": " << result.reason << "\n";
  return 1;
}

int routes(const cli::Arguments&) {
  print_routes(std::cout);
  return 0;
}

}  // namespace

std::vector<cli::Command> maintenance_commands() {
  return {
      {"migrate", "", "Brings the database to this program's version.", database_options(),
       migrate},
      {"backup", "FILE", "Writes a consistent copy while the server runs.", {db_option()}, backup},
      {"restore",
       "FILE",
       "Replaces the database by a backup. Stop the server first.",
       {db_option()},
       restore},
      {"verify",
       "",
       "Recomputes the journal's chain and says whether it is intact.",
       {db_option()},
       verify},
      {"routes", "", "Prints every route with the policy it declares.", {}, routes},
  };
}

}  // namespace gandan::app
