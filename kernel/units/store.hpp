// Writes units into the tables, touching only what differs.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <tuple>

#include "kernel/units/batch.hpp"
#include "kernel/units/versions.hpp"
#include "lib/db/db.hpp"

namespace gandan::units {

/// Rows of the tables that stand around `units`, in batches. The units themselves must be in their
/// table already. Call flush() at the end.
class Details {
 public:
  explicit Details(db::Tx& tx);

  /// Makes a name of a unit findable by find_unit.
  void name(UnitId unit, std::string_view name);
  void code(UnitId unit, std::string_view system, std::string_view code);
  /// Makes a spelling of an area findable by find_places.
  void place(const Version& version, std::string_view spelling);
  void flush();

 private:
  Batch codes_, names_, places_;
  std::set<std::tuple<UnitId, std::string, std::string>> placed_;
};

/// Enters or updates every version with its codes, names and places. Returns how many units
/// changed.
std::size_t store_versions(db::Tx& tx, const std::vector<Version>& versions);

/// Enters what is missing, changes what differs, drops what is no longer said of an old unit that
/// is named here. Returns how many rows.
std::size_t store_successions(db::Tx& tx, const std::vector<Succession>& successions);

/// Another name under which place search finds every version of a province or district.
void store_alias(db::Tx& tx, Level level, std::string_view code, std::string_view alias);

}  // namespace gandan::units
