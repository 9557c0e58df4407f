// Lists of areas as of a day, what one was made of, and which bodies serve it.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// The areas of a level that exist on a day, by code; with `parent`, those directly in it.
[[nodiscard]] std::vector<Unit> list_areas(db::Tx& tx, Level level, Date day,
                                           std::optional<UnitId> parent = {});

/// The areas of its own level that an area took over or was a part of, by name: what it was made
/// of.
[[nodiscard]] std::vector<Unit> areas_before(db::Tx& tx, const Unit& area);
/// Every body that serves an area or ever did, what is there longest first.
[[nodiscard]] std::vector<Unit> bodies_serving(db::Tx& tx, UnitId area);
/// The province, district or commune that an address names: "20" and "06184" as codes of the day,
/// "id123" any, also one that is no more; none where it names anything else.
[[nodiscard]] std::optional<Unit> area_of_address(db::Tx& tx, std::string_view code, Date day);

struct AreaCounts {
  std::int64_t provinces = 0, districts = 0, communes = 0;
  bool operator==(const AreaCounts&) const = default;
};
/// How many exist on a day.
[[nodiscard]] AreaCounts count_areas(db::Tx& tx, Date day);

}  // namespace gandan::units
