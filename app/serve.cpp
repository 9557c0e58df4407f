#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/server.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/http/server.hpp"
#include "lib/jobs/worker.hpp"

namespace gandan::app {
namespace {

/// While nobody can sign in yet, the operator gets a link that works once.
void print_first_link(Services& services, const std::string& listen) {
  auto link = services.database.write(
      [&](db::Tx& tx) { return people::first_admin_link(tx, services.clock, services.people); });
  if (link)
    std::cerr << "No account yet. Make the first administrator here: http://" << listen << *link
              << "\n";
}

int serve(const cli::Arguments& arguments) {
  auto services = open_services(arguments);
  (void)services->keys.get();  // refuses a wrong key file before anybody is served
  services->demonstration = arguments.has("demo");
  WebOptions options{.rate_limits = arguments.get("rate-limit", "on") != "off",
                     .access_log = arguments.get("access-log", "on") != "off"};
  for (const auto& [proxy, unused] : arguments.pairs("trusted-proxy"))
    options.trusted_proxies.push_back(proxy);
  Web web(*services, options);
  std::string listen = arguments.get("listen", "127.0.0.1:8080");
  http::Server server(
      web.app(),
      {.listen = listen, .inline_reads = services->database.engine() == db::Engine::sqlite});
  jobs::Worker worker(services->database, services->clock, web.jobs());
  worker.start();
  std::string address = listen.substr(0, listen.rfind(':') + 1) + std::to_string(server.port());
  std::cerr << "Gần Dân listens on http://" << address << "\n";
  print_first_link(*services, address);
  server.run_until_signal();
  worker.stop();
  journal::seal_all(services->database, services->clock);
  return 0;
}

}  // namespace

cli::Command serve_command() {
  auto options = database_options();
  options.insert(options.end(),
                 {{"listen", "HOST:PORT", "where to listen (127.0.0.1:8080)"},
                  {"rate-limit", "on|off", "off: for load tests"},
                  {"access-log", "on|off", "one JSON line a request on standard error"},
                  {"trusted-proxy", "CIDR=on,…", "whose X-Forwarded-For is believed"},
                  {"demo", "", "shows the demonstration's sign-ins and the style guide"}});
  return {"serve", "", "Serves the pages and the API, and runs the jobs.", options, serve};
}

}  // namespace gandan::app
