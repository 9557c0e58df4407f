// The one place where it is decided who may use a route: cookie → session → principal → policy.
// Every decision defaults to no.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "kernel/people/people.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/principal.hpp"
#include "kernel/people/seal_keys.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/http/policy.hpp"

namespace gandan::people {

/// The rules that policies carry (kernel/people/policies.hpp makes them).
struct SignedInRule {};
struct PermissionRule {
  std::vector<Permission> permissions;  ///< any of them
  Where where;
};

class Gate;

/// What the gate attaches to a request that carries a living session.
struct CurrentSession {
  std::string token_hash;
  std::shared_ptr<const Principal> principal;
  Gate* gate = nullptr;  ///< that admitted it
};

/// Makes a change of accounts, roles or sessions count at once in this process: called by handlers
/// that revoke something.
void forget_sessions(const http::Request& request);

/// The session's cookie: "__Host-gandan" over TLS, "gandan" without.
[[nodiscard]] std::string_view session_cookie(bool secure);

class Gate final : public http::Gate {
 public:
  Gate(db::Database& database, const Clock& clock, const Settings& settings, const KeyHolder& keys);
  ~Gate() override;

  /// Not signed in: 303 to the sign-in page, which keeps the return path; 401 for the API. Signed
  /// in without the permission: 403. Where the address says that something was done (`done=`) and
  /// no deed of theirs led there, it says so no more: it is only a link.
  [[nodiscard]] std::optional<http::Response> admit(http::Request& request,
                                                    const http::Policy& policy) override;

  /// Whether the answer to an admitted request is what anybody would get: its policy lets everybody
  /// in without a key, and nobody is signed in.
  [[nodiscard]] static bool is_of_anybody(const http::Request& request);

  /// The second half of a policy that leaves a question to the handler (Where): whoever answers
  /// 2xx or 3xx without having asked it, or after a no, answers 500 instead, and the log says
  /// which route. What a key or a sign-in opened, and any page of somebody signed in, is
  /// `no-store`.
  void leave(http::Request& request, http::Response& response) override;

  /// Forgets what is cached, so that a revocation counts at once in this process. Other processes
  /// follow within Settings::session_cache.
  void forget();

 private:
  struct Cache;
  struct Believed;
  [[nodiscard]] std::shared_ptr<const Believed> session_of(const http::Request& request);
  void keep_alive(const std::string& token_hash);

  std::unique_ptr<Cache> cache_;
  db::Database& database_;
  const Clock& clock_;
  Settings settings_;
  const KeyHolder& keys_;
};

}  // namespace gandan::people
