#include "kernel/people/roles.hpp"

#include <algorithm>
#include <array>

namespace gandan::people {
namespace {

struct NamedRole {
  Role role;
  std::string_view name;
};
constexpr std::array role_names{NamedRole{Role::administrator, "administrator"},
                                NamedRole{Role::reception_officer, "reception_officer"},
                                NamedRole{Role::synthesis_officer, "synthesis_officer"},
                                NamedRole{Role::answering_officer, "answering_officer"},
                                NamedRole{Role::leader, "leader"},
                                NamedRole{Role::supervisor, "supervisor"},
                                NamedRole{Role::denunciation_officer, "denunciation_officer"}};

/// An administrator runs the system and sees no case; only the denunciation officer sees
/// denunciations, and only they open a sealed identity; the supervisor reads and changes nothing.
constexpr std::array shared{Permission::read_cases,
                            Permission::register_cases,
                            Permission::route,
                            Permission::answer,
                            Permission::direct,
                            Permission::report,
                            Permission::handle_denunciations,
                            Permission::open_sealed_identity,
                            Permission::administer_accounts,
                            Permission::administer_rules,
                            Permission::operate};

}  // namespace

std::span<const Role> all_roles() {
  static constexpr auto roles = [] {
    std::array<Role, role_names.size()> all{};
    std::transform(role_names.begin(), role_names.end(), all.begin(),
                   [](const NamedRole& named) { return named.role; });
    return all;
  }();
  return roles;
}

std::span<const Permission> shared_permissions() {
  return shared;
}

bool opens_what_is_sealed(Role role) {
  return std::any_of(shared.begin(), shared.end(), [&](const Permission& permission) {
    return permission.sealed && grants(role, permission);
  });
}

std::string_view name_of(Role role) {
  for (const NamedRole& named : role_names)
    if (named.role == role) return named.name;
  return "unknown";  // a number of a later version, read from the database: grants nothing
}

std::optional<Role> role_named(std::string_view name) {
  for (const NamedRole& named : role_names)
    if (named.name == name) return named.role;
  return std::nullopt;
}

}  // namespace gandan::people
