#include "app/commands.hpp"
#include "app/compose.hpp"
#include "kernel/imports/command.hpp"
#include "kernel/indicators/folds.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::app {
namespace {

int import_rows(const imports::Import& it, const cli::Arguments& arguments) {
  if (imports::prints_example(it, arguments)) return 0;
  imports::Options options = imports::read_options(it, arguments);
  const auto services = open_services(arguments);
  const bool stores = !options.dry_run;
  const int code =
      imports::run_import(it, arguments, *services, services->database, std::move(options));
  if (stores) {  // at once, as a server's jobs do within seconds
    journal::seal_all(services->database, services->clock);
    indicators::fold_all(services->database, services->clock, folds_of(modules()));
  }
  return code;
}

}  // namespace

std::vector<cli::Command> import_commands() {
  const std::vector<imports::Import> declared = imports_of(modules());
  imports::check(declared);
  std::vector<cli::Command> all;
  for (const imports::Import& it : declared)
    all.push_back({"import " + std::string(it.name), "FILE…", std::string(it.summary),
                   database_options(imports::options_of(it)),
                   [it](const cli::Arguments& arguments) { return import_rows(it, arguments); },
                   imports::columns_in_words(it)});
  return all;
}

}  // namespace gandan::app
