#include <iomanip>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/keep_log.hpp"
#include "app/server.hpp"
#include "kernel/desk/held.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/journal/vouch.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/site/site.hpp"
#include "lib/crypto/random.hpp"
#include "lib/db/patience.hpp"
#include "lib/http/address.hpp"
#include "lib/http/server.hpp"
#include "lib/jobs/worker.hpp"
#include "lib/log/log.hpp"

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

/// Who can be tried out in a demonstration, with the roles they hold and where.
void print_sign_ins(const people::SignInOffers& offers) {
  std::cerr << "Sign in with the password " << offers.password << " as:\n";
  for (const people::SignInOffer& offer : offers.accounts) {
    std::cerr << "  " << std::left << std::setw(24) << offer.username;
    for (const auto& post : offer.posts)
      std::cerr << (&post == offer.posts.data() ? "" : "; ") << people::name_of(post.role)
                << (post.where.empty() ? "" : ", ") << post.where;
    std::cerr << "\n";
  }
}

/// "https://gandan.example", whatever is written after it.
std::string public_url_of(const cli::Arguments& arguments) {
  std::string url = arguments.get("public-url");
  while (url.ends_with('/')) url.pop_back();
  if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://"))
    throw cli::UsageError("--public-url begins with https:// or http://");
  return url;
}

/// Whose word on the client's address counts: "127.0.0.1,10.0.0.0/8".
std::vector<std::string> trusted_proxies_of(const cli::Arguments& arguments) {
  std::vector<std::string> proxies = arguments.list("trusted-proxy");
  for (const std::string& proxy : proxies)
    if (!http::AddressRange::parse(proxy))
      throw cli::UsageError(
          "--trusted-proxy takes addresses or CIDRs (127.0.0.1,10.0.0.0/8), not '" + proxy + "'");
  return proxies;
}

/// How long an act at the desk can be undone.
std::chrono::seconds undo_of(const cli::Arguments& arguments) {
  constexpr int usual = 10, most = 60;
  if (arguments.get("undo", "") == "0") return std::chrono::seconds(0);
  return std::chrono::seconds(arguments.count("undo", usual, most));
}

std::chrono::seconds log_every_of(const cli::Arguments& arguments) {
  constexpr int usual = 60, most = 3600;
  return std::chrono::seconds(arguments.count("log-every", usual, most));
}

/// Behind a proxy that is not named, everybody comes from its address.
void say_what_is_shared(const WebOptions& options) {
  if (!options.rate_limits || !options.trusted_proxies.empty()) return;
  constexpr const char* said =
      "No --trusted-proxy: all who come through one proxy share one rate limit, and one address in "
      "the log.";
  std::cerr << said << "\n";
  log::warning("no trusted proxy", {{"means", said}});
}

/// A relay on this machine has no certificate that anybody would vouch for.
bool is_local(std::string_view address) {
  return address.starts_with("smtp://127.0.0.1:") || address.starts_with("smtp://localhost:") ||
         address.starts_with("smtp://[::1]:");
}

/// How letters leave; nothing without --mail.
std::optional<Post> post_of(const cli::Arguments& arguments) {
  if (!arguments.has("mail")) return std::nullopt;
  auto from = mail::parse_mailbox(arguments.get("mail-from"));
  if (!from) throw cli::UsageError("--mail needs --mail-from \"NAME <ADDRESS>\"");
  std::string url = public_url_of(arguments);
  if (url.empty()) throw cli::UsageError("--mail needs --public-url, for the links in letters");
  const std::string address = arguments.get("mail");
  // The worker takes 32 letters at a time and must be through with them in its lease of ten
  // minutes, however slow the server is.
  mail::MailerOptions options{.tls = is_local(address) ? mail::Tls::never : mail::Tls::if_offered,
                              .timeout = std::chrono::seconds(15)};
  try {
    return Post{mail::Mailer::open(address, std::move(options)), std::move(*from), std::move(url)};
  } catch (const std::invalid_argument& error) {
    throw cli::UsageError("--mail: " + std::string(error.what()));
  }
}

