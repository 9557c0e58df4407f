// What happens to the clocks of a context's records: they start, stand, go on, are given more time
// and come to their end. It is kept in three tables beside the context's own (README.md).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clocks/clock.hpp"
#include "kernel/ids/unit_id.hpp"
#include "kernel/rules/rules.hpp"
#include "lib/db/db.hpp"

namespace gandan::clocks {

/// The numbers are stored.
enum class PauseKind : std::uint8_t {
  question = 1,    ///< to whose record it is; the clock stands
  request = 2,     ///< the same, and the clock goes on
  suspension = 3,  ///< by decision; the clock stands
};
/// Questions and suspensions.
struct PauseRow {
  Instant stopped_at;
  std::optional<Instant> resumed_at;
  std::string question, reply;
  PauseKind kind = PauseKind::question;

  [[nodiscard]] bool stands() const { return kind != PauseKind::request; }
};
/// The question that nobody has replied to; nullptr where there is none.
[[nodiscard]] const PauseRow* open_question(const std::vector<PauseRow>& pauses);

/// More time, with its reason.
struct ExtensionRow {
  Instant granted_at;
  int value = 0;
  rules::LimitUnit unit = rules::LimitUnit::calendar_day;
  std::string reason;
  std::int64_t criteria = 0;  ///< of the context, a bit each
};
/// Those that the running clock was given.
[[nodiscard]] std::vector<ExtensionRow> granted_since(const Clock& clock,
                                                      std::vector<ExtensionRow> extensions);

/// A clock that has run to its end, with the last day that it had then: each stage is on time or
/// late by itself.
struct ClockRow {
  std::string rule;
  Instant started_at, ended_at;
  Instant entered_at;  ///< when a decision of an earlier day was entered
  std::optional<Instant> due_at;
};

/// Of which record the clock is, and what its limit rests on besides.
struct Case {
  std::int64_t id = 0;
  const rules::Rulebook& rules;
  bool remote = false;          ///< it is where travel is hard
  UnitId body = {};             ///< whose own, stricter rule goes before the law's
  bool takes_more_time = true;  ///< what was granted since its start was granted to it
};

/// The clocks of one context: a constant at namespace scope, since its statements are.
class Clocks {
 public:
  /// Of "petition" the tables are petition_pauses, petition_extensions and petition_clocks, and
  /// each has a column petition_id.
  explicit Clocks(std::string_view noun);

  /// When it is due, its pauses and extensions counted; nothing where the rule gives no day.
  [[nodiscard]] std::optional<rules::DueDate> due_of(db::Tx& tx, const Case& of,
                                                     const Clock& clock) const;
  /// Starts the clock of `rule` at `at` and forgets the pauses of the one before. An empty rule
  /// limits nothing, and nothing is due. False where the rule gives no day.
  [[nodiscard]] bool start(db::Tx& tx, const Case& of, Clock& clock, std::string_view rule,
                           Instant at) const;
  /// The clock runs under `rule` since it was started. False as in `start`.
  [[nodiscard]] bool change_rule(db::Tx& tx, const Case& of, Clock& clock,
                                 std::string_view rule) const;
  /// A question, or a decision to suspend: but for a request the clock stands from then on.
  void stop(db::Tx& tx, std::int64_t id, Clock& clock, const PauseRow& pause) const;
  /// The reply, or the decision to go on; the last day moves by the days that the clock stood.
  /// False as in `start`: then the clock has the day that it had.
  [[nodiscard]] bool resume(db::Tx& tx, const Case& of, Clock& clock, const PauseRow& pause,
                            Instant at, std::string_view reply = {}) const;
  /// Ends what stands open: the days of a question that nobody replied to do not count. Where the
  /// rule no longer gives a day, the one that it had stays.
  void end_pauses(db::Tx& tx, const Case& of, Clock& clock, Instant at) const;
  /// More time, by the same rule or a longer one. False as in `start`.
  [[nodiscard]] bool extend(db::Tx& tx, const Case& of, Clock& clock, std::string_view rule,
                            const ExtensionRow& more) const;
  /// Remembers the clock that has run until `at`, where one was started and limits something.
  void close(db::Tx& tx, std::int64_t id, const Clock& clock, Instant entered_at, Instant at) const;

  /// Oldest first.
  [[nodiscard]] std::vector<PauseRow> pauses(db::Tx& tx, std::int64_t id) const;
  [[nodiscard]] std::vector<ExtensionRow> extensions(db::Tx& tx, std::int64_t id) const;
  [[nodiscard]] std::vector<ClockRow> ended(db::Tx& tx, std::int64_t id) const;

 private:
  db::Sql select_pauses_, insert_pause_, end_pause_, select_extensions_, insert_extension_,
      select_ended_, insert_ended_;
};

}  // namespace gandan::clocks
