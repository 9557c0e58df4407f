// What lies in an officer's reach, as the condition of a list: so that a list holds only what its
// reader may read.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "kernel/people/principal.hpp"
#include "lib/db/query.hpp"

namespace gandan::people {

/// Units, told apart by their kind: a record is with a body, and comes from an area.
struct Within {
  bool everywhere = false;
  std::vector<UnitId> bodies = {}, areas = {};
};

/// How far a permission of the officer reaches, for a list: the question of a route `in_reach`.
[[nodiscard]] Within within_reach(db::Tx& tx, const Principal& officer, Permission permission);
/// The condition, behind a "where": that a record is with one of these bodies, by its column; it
/// holds of none where there is no body. The columns of areas are their context's to ask for.
void add_bodies(db::Query& query, const Within& within, std::string_view body);

/// For which unit an officer makes what is new: that of the first role by which they may. None
/// where they may nowhere, or only everywhere.
[[nodiscard]] std::optional<UnitId> unit_of_work(const Principal& officer, Permission permission);

}  // namespace gandan::people
