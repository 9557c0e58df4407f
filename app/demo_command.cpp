#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "kernel/indicators/folds.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/module/services.hpp"

namespace gandan::app {
namespace {

int load_demonstration(const cli::Arguments& arguments) {
  const auto services = open_services(arguments);
  for (const Module& module : modules())
    if (module.demonstrate) std::cerr << module.demonstrate(*services) << "\n";
  journal::seal_all(services->database, services->clock);
  indicators::fold_all(services->database, services->clock, folds_of(modules()));
  return 0;
}

}  // namespace

cli::Command demo_command() {
  return {"demo", "", "Loads the demonstration data into an empty database.", database_options(),
          load_demonstration};
}

}  // namespace gandan::app
