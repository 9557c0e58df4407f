// Who may use a route: an opaque value that the route declares, and the gate that understands it.
// lib/http knows nothing of accounts and roles; the kernel implements Gate.
#pragma once
#include <any>
#include <optional>
#include <string>
#include <utility>

#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::http {

/// A rule with the name that `gandan routes` prints. The kernel makes them: signed_in(),
/// permission("…").
class Policy {
 public:
  explicit Policy(std::string name, std::any rule = {})
      : name_(std::move(name)), rule_(std::move(rule)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The rule, for the gate that made it; nullptr where it is of another type.
  template <class Rule>
  [[nodiscard]] const Rule* rule() const {
    return std::any_cast<Rule>(&rule_);
  }
  [[nodiscard]] bool is_everyone() const;

 private:
  std::string name_;
  std::any rule_;
};

/// Open to all: the only policy that is admitted where no gate is installed.
[[nodiscard]] Policy everyone();

/// Attaches the session to the request and says whether the policy admits it.
class Gate {
 public:
  virtual ~Gate() = default;
  /// Nothing: admitted. Otherwise what the client gets: a redirect to sign in, 403, or 404 where
  /// even the existence is secret. Called for every matched route, everyone() too; from several
  /// threads.
  [[nodiscard]] virtual std::optional<Response> admit(Request& request, const Policy& policy) = 0;
  /// The handler's answer, before it is sent: a rotated session cookie, say.
  virtual void leave(Request&, Response&) {}
};

}  // namespace gandan::http
