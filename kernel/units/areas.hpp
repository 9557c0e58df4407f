// Lists of areas as of a day, and which of them are remote.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// The areas of a level that exist on a day, by code; with `parent`, those directly in it.
[[nodiscard]] std::vector<Unit> list_areas(db::Tx& tx, Level level, Date day,
                                           std::optional<UnitId> parent = {});

struct AreaCounts {
  std::int64_t provinces = 0, districts = 0, communes = 0;
  bool operator==(const AreaCounts&) const = default;
};
/// How many exist on a day.
[[nodiscard]] AreaCounts count_areas(db::Tx& tx, Date day);

/// Says that travel is hard in an area and all that lies in it (vùng sâu, vùng xa) from a day on,
/// on the ground of a decision. Said again for the same day, it replaces what was said.
void mark_remote(db::Tx& tx, UnitId area, Date from, std::optional<Date> to,
                 std::string_view basis);

}  // namespace gandan::units
