// The published lists of units and the maps between them, as vn-admin-units holds them: a folder
// for each day ("2025-03-01_63-696-10035"), "mapping_DAY_to_DAY.csv" from old units to new.
#pragma once
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kernel/units/lists.hpp"
#include "lib/base/real_input.hpp"
#include "lib/csv/csv.hpp"

namespace gandan::units {

/// Its lists and maps; a half may hold lists without a map.
[[nodiscard]] inline std::vector<std::filesystem::path> published_lists() {
  return real_input::find("vn-admin-units", "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]_*");
}
[[nodiscard]] inline std::vector<std::filesystem::path> published_maps() {
  return real_input::find("vn-admin-units", "mapping_*_to_*.csv");
}

/// What a list or map says, as import reads it.
[[nodiscard]] inline Lists read_published(const std::filesystem::path& path) {
  Lists lists;
  for (const auto& file : csv_files({path})) read_list(file, lists);
  return lists;
}

/// An old unit of a map in words, with what it became: names by codes.
struct OldUnit {
  Level level = Level::commune;
  std::string ward, district, province;
  std::map<std::string, std::string> now;
};
/// The old units of a map by their codes; a district stands where it had no communes.
[[nodiscard]] inline std::map<std::string, OldUnit> old_units(const std::filesystem::path& map) {
  std::map<std::string, OldUnit> out;
  std::ifstream file(map);
  csv::Reader reader(file);
  csv::Row row;
  if (reader.next(row) != csv::Read::row) return out;
  const csv::Header header(row);
  while (reader.next(row) == csv::Read::row) {
    const auto cell = [&](std::string_view column) { return row[header.find(column).value()]; };
    const bool is_commune = !cell("old_ward").empty();
    OldUnit& old = out[cell(is_commune ? "old_ward" : "old_district")];
    old.level = is_commune ? Level::commune : Level::district;
    old.ward = cell("old_ward_name");
    old.district = cell("old_district_name");
    old.province = cell("old_province_name");
    old.now[cell("new_ward")] = cell("new_ward_name");
  }
  return out;
}
/// The days of "mapping_2025-06-30_to_2025-07-01.csv": the last of the old units, the first of the
/// new.
[[nodiscard]] inline std::pair<Date, Date> days_of(const std::filesystem::path& map) {
  const std::string name = map.stem().string();
  return {Date::parse(name.substr(name.find('_') + 1, 10)).value(),
          Date::parse(name.substr(name.rfind('_') + 1)).value()};
}

}  // namespace gandan::units
