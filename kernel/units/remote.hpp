// Which areas are remote (vùng sâu, vùng xa), where the law gives longer limits.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "kernel/units/units.hpp"

namespace gandan::units {

/// Says that travel is hard in an area and all that lies in it from a day on, on the ground of a
/// decision. Said again for the same day, it replaces what was said. (units.hpp: is_remote)
void mark_remote(db::Tx& tx, UnitId area, Date from, std::optional<Date> to,
                 std::string_view basis);

struct RemoteImport {
  struct Rejected {
    std::size_t line = 0;  ///< from 1, the heading included
    std::string reason;
  };
  int areas = 0;
  std::vector<Rejected> rejected;
};
/// Reads CSV with the columns code (of an area on that day), from, to (may be empty) and basis (the
/// decision), and enters each row in the journal. Safe to run again. Throws std::runtime_error
/// where the file cannot be read or has no such heading.
RemoteImport import_remote(db::Database& database, const Clock& clock, const std::string& file,
                           journal::Actor by = journal::Actor::system());

}  // namespace gandan::units
