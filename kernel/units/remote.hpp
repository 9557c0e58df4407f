// Which areas are remote (vùng sâu, vùng xa), where the law gives longer limits.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/dates.hpp"

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
  std::vector<std::size_t>
      waiting;  ///< lines whose code no area has on that day, as far as is known
  std::vector<Rejected> rejected;
};
/// Reads CSV with the columns code (of an area on that day), from, to (may be empty) and basis (the
/// decision), and enters each area in the journal. A line whose code is not known yet is kept, and
/// counts once a list of units brings it. Safe to run again. Throws std::runtime_error where the
/// file cannot be read, has no such heading, or has one twice.
RemoteImport import_remote(db::Database& database, const Clock& clock, const std::string& file,
                           text::DateOrder order = text::DateOrder::day_first,
                           journal::Actor by = journal::Actor::system());

/// Finds the areas of all lines that were imported anew, after more is known of units. Returns how
/// many it marked.
int mark_remote_again(db::Tx& tx, const Clock& clock);

}  // namespace gandan::units
