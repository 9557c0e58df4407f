// The policies that routes declare, and the principal that the gate attaches to a request.
#pragma once
#include "kernel/people/principal.hpp"
#include "lib/http/policy.hpp"
#include "lib/http/request.hpp"

namespace gandan::people {

/// Any member of staff who is signed in.
[[nodiscard]] http::Policy signed_in();
/// Staff to whom a role grants it somewhere. The handler still asks for the record's own unit.
[[nodiscard]] http::Policy permission(Permission permission);

/// The principal of the request, or nullptr for a resident (or anybody not signed in).
[[nodiscard]] const Principal* find_principal(const http::Request& request);
/// The principal of a route whose policy asks for one. A missing one is a broken invariant: throws
/// std::logic_error.
[[nodiscard]] const Principal& principal(const http::Request& request);

}  // namespace gandan::people
