// What members of staff may do: the roles, and permissions, each with the roles that hold it. Who
// holds a role, and where, is data.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace gandan::people {

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

/// Some of the roles. A number of a later version, read from the database, is in none.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (Role role : roles) bits_ |= bit_of(role);
  }
  constexpr bool operator==(const Roles&) const = default;
  [[nodiscard]] constexpr bool has(Role role) const { return (bits_ & bit_of(role)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

 private:
  static constexpr std::uint32_t bit_of(Role role) {
    const auto number = static_cast<std::int64_t>(role);
    return number > 0 && number < 32 ? 1U << number : 0;
  }
  std::uint32_t bits_ = 0;
};

/// At which grants a permission counts.
enum class Held : std::uint8_t {
  anywhere,    ///< where the role is held: at a unit, or everywhere
  nationwide,  ///< only where the role is held everywhere: it acts on the nation
};

/// An act, not a page or a feature. Declared once, as a constant, and listed in a Module: here the
/// kernel's and the acts that contexts share, what only one does in its own folder. One that no
/// module lists is refused at start. Two are the same where their names are.
struct Permission {
  std::string_view name = {};  ///< "answer": what policies print
  const char* meaning = "";    ///< one line for `gandan roles`
  Roles held_by = {};
  Held held = Held::anywhere;
  bool sealed = false;  ///< its roles are given by two persons and want a second factor

  constexpr bool operator==(const Permission& other) const { return name == other.name; }

  static const Permission read_cases, register_cases, route, answer, direct, report,
      handle_denunciations, open_sealed_identity, administer_accounts, administer_rules, operate;
};

inline constexpr Permission Permission::read_cases{
    .name = "read_cases",
    .meaning = "read what is not public of a case",
    .held_by = {Role::reception_officer, Role::synthesis_officer, Role::answering_officer,
                Role::leader, Role::supervisor}};
inline constexpr Permission Permission::register_cases{
    .name = "register_cases",
    .meaning = "enter what came on paper, by telephone, at a meeting; classify it",
    .held_by = {Role::reception_officer, Role::synthesis_officer, Role::denunciation_officer}};
inline constexpr Permission Permission::route{
    .name = "route",
    .meaning = "send to the competent body, forward, return",
    .held_by = {Role::reception_officer, Role::synthesis_officer, Role::answering_officer,
                Role::leader, Role::denunciation_officer}};
inline constexpr Permission Permission::answer{
    .name = "answer",
    .meaning = "accept, write answers, ask for more, ask co-operating bodies",
    .held_by = {Role::answering_officer, Role::leader}};
inline constexpr Permission Permission::direct{
    .name = "direct",
    .meaning = "decide on requests that need two persons",
    .held_by = {Role::leader}};
inline constexpr Permission Permission::report{
    .name = "report",
    .meaning = "read reports with what is not public in them",
    .held_by = {Role::reception_officer, Role::synthesis_officer, Role::answering_officer,
                Role::leader, Role::supervisor}};
inline constexpr Permission Permission::handle_denunciations{
    .name = "handle_denunciations",
    .meaning = "read and handle denunciations, without their authors",
    .held_by = {Role::denunciation_officer},
    .sealed = true};
inline constexpr Permission Permission::open_sealed_identity{
    .name = "open_sealed_identity",
    .meaning = "open who sent a denunciation, with a reason that is journaled",
    .held_by = {Role::denunciation_officer},
    .sealed = true};
inline constexpr Permission Permission::administer_accounts{
    .name = "administer_accounts",
    .meaning = "create and disable accounts, give and take roles",
    .held_by = {Role::administrator}};
inline constexpr Permission Permission::administer_rules{.name = "administer_rules",
                                                         .meaning = "edit limits and the calendar",
                                                         .held_by = {Role::administrator},
                                                         .held = Held::nationwide};
inline constexpr Permission Permission::operate{
    .name = "operate",
    .meaning = "settings, jobs, metrics, the state of the system",
    .held_by = {Role::administrator}};

/// How far a role reaches from its unit.
enum class Reach : std::int64_t {
  body = 1,  ///< that unit alone
  area = 2,  ///< that unit and everything beneath it
};

[[nodiscard]] std::span<const Role> all_roles();
/// Those above: the acts that contexts share, and those of the kernel.
[[nodiscard]] std::span<const Permission> shared_permissions();
[[nodiscard]] constexpr bool grants(Role role, const Permission& permission) {
  return permission.held_by.has(role);
}

/// Whether a role handles or opens what is sealed: it is given by two persons and wants a second
/// factor.
[[nodiscard]] bool opens_what_is_sealed(Role role);

/// "administrator": in the command line, in JSON, in the journal.
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

}  // namespace gandan::people
