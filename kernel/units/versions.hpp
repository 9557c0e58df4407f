// Makes versions of areas and the successions between them from lists of units at given days and
// from old-to-new maps. Pure: no database.
#pragma once
#include <string>
#include <vector>

#include "kernel/units/names.hpp"
#include "kernel/units/units.hpp"

namespace gandan::units {

/// A day on which the whole structure changed: codes are used anew, so no unit but a province lives
/// on.
struct Era {
  Date begins;
  std::string basis;
};

/// One line of a list: the unit existed under this name on that day.
struct Listed {
  Date date;
  Level level = Level::commune;
  std::string code;
  std::string name;  ///< in full
  std::string
      parent;  ///< code of the unit above, of the level above that it had then; "" for provinces
};

/// One line of a map: what an old unit became on that day.
struct Mapped {
  Date date;
  Level old_level = Level::commune;
  std::string old_code, old_name;
  std::string new_code, new_name, new_province;
  std::int64_t position =
      0;  ///< its place among the lines of the same old unit: the first is the main one
};

/// An area from one day to another.
struct Version {
  UnitId id;
  Level level = Level::commune;
  AreaType type = AreaType::none;
  std::string code, name;
  std::string parent_code;
  std::optional<UnitId> parent;
  std::string district, province;  ///< codes of what it lies in
  Date valid_from;
  std::optional<Date> valid_to;
  std::vector<std::string> spellings;    ///< other full names seen for the same thing
  std::vector<std::string> other_codes;  ///< codes that other sources use for it
};

enum class SuccessionKind : std::int64_t { merge = 1, split = 2, rename = 3, abolish = 4 };

struct Succession {
  UnitId old_unit, new_unit;
  Date date;
  SuccessionKind kind = SuccessionKind::merge;
  double share = 1;
  bool is_main = true;
  std::string basis;
};

struct History {
  std::vector<Version> versions;
  std::vector<Succession> successions;
  std::vector<std::string> warnings;  ///< lines that fit nothing, for the operator
};

/// The identifier of an area: the same for the same facts, whatever was imported before.
[[nodiscard]] UnitId area_id(Level level, std::string_view code, std::string_view name,
                             std::string_view parent_code, Date era, int occurrence = 0);

/// `provinces` are the versions known from the reference; lists add only provinces that it lacks.
/// `eras` in order. Lists and maps in any order.
[[nodiscard]] History make_history(const std::vector<Era>& eras, std::vector<Version> provinces,
                                   std::vector<Listed> lists, std::vector<Mapped> maps);

}  // namespace gandan::units
