// The rules in force: limits and calendar as one immutable snapshot, looked up without a database,
// and the functions that load, edit and import them.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "kernel/rules/limit.hpp"
#include "lib/db/db.hpp"
#include "lib/text/dates.hpp"

namespace gandan::rules {

/// How a due date is asked for, besides the rule and the receipt.
struct Circumstances {
  bool remote =
      false;  ///< the place is one where travel is hard (vùng sâu, vùng xa đi lại khó khăn)
  UnitId body;  ///< whose own, stricter rule is to be preferred, if it has one
  std::vector<Pause> pauses;
  std::vector<Extension> extensions;
};

/// Limits and calendar at one moment. Immutable; share it freely between threads.
class Rulebook {
 public:
  Rulebook(std::vector<Limit> limits, std::vector<SpecialDay> days, std::int64_t version);

  [[nodiscard]] const Calendar& calendar() const { return calendar_; }
  [[nodiscard]] std::int64_t version() const { return version_; }
  /// Every row, by rule, body and date.
  [[nodiscard]] const std::vector<Limit>& limits() const { return limits_; }
  /// The row for something received on `date`: the body's own before the law's; nullptr where the
  /// rule had no value then.
  [[nodiscard]] const Limit* find(std::string_view rule, Date date, UnitId body = {}) const;
  /// Whether any row has this name.
  [[nodiscard]] bool knows(std::string_view rule) const;
  /// Counted forward from `received`; for a rule of kind notice backward from it, the event that
  /// the notice comes before.
  [[nodiscard]] Result<DueDate, DueError> due(std::string_view rule, Instant received,
                                              const Circumstances& circumstances = {}) const;

 private:
  std::vector<Limit> limits_;
  Calendar calendar_;
  std::int64_t version_;
};

/// Holds the present rulebook and replaces it when a row was edited, here or on another server.
class Rules {
 public:
  /// Loads from a migrated database, bringing it up to the reference first.
  Rules(db::Database& database, Ids& ids, const Clock& clock);
  ~Rules();

  [[nodiscard]] std::shared_ptr<const Rulebook> book() const;
  /// Reloads where the stored version is another: after an edit, and once a minute by a job.
  void refresh();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Brings the tables up to the reference shipped with this program. Limits and years that somebody
/// edited or imported stay as they are. Returns how many rows it changed; writes only if any. Once
/// the log vouches for them, each row that it changes has its entry ("rules.load").
int load_reference(db::Database& database, Ids& ids, const Clock& clock);
[[nodiscard]] Rulebook load_rulebook(db::Tx& tx);

// --- editing; each edit is in the journal -------------------------------------------------------

enum class EditError {
  rule_missing,  ///< a rule has a name: lower case letters, digits, "_" and "."
  value_out_of_range,
  dates_reversed,     ///< valid_to before valid_from
  overlaps,           ///< another row of the rule and body holds on one of these days
  basis_missing,      ///< no limit without its legal basis
  year_out_of_range,  ///< beyond the calendar
};

/// Adds the row, or replaces the one with its id.
[[nodiscard]] Result<LimitId, EditError> save_limit(db::Tx& tx, Ids& ids, const Clock& clock,
                                                    journal::Actor by, const Limit& limit);
/// Enters a day as off or worked, or with no kind leaves it to its weekday.
[[nodiscard]] Result<void, EditError> set_day(db::Tx& tx, const Clock& clock, journal::Actor by,
                                              Date date, std::optional<DayKind> kind,
                                              std::string_view name, std::string_view source);

struct CalendarDay {
  Date date;
  DayKind kind{};
  std::string name;
  std::string source;
  bool verified = false;
  bool operator==(const CalendarDay&) const = default;
};
[[nodiscard]] std::vector<CalendarDay> days_of_year(db::Tx& tx, int year);

// --- import -------------------------------------------------------------------------------------

struct RejectedLine {
  int line = 0;  ///< from 1, the heading included
  std::string text;
  std::string reason;
};
struct HolidayImport {
  int days = 0;
  std::vector<int> years;     ///< replaced as a whole; to the others days were added
  std::optional<Date> since;  ///< the first day that may be another than before
  int swaps_removed = 0;      ///< worked Saturdays of these years that the file does not have
  std::vector<RejectedLine> rejected;
};

/// Reads CSV with the columns date (30/04/2026 or 2026-04-30), name_en or name and, if there is
/// one, kind (off or worked). A year of which it lists at least half as many days off as are known
/// is replaced as a whole, so that a corrected file can be imported again; fewer days are added to
/// what is known. Throws std::runtime_error where the file cannot be read, has no such heading, or
/// has one twice.
HolidayImport import_holidays(db::Database& database, const Clock& clock, const std::string& file,
                              text::DateOrder order = text::DateOrder::day_first,
                              journal::Actor by = journal::Actor::system());

}  // namespace gandan::rules
