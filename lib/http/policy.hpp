// Who may use a route: an opaque value that the route declares, and the gate that understands it.
// lib/http knows nothing of accounts and roles; the kernel implements Gate.
#pragma once
#include <any>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::http {

/// What a policy asks of the patterns that it stands at; the router refuses to register others.
enum class Names : std::uint8_t {
  anything,
  a_record,  ///< the address holds a capture, since the policy speaks of what it names
};

/// A rule with the name that `gandan routes` prints. The kernel makes them: signed_in(),
/// permission(…).
class Policy {
 public:
  explicit Policy(std::string name, std::any rule = {}, Names names = Names::anything)
      : name_(std::move(name)), rule_(std::move(rule)), names_(names) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The rule, for the gate that made it; nullptr where it is of another type.
  template <class Rule>
  [[nodiscard]] const Rule* rule() const {
    return std::any_cast<Rule>(&rule_);
  }
  /// Admits whoever comes: everyone() and key_holders().
  [[nodiscard]] bool is_everyone() const;
  /// Shows what only a key in the address, in a cookie or in the form opens.
  [[nodiscard]] bool is_for_key_holders() const;
  [[nodiscard]] Names names() const { return names_; }

 private:
  std::string name_;
  std::any rule_;
  Names names_;
};

/// Open to all: with key_holders() the only policy that is admitted where no gate is installed.
[[nodiscard]] Policy everyone();
/// Open to all who hold the key that the handler asks for; nothing of it is kept by any cache.
[[nodiscard]] Policy key_holders();

/// Attaches the session to the request and says whether the policy admits it.
class Gate {
 public:
  virtual ~Gate() = default;
  /// Nothing: admitted. Otherwise what the client gets: a redirect to sign in, 403, or 404 where
  /// even the existence is secret. Called for every matched route, everyone() too; from several
  /// threads.
  [[nodiscard]] virtual std::optional<Response> admit(Request& request, const Policy& policy) = 0;
  /// Of a request that was admitted: what, beside its address, its answer is made from, where
  /// everybody of whom the same is said is shown the same. Nothing where the answer is for its
  /// reader alone, or may be.
  [[nodiscard]] virtual std::optional<std::string> shown_alike(const Request&) const {
    return std::nullopt;
  }
  /// The answer, before it is sent, also where the handler failed: may be changed or replaced.
  virtual void leave(Request&, Response&) {}
};

}  // namespace gandan::http
