// What members of staff may do: the permissions, the roles, and which role holds which permission.
// One table, in code: who holds a role, and where, is data.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gandan::people {

/// An act, not a page or a feature: contexts share them. Those that nothing asks for yet (approve,
/// direct, audit, import_cases, administer_units) are in the table of roles for the contexts to
/// come.
enum class Permission : std::uint8_t {
  read_cases,            ///< read what is not public of petitions, complaints, receptions
  register_cases,        ///< enter what came on paper, by telephone, at a meeting; classify it
  synthesise,            ///< group, split and merge topics; confirm proposals (tổng hợp)
  route,                 ///< send to the competent body, forward, return
  answer,                ///< accept, write answers, ask for more, ask co-operating bodies
  approve,               ///< approve and publish answers
  direct,                ///< give directions and follow them
  report,                ///< reports with what is not public in them
  handle_denunciations,  ///< read and handle denunciations (tố cáo), without their authors
  open_sealed_identity,  ///< open the sealed identity of a denouncer, with a reason, journaled
  audit,                 ///< read the journal, accesses to sealed identities among it
  administer_accounts,   ///< create and disable accounts, give and take roles
  administer_rules,      ///< edit limits and the calendar
  administer_units,      ///< edit and import units
  import_cases,          ///< import files of cases
  operate,               ///< metrics, jobs, dead letters
};
inline constexpr std::size_t permission_count = 16;

/// Stored by number: never renumber.
enum class Role : std::int64_t {
  administrator = 1,         ///< quản trị hệ thống
  reception_officer = 2,     ///< cán bộ tiếp nhận
  synthesis_officer = 3,     ///< cán bộ tổng hợp
  answering_officer = 4,     ///< cán bộ giải quyết, trả lời
  leader = 5,                ///< lãnh đạo
  supervisor = 6,            ///< giám sát, thanh tra
  denunciation_officer = 7,  ///< cán bộ giải quyết tố cáo, named to open sealed identities
};

/// How far a role reaches from its unit.
enum class Reach : std::int64_t {
  body = 1,  ///< that unit alone
  area = 2,  ///< that unit and everything beneath it
};

[[nodiscard]] std::span<const Role> all_roles();
[[nodiscard]] std::span<const Permission> all_permissions();
[[nodiscard]] std::span<const Permission> permissions_of(Role role);
[[nodiscard]] bool grants(Role role, Permission permission);

/// Whether a role handles or opens what is sealed: it is given by two persons and wants a second
/// factor.
[[nodiscard]] bool opens_what_is_sealed(Role role);

/// "administrator": in the command line, in JSON, in the journal.
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(Permission permission);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

}  // namespace gandan::people
