#include "kernel/people/policies.hpp"

#include <stdexcept>
#include <string>

#include "kernel/people/gate.hpp"

namespace gandan::people {

http::Policy signed_in() {
  return http::Policy("signed in", SignedInRule{});
}

http::Policy permission(Permission permission) {
  return http::Policy("permission " + std::string(name_of(permission)), PermissionRule{permission});
}

const Principal* find_principal(const http::Request& request) {
  const auto* session = request.attached<CurrentSession>();
  return session != nullptr && session->principal ? session->principal.get() : nullptr;
}

const Principal& principal(const http::Request& request) {
  if (const Principal* found = find_principal(request)) return *found;
  throw std::logic_error("a handler asked for the principal of a route open to everyone");
}

}  // namespace gandan::people
