// The facts that the program ships, read from the tables in reference/.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "kernel/units/versions.hpp"

namespace gandan::units {

/// The days on which the whole structure changed.
[[nodiscard]] const std::vector<Era>& reference_eras();
/// Every province since 1 August 2008.
[[nodiscard]] std::vector<Version> reference_provinces();
/// What provinces became.
[[nodiscard]] std::vector<Succession> reference_successions();
/// The districts of Lạng Sơn until they ended, and its communes since.
[[nodiscard]] std::vector<Version> reference_areas();

struct FieldEntry {
  std::string code, name, name_en;
  std::vector<std::string> aliases;
  std::string keywords;  ///< separated by semicolons
};
[[nodiscard]] std::vector<FieldEntry> reference_fields();

/// A body with all that is known of it.
struct BodyEntry {
  UnitId id;
  Level level = Level::nation;
  std::string code, name;
  std::optional<UnitId> parent, area, became;
  Date valid_from;
  std::optional<Date> valid_to;
  std::vector<std::string> aliases, fields;  ///< fields by code
  std::string keywords;                      ///< separated by semicolons
};
/// Central bodies, and those of every province and of the communes of Lạng Sơn; a parent before its
/// parts.
[[nodiscard]] std::vector<BodyEntry> reference_bodies();

/// Other names of places: "tphcm" for Hồ Chí Minh.
struct PlaceAlias {
  std::string alias;
  Level level = Level::province;
  std::string code;
};
[[nodiscard]] std::vector<PlaceAlias> reference_place_aliases();

/// Changes whenever anything that the program ships changes.
[[nodiscard]] std::int64_t reference_checksum();

}  // namespace gandan::units
