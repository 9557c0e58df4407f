// Writes a history of areas into the tables, touching only what differs.
#pragma once
#include <cstddef>

#include "kernel/units/versions.hpp"
#include "lib/db/db.hpp"

namespace gandan::units {

/// Enters or updates every version with its codes, names and places. Returns how many units
/// changed.
std::size_t store_versions(db::Tx& tx, const std::vector<Version>& versions);

/// Enters what is missing and changes what differs. Returns how many rows.
std::size_t store_successions(db::Tx& tx, const std::vector<Succession>& successions);

/// Makes names of a unit findable by find_unit.
void store_name(db::Tx& tx, UnitId unit, std::string_view name);
void store_code(db::Tx& tx, UnitId unit, std::string_view system, std::string_view code);

/// Another name under which place search finds every version of a province or district.
void store_alias(db::Tx& tx, Level level, std::string_view code, std::string_view alias);

}  // namespace gandan::units
