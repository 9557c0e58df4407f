// The commands that belong to no single module.
#pragma once
#include <vector>

#include "lib/cli/command.hpp"
#include "lib/text/dates.hpp"

namespace gandan::app {

[[nodiscard]] cli::Command serve_command();
[[nodiscard]] std::vector<cli::Command> maintenance_commands();  // migrate, verify, routes, …
[[nodiscard]] cli::Command witness_command();
[[nodiscard]] cli::Command installation_command();
[[nodiscard]] cli::Command parse_office_command();
[[nodiscard]] cli::Command parse_tasks_command();
[[nodiscard]] cli::Command parse_deadline_command();
[[nodiscard]] cli::Command demo_command();                  // what each module demonstrates
[[nodiscard]] std::vector<cli::Command> export_commands();  // export NAME, of each module
[[nodiscard]] std::vector<cli::Command> import_commands();  // import NAME, of each module
[[nodiscard]] std::vector<cli::Command> backup_commands();  // backup, restore
[[nodiscard]] std::vector<cli::Command> rules_commands();   // due, import holidays
[[nodiscard]] std::vector<cli::Command> units_commands();   // import units, search places
[[nodiscard]] std::vector<cli::Command> people_commands();  // user add, keys rotate

/// --dates, of the imports that read days, and what it says.
[[nodiscard]] cli::Option dates_option();
[[nodiscard]] text::DateOrder date_order(const cli::Arguments& arguments);

}  // namespace gandan::app
