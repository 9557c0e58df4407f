// Who asks: a signed-in member of staff with the roles they hold, and where.
// Default deny: what no role grants is refused.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kernel/ids/unit_id.hpp"
#include "kernel/people/roles.hpp"
#include "lib/base/id.hpp"

namespace gandan::people {

using UserId = Id<struct UserTag>;

/// One role at one unit.
struct Grant {
  Role role{};
  UnitId unit;  ///< none: everywhere
  Reach reach = Reach::body;
  bool operator==(const Grant&) const = default;
};

/// By what they proved who they are.
enum class Proof : std::int64_t { password = 0, second_factor = 1 };

/// Some permissions, each once; a handler asks for few.
class Permissions {
 public:
  void add(const Permission& permission) {
    if (!has(permission)) all_.push_back(permission);
  }
  [[nodiscard]] bool has(const Permission& permission) const {
    return std::find(all_.begin(), all_.end(), permission) != all_.end();
  }

 private:
  std::vector<Permission> all_;
};

/// What a handler asked about its reader, for the gate to see when the answer leaves.
struct Questions {
  Permissions granted;       ///< at a unit, and the answer was yes
  Permissions reach;         ///< how far they reach, for a list
  bool stood_aside = false;  ///< see stand_aside()
  /// What lies beneath the units of grants, read once a request: a desk asks for each of its lists.
  struct Beneath {
    std::vector<UnitId> bodies = {}, areas = {};
  };
  std::map<UnitId, Beneath> beneath = {};
};

struct Principal {
  UserId user;
  std::string username;
  std::string name;  ///< as people read it
  std::vector<Grant> grants;
  Proof proof = Proof::password;
  /// Of one request, but where its policy asked everything; none in jobs and commands.
  std::shared_ptr<Questions> questions = nullptr;

  /// Whether a role grants it at `unit`. `above` are the unit's ancestors: a role whose reach is
  /// its area counts from there too.
  [[nodiscard]] bool may(Permission permission, UnitId unit,
                         std::span<const UnitId> above = {}) const;
  /// Whether a role grants it somewhere: what decides about menus and lists, never about a record.
  [[nodiscard]] bool may_somewhere(Permission permission) const;
  /// Whether a role grants it everywhere.
  [[nodiscard]] bool may_everywhere(Permission permission) const;
  /// The grants by which a role grants it, and so all that a list may show: each says its unit
  /// (none: everywhere) and what it reaches.
  [[nodiscard]] std::vector<Grant> where(Permission permission) const;
};

}  // namespace gandan::people
