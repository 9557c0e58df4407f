// The application as lib/http sees it: routes, hooks, and the fixed chain that every request
// passes. The same chain serves the server's sockets and the tests' TestClient.
#pragma once
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"
#include "lib/http/policy.hpp"
#include "lib/http/router.hpp"

namespace gandan::metrics {
class Registry;
}

namespace gandan::http {

/// What an exception comes to: 503 with Retry-After where the database is busy, say.
struct Failure {
  int status = 500;
  std::optional<std::chrono::seconds> retry_after;
};

/// A token bucket: `burst` requests at once, then `per_minute` a minute.
struct RateLimit {
  std::string name;  ///< the class that routes name; "reads" and "writes" where they name none
  double per_minute = 600;
  double burst = 100;
};

struct AppOptions {
  /// "https://gandan.example": where the public reaches the site. Empty: links are relative.
  std::string public_origin;
  /// CIDRs of the proxies whose X-Forwarded-For, X-Forwarded-Proto and X-Request-Id are believed.
  std::vector<std::string> trusted_proxies;
  /// Empty: no limits. Addresses count by /64 (IPv6) or /32 (IPv4).
  std::vector<RateLimit> rate_limits;
  bool access_log = true;
  bool compress = true;  ///< answers above 1 kB, where the client accepts it
  /// Bytes of answers that are kept while nothing changes (RouteOptions::may_be_kept).
  std::size_t most_kept = std::size_t{8} * 1024 * 1024;
};

/// A part of the program that /healthz asks: nothing where it is well, otherwise what is wrong.
struct HealthCheck {
  std::string name;
  std::function<std::optional<std::string>()> ask;
};

class App {
 public:
  explicit App(const Clock& clock, AppOptions options = {});
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  Router router;

  // Hooks, set before the first request.
  std::shared_ptr<Gate> gate;             ///< none: only everyone() is admitted
  std::function<void(Request&)> prepare;  ///< before the gate: attaches the locale
  /// Before the handler and where it runs, of what the gate and the limits let in: what is read for
  /// every page.
  std::function<void(Request&)> admitted;
  /// Names the state of all that pages are made from: where it is the same before and after,
  /// nothing has changed between. Without it no answer is kept.
  std::function<std::string()> moment;
  /// Renders an error page in the application's look. Default: plain text, or JSON for the API.
  std::function<Response(Request&, int status, std::string_view detail)> error_page;
  /// Says what an exception comes to; nothing: 500.
  std::function<std::optional<Failure>(const std::exception&)> explain;
  std::vector<HealthCheck> health;

  /// Adds GET /healthz and GET /metrics; `metrics` says who may read the latter.
  void add_operations(Policy metrics);

  /// The chain around the handler; never throws. `match` is what router.match() said of the
  /// request.
  [[nodiscard]] Response respond(Request& request, const Match& match);
  /// An answer outside any handler (408, 413, …), with the same page, headers and log line.
  [[nodiscard]] Response refuse(Request& request, int status, std::string detail = {});

  /// Where the request came from, as far as its head says: its id, the client's address.
  void identify(Request& request) const;

  [[nodiscard]] const AppOptions& options() const;
  [[nodiscard]] metrics::Registry& metrics();

 private:
  [[nodiscard]] Response admit(Request& request, const Match& match);
  [[nodiscard]] Response handle(Request& request, const Match& match);
  [[nodiscard]] Response kept_or_made(Request& request, const Match& match);
  [[nodiscard]] Response guarded(Request& request, const std::function<Response()>& fn);
  void render_error(Request& request, Response& response);
  void finish(Request& request, Response& response);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gandan::http