/// A database whose file was taken away takes no writes any more: the server stops, and the seal
/// at its end says why.
class StopWhenGone {
 public:
  StopWhenGone(db::Database& database, http::Server& server) : database_(database) {
    database_.when_gone([&server] { server.stop(); });
  }
  ~StopWhenGone() { database_.when_gone({}); }
  StopWhenGone(const StopWhenGone&) = delete;
  StopWhenGone& operator=(const StopWhenGone&) = delete;

 private:
  db::Database& database_;
};

int serve(const cli::Arguments& arguments) {
  auto post = post_of(arguments);
  const std::vector<Module> all = modules();
  auto services = open_installation(arguments, all);
  // Refuses a wrong key file before anybody is served.
  people::lock_totp_secrets(services->database, services->keys.get());
  services->ids.hide_order(crypto::random_number());
  for (const Module& module : all)
    if (module.at_start) module.at_start(*services);
  journal::vouch(services->database, services->clock, committed_of(all));
  services->demonstration = arguments.has("demo");
  if (services->demonstration) services->sign_ins = site::demo_sign_ins(all);
  if (post) services->post = &*post;
  services->undo = undo_of(arguments);
  WebOptions options{.public_url = public_url_of(arguments),
                     .trusted_proxies = trusted_proxies_of(arguments),
                     .log_folder = arguments.get("log-folder", ""),
                     .witnesses = witnesses_of(arguments.list("witness")),
                     .log_every = log_every_of(arguments),
                     .rate_limits = arguments.on("rate-limit", true),
                     .access_log = arguments.on("access-log", true)};
  say_what_is_shared(options);
  Web web(*services, options, all);
  desk::carry_out_due(*services, web.site());  // what a server that was killed left
  http::StopSignals signals;
  std::string listen = arguments.get("listen", "127.0.0.1:8080");
  const http::ServerOptions server_options{
      .listen = listen,
      .begin_slow_worker = [] { db::set_patience(db::Patience::work); },
      .inline_reads = services->database.engine() == db::Engine::sqlite};
  auto server = [&] {
    try {
      return std::make_unique<http::Server>(web.app(), server_options);
    } catch (const std::invalid_argument& error) {
      throw cli::UsageError("--listen: " + std::string(error.what()));
    }
  }();
  const StopWhenGone stop_when_gone(services->database, *server);
  jobs::Worker worker(services->database, services->clock, web.jobs());
  worker.start();
  web.health().start();
  std::string address = listen.substr(0, listen.rfind(':') + 1) + std::to_string(server->port());
  std::cerr << "Gần Dân listens on http://" << address << "\n";
  if (services->demonstration) print_sign_ins(services->sign_ins);
  print_first_link(*services, address);
  server->run_until(signals);
  worker.stop();
  journal::seal_all(services->database, services->clock);
  keep_log(*services, committed_of(all), options.public_url, web.seen_log());
  return 0;
}

}  // namespace

cli::Command serve_command() {
  auto options = database_options();
  options.insert(
      options.end(),
      {{"listen", "HOST:PORT", "where to listen (127.0.0.1:8080)"},
       {"rate-limit", "on|off", "off: for load tests"},
       {"access-log", "on|off", "one JSON line a request on standard error"},
       {.name = "trusted-proxy",
        .value = "ADDRESS,…",
        .help = "whose X-Forwarded-For is believed: 127.0.0.1, 10.0.0.0/8; may be repeated",
        .repeats = true},
       {"public-url", "URL", "where the public reaches the site: https://gandan.example"},
       {"log-every", "SECONDS",
        "how often the public log grows (60): the rarer, the less its growth tells when something "
        "was done; at most 3600"},
       {"undo", "SECONDS",
        "how long what officers press at the desk is held back, so that they can undo it (10); "
        "0: it is done at once; at most 60"},
       {"log-folder", "DIR", "writes the public log there too, for a web server to give away"},
       {"witness", "URL=KEY",
        "asks this witness to cosign the log (C2SP tlog-witness); may be repeated", false, true},
       {"mail", "ADDRESS",
        "sends letters: smtp://HOST:PORT, smtps://HOST:PORT or file:FOLDER; without it "
        "none are sent or promised"},
       {"mail-from", "\"NAME <ADDRESS>\"", "whose letters they are"},
       {"demo", "", "shows the demonstration's sign-ins and the style guide"}});
  return {"serve", "", "Serves the pages and the API, and runs the jobs.", options, serve};
}

}  // namespace gandan::app
