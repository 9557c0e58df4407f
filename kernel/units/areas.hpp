// Lists of areas as of a day.
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

}  // namespace gandan::units
