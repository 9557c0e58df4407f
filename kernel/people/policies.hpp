// The policies that routes declare, and the principal that the gate attaches to a request.
#pragma once
#include <cstdint>
#include <initializer_list>

#include "kernel/people/principal.hpp"
#include "lib/http/policy.hpp"
#include "lib/http/request.hpp"

namespace gandan::people {

/// Where the permission of a route must hold. All but `everywhere` leave a question to the handler,
/// and Gate::leave lets no answer out before it was asked and answered with yes.
enum class Where : std::uint8_t {
  everywhere,     ///< what acts on the nation: limits, calendar, metrics, jobs
  at_record,      ///< at a unit of the record that the address names: may_at()
  at_new_record,  ///< at a unit of what the form makes: may_at() or may_give()
  at_account,     ///< where every role of the account in the address stands: may_administer()
  in_reach,       ///< somewhere, and the page shows what lies there: Principal::where()
};

/// Any member of staff who is signed in: what belongs to their own account, or to nobody.
[[nodiscard]] http::Policy signed_in();
/// Staff to whom a role grants it there.
[[nodiscard]] http::Policy permission(Permission permission, Where where);
/// Staff to whom a role grants any of them there: which one depends on the record.
[[nodiscard]] http::Policy permission(std::initializer_list<Permission> permissions, Where where);

/// The principal of the request, or nullptr for a resident (or anybody not signed in).
[[nodiscard]] const Principal* find_principal(const http::Request& request);
/// The principal of a route whose policy asks for one. A missing one is a broken invariant: throws
/// std::logic_error.
[[nodiscard]] const Principal& principal(const http::Request& request);

}  // namespace gandan::people
