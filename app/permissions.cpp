#include "app/permissions.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernel/people/gate.hpp"

namespace gandan::app {
namespace {

using people::Held;
using people::Permission;

[[noreturn]] void refuse(const Permission& permission, std::string_view why) {
  throw std::logic_error("permission '" + std::string(permission.name) + "' " + std::string(why));
}

std::vector<Permission> declared_by(std::span<const Module> modules) {
  std::vector<Permission> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.permissions.begin(), module.permissions.end());
  return all;
}

void require_whole(const Permission& permission) {
  if (permission.name.empty() || std::string_view(permission.meaning).empty())
    refuse(permission, "has no name or no meaning");
  if (permission.held_by.empty()) refuse(permission, "is held by no role");
  for (const people::Role role : people::all_roles())
    if (permission.sealed && grants(role, permission) && !people::opens_what_is_sealed(role))
      refuse(permission, "is sealed, and held by a role that one person gives");
}

void require_declared(std::span<const Permission> declared, const http::Policy& policy) {
  const auto* rule = policy.rule<people::PermissionRule>();
  if (rule == nullptr) return;
  for (const Permission& asked : rule->permissions) {
    const auto it = std::find(declared.begin(), declared.end(), asked);
    if (it == declared.end()) refuse(asked, "is asked for, and no module declares it");
    if (it->held_by != asked.held_by || it->held != asked.held || it->sealed != asked.sealed)
      refuse(asked, "is declared by a module and asked for otherwise");
    if (asked.held == Held::nationwide && rule->where != people::Where::everywhere)
      refuse(asked, "acts on the nation and is asked for at a unit");
  }
}

void print_permission(std::ostream& out, const Permission& permission, std::string_view module) {
  out << "  " << std::left << std::setw(22) << permission.name << " " << std::setw(17)
      << (permission.held == Held::anywhere ? "where it is held" : "everywhere only") << " "
      << std::setw(10) << module << " " << permission.meaning << "\n";
}

}  // namespace

void require_permissions(std::span<const Module> modules, const http::Router& router) {
  const std::vector<Permission> declared = declared_by(modules);
  for (const Permission& permission : declared) {
    require_whole(permission);
    if (std::count(declared.begin(), declared.end(), permission) > 1)
      refuse(permission, "is declared twice");
  }
  for (const auto& route : router.table()) require_declared(declared, route->policy);
  for (const Module& module : modules) {
    for (const Way& way : module.ways) require_declared(declared, way.item.policy);
    for (const auto* parts : {&module.officer_menu, &module.administration})
      for (const MenuPart& part : *parts) require_declared(declared, part.item.policy);
  }
}

void print_roles(std::ostream& out, std::span<const Module> modules) {
  for (const people::Role role : people::all_roles()) {
    out << people::name_of(role)
        << (people::opens_what_is_sealed(role) ? " (given by two persons, with a second factor)"
                                               : "")
        << "\n";
    for (const Module& module : modules)
      for (const Permission& permission : module.permissions)
        if (grants(role, permission)) print_permission(out, permission, module.name);
  }
}

}  // namespace gandan::app
