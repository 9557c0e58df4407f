#include "kernel/people/roles.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace gandan::people {
namespace {

struct NamedPermission {
  Permission permission;
  std::string_view name;
};
constexpr std::array<NamedPermission, permission_count> permission_names{{
    {Permission::read_cases, "read_cases"},
    {Permission::register_cases, "register_cases"},
    {Permission::synthesise, "synthesise"},
    {Permission::route, "route"},
    {Permission::answer, "answer"},
    {Permission::approve, "approve"},
    {Permission::direct, "direct"},
    {Permission::report, "report"},
    {Permission::handle_denunciations, "handle_denunciations"},
    {Permission::open_sealed_identity, "open_sealed_identity"},
    {Permission::audit, "audit"},
    {Permission::administer_accounts, "administer_accounts"},
    {Permission::administer_rules, "administer_rules"},
    {Permission::administer_units, "administer_units"},
    {Permission::import_cases, "import_cases"},
    {Permission::operate, "operate"},
}};

struct RoleRow {
  Role role;
  std::string_view name;
  std::vector<Permission> permissions;
};

/// The table. An administrator runs the system and sees no case; only the denunciation officer sees
/// denunciations, and only they open a sealed identity; the supervisor reads and changes nothing.
const std::vector<RoleRow>& table() {
  using enum Permission;
  static const std::vector<RoleRow> rows = {
      {Role::administrator,
       "administrator",
       {administer_accounts, administer_rules, administer_units, import_cases, operate}},
      {Role::reception_officer, "reception_officer", {read_cases, register_cases, route, report}},
      {Role::synthesis_officer,
       "synthesis_officer",
       {read_cases, register_cases, synthesise, route, report, import_cases}},
      {Role::answering_officer, "answering_officer", {read_cases, answer, route, report}},
      {Role::leader, "leader", {read_cases, answer, route, approve, direct, report}},
      {Role::supervisor, "supervisor", {read_cases, report, audit}},
      {Role::denunciation_officer,
       "denunciation_officer",
       {handle_denunciations, open_sealed_identity, register_cases, route}},
  };
  return rows;
}

const RoleRow* row_of(Role role) {
  for (const RoleRow& row : table())
    if (row.role == role) return &row;
  return nullptr;  // a number of a later version, read from the database: grants nothing
}

}  // namespace

std::span<const Role> all_roles() {
  static const std::vector<Role> roles = [] {
    std::vector<Role> all;
    for (const RoleRow& row : table()) all.push_back(row.role);
    return all;
  }();
  return roles;
}

std::span<const Permission> all_permissions() {
  static const auto permissions = [] {
    std::array<Permission, permission_count> all{};
    std::transform(permission_names.begin(), permission_names.end(), all.begin(),
                   [](const NamedPermission& named) { return named.permission; });
    return all;
  }();
  return permissions;
}

std::span<const Permission> permissions_of(Role role) {
  const RoleRow* row = row_of(role);
  return row != nullptr ? std::span<const Permission>(row->permissions)
                        : std::span<const Permission>();
}

bool grants(Role role, Permission permission) {
  auto permissions = permissions_of(role);
  return std::find(permissions.begin(), permissions.end(), permission) != permissions.end();
}

bool opens_what_is_sealed(Role role) {
  return grants(role, Permission::handle_denunciations) ||
         grants(role, Permission::open_sealed_identity);
}

std::string_view name_of(Role role) {
  const RoleRow* row = row_of(role);
  return row != nullptr ? row->name : "unknown";
}

std::string_view name_of(Permission permission) {
  return permission_names[static_cast<std::size_t>(permission)].name;
}

std::optional<Role> role_named(std::string_view name) {
  for (const RoleRow& row : table())
    if (row.name == name) return row.role;
  return std::nullopt;
}

}  // namespace gandan::people
