// Who changes a record, whether a role lets them, and the words that go with a change.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kernel/ids/unit_id.hpp"
#include "kernel/people/principal.hpp"
#include "lib/db/db.hpp"

namespace gandan::acts {

/// Who does it: what use cases and the journal ask of every change.
struct Act {
  enum class Who : std::uint8_t {
    resident,  ///< whose record it is, or who takes part in it: by a code or a key, not an account
    officer,
    system
  };
  Who who = Who::resident;
  const people::Principal* officer = nullptr;  ///< where `who` is officer; outlives the call

  [[nodiscard]] static Act by_resident() { return {}; }
  [[nodiscard]] static Act by(const people::Principal& officer) { return {Who::officer, &officer}; }
  /// The operator's own commands, and jobs: import, demonstration data, limits counted anew.
  [[nodiscard]] static Act by_system() { return {Who::system, nullptr}; }
};

/// Whether a role lets `act` do this at any of the units that a record has, or everywhere
/// (people::may_at). The system may do anything; a resident nothing that wants a permission: what
/// they may do with their own record is for its context to say.
[[nodiscard]] bool holds(db::Tx& tx, const Act& act, people::Permission permission,
                         std::span<const std::optional<UnitId>> where);

/// Who may read the words that go with a change. The numbers are stored.
enum class Readers : std::uint8_t {
  officers = 0,
  resident = 1,  ///< whose record it is, too
};
/// Words that go with a change. They may name people, so they are kept beside the journal.
struct Words {
  std::string_view text;
  Readers readers = Readers::resident;
};

}  // namespace gandan::acts
