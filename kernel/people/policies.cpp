#include "kernel/people/policies.hpp"

#include <stdexcept>
#include <string>

#include "kernel/people/gate.hpp"

namespace gandan::people {
namespace {

const char* where_words(Where where) {
  switch (where) {
    case Where::everywhere:
      return ", everywhere";
    case Where::at_record:
      return ", at the record's unit";
    case Where::at_new_record:
      return ", at the unit of what is made";
    case Where::at_account:
      return ", of the account's own unit";
    case Where::in_reach:
      return ", in reach";
  }
  return "";
}

}  // namespace

http::Policy signed_in() {
  return http::Policy("signed in", SignedInRule{});
}

http::Policy permission(Permission permission, Where where) {
  return people::permission(std::initializer_list<Permission>{permission}, where);
}

http::Policy permission(std::initializer_list<Permission> permissions, Where where) {
  std::string name;
  for (const Permission& each : permissions)
    name += (name.empty() ? "" : " or ") + std::string(each.name);
  const bool names_record = where == Where::at_record || where == Where::at_account;
  return http::Policy(name + where_words(where), PermissionRule{permissions, where},
                      names_record ? http::Names::a_record : http::Names::anything);
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
