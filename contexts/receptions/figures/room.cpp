#include "contexts/receptions/figures/behind.hpp"
#include "contexts/receptions/figures/indicators.hpp"
#include "contexts/receptions/rooms.hpp"
#include "kernel/indicators/command.hpp"
#include "kernel/module/services.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::receptions {
namespace {

int report_receptions(const OpenServices& open, const cli::Arguments& arguments) {
  auto services = open(arguments);
  const indicators::Subject subject =
      arguments.has("sealed") ? figures_with_denunciations() : figures_of_receptions();
  return indicators::run_report(subject, arguments, services->database, services->clock,
                                services->directory.get());
}

std::vector<cli::Command> report_command(OpenServices open) {
  return {{"report receptions", "", "Computes the report of receptions in a period.",
           database_options(indicators::report_options(
               figures_of_receptions(),
               {{"sealed", "",
                 "counts denunciations too: what it prints is for those who handle them, not for "
                 "publication"}})),
           [open](const cli::Arguments& arguments) { return report_receptions(open, arguments); }}};
}

}  // namespace

void add_figures(Module& module, Rooms& rooms) {
  module.indicators.push_back(figures_of_receptions());
  module.ways.push_back({Intent::figures,
                         30,
                         {N_("Figures of receptions"), "/reports/receptions", "reports"},
                         N_("How many were received, what became of it, and whether heads keep "
                            "their days.")});
  rooms.commands.push_back(report_command);
  rooms.pages.push_back(add_behind_page);
}

}  // namespace gandan::receptions
