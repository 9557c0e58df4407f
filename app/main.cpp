// The command line: collects every command and runs the one that was called.
#include <malloc.h>
#include <sys/stat.h>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "lib/db/patience.hpp"

int main(int argc, char** argv) {
  using namespace gandan;
  ::umask(077);  // whatever this program writes is for its own account alone
  std::vector<cli::Command> commands{app::serve_command(),       app::installation_command(),
                                     app::witness_command(),     app::parse_office_command(),
                                     app::parse_tasks_command(), app::parse_deadline_command(),
                                     app::demo_command()};
  auto add = [&](std::vector<cli::Command> more) {
    for (cli::Command& command : more) commands.push_back(std::move(command));
  };
  add(app::maintenance_commands());
  add(app::export_commands());
  add(app::backup_commands());
  add(app::import_commands());
  add(app::units_commands());
  add(app::rules_commands());
  add(app::people_commands());
  for (const Module& module : app::modules())
    if (module.commands) add(module.commands(app::open_services));
  // What is as large as a file goes back to the system when it is freed: else each thread that held
  // one would keep room for it (mallopt(3), "dynamic mmap threshold").
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  db::set_patience(db::Patience::work);  // the threads of a server begin with less
  return cli::run(commands, std::span<const char* const>(argv, static_cast<std::size_t>(argc)));
}
