// The one use case: a setting is set, or goes back to what is usual.
#pragma once
#include <optional>
#include <string_view>

#include "kernel/journal/journal.hpp"
#include "kernel/people/principal.hpp"
#include "kernel/settings/settings.hpp"
#include "kernel/units/units.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"

namespace gandan::settings {

enum class ChangeError {
  not_allowed,  ///< it takes the permission `operate`: at the unit, or everywhere
  of_no_unit,   ///< no unit may set it, or there is none of this number today
  no_number_within_bounds,
  no_line_so_short,
  neither_on_nor_off,
  no_telephone,
};

struct Change {
  const Declared& setting;
  UnitId unit = {};                       ///< none: for the installation
  std::optional<std::string_view> typed;  ///< none: as usual; of a unit: as above it
};

/// Sets it; Holder::refresh() makes it count. The journal takes numbers only: the value, of a text
/// its length in code points, the unit ("settings.change", on the row). Nothing where it was so
/// before.
[[nodiscard]] Result<void, ChangeError> change(db::Tx& tx, Ids& ids, const Clock& clock,
                                               const people::Principal& by, const Change& change);

/// The unit whose value may be set: it exists on that day.
[[nodiscard]] std::optional<units::Unit> find_settable(db::Tx& tx, UnitId unit, Date on);

}  // namespace gandan::settings
