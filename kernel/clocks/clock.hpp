// The clock of a record (thời hạn): the rule that it runs under, since when and until when, and
// whether it stands. Four columns of the record's own row, read and stored with it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/time.hpp"

namespace gandan::clocks {

/// A part of a context's row, in the order of `columns`.
struct Clock {
  std::string rule;  ///< of kernel/rules; empty where nothing limits it
  std::optional<Instant> started_at;
  std::optional<Instant> due_at;  ///< the last microsecond on which it is on time
  std::optional<Instant> stopped_at;

  /// Its last moment has passed: what is late already is neither stopped nor given more time.
  [[nodiscard]] bool has_run_out(Instant now) const { return due_at && *due_at < now; }
};

/// "p.clock_rule, p.clock_started_at, p.due_at, p.stopped_at", of a row `p`.
[[nodiscard]] std::string columns(std::string_view row);
namespace sql {
/// In an update; the parameters have the names of their columns.
inline constexpr std::string_view assigned =
    "clock_rule = :clock_rule, clock_started_at = :clock_started_at, due_at = :due_at, "
    "stopped_at = :stopped_at";
/// Ends a select of a walk by the last day (recount.hpp).
inline constexpr std::string_view walked =
    " and due_at >= :due and (due_at > :due or id > :id) order by due_at, id limit :limit";
}  // namespace sql

}  // namespace gandan::clocks
