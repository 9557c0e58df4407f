// The application as a server: every module's routes and jobs in one http::App.
#pragma once
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/ask_witnesses.hpp"
#include "app/health.hpp"
#include "app/keep_log.hpp"
#include "kernel/module/module.hpp"
#include "kernel/pages/site.hpp"
#include "lib/http/app.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app {

struct WebOptions {
  std::string public_url;  ///< where the public reaches the site; empty: links are relative
  std::vector<std::string> trusted_proxies;
  std::string log_folder;          ///< where the log's files are written too; empty: nowhere
  std::vector<Witness> witnesses;  ///< who are asked to cosign the log
  /// How often the log grows, at whole multiples of it: by its growth nobody sees when within it
  /// something was done.
  std::chrono::seconds log_every{60};
  bool rate_limits = true;
  bool access_log = true;
  Health::Steady steady = std::chrono::steady_clock::now;  ///< by which /healthz finds lags
};

/// The routes, hooks and jobs over one set of services, which must outlive it. Tests make one and
/// talk to it without a socket.
class Web {
 public:
  /// Of all modules.
  Web(Services& services, const WebOptions& options);
  Web(Services& services, const WebOptions& options, std::span<const Module> modules);
  [[nodiscard]] http::App& app() { return app_; }
  [[nodiscard]] const jobs::Registry& jobs() const { return jobs_; }
  [[nodiscard]] Health& health() { return health_; }
  [[nodiscard]] SeenLog& seen_log() { return seen_log_; }
  [[nodiscard]] const pages::Site& site() const { return site_; }

 private:
  pages::Site site_;
  http::App app_;
  jobs::Registry jobs_;
  Health health_;
  SeenLog seen_log_;
};

/// The table of `gandan routes`.
void print_routes(std::ostream& out);

}  // namespace gandan::app
