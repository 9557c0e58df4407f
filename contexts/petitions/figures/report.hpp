// The report on petitions: computed from the records, as of any day, each figure with the filter
// that opens it.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/figures/standing.hpp"
#include "contexts/petitions/lists/listing.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

enum class By : std::uint8_t { none, kind, field, body, level, place, month };
[[nodiscard]] std::optional<By> parse_by(std::string_view text);
[[nodiscard]] std::string_view name(By by);

struct ReportQuery {
  Date from, to;  ///< day of receipt, both included
  Date as_of;     ///< how things stood at the end of that day, in the units of that day
  std::optional<UnitId> unit;  ///< what came from an area and its parts, or went to a body
  By by = By::none;
  SealedSight sealed = {};  ///< counted one by one besides proposals and reports
};

/// The first field that asks for a day that is not yet, "from" or "as_of"; nothing where none does.
/// How things will stand is told to nobody. Until when is not asked: nothing is received later.
[[nodiscard]] std::optional<std::string_view> day_ahead(std::optional<Date> from,
                                                        std::optional<Date> as_of, Date today);

inline constexpr const char* not_yet = N_("This day is not yet. Choose today or a day before it.");

/// What was received, and how it stood. received = answered + pending + withdrawn, pending =
/// pending_overdue + what is not due yet. Apart from that each has a verdict by its limit, as of
/// the day: received = on_time + overdue. How well limits are kept is said by standing() alone.
struct Figures {
  std::int64_t received = 0;
  std::int64_t distinct = 0;  ///< after de-duplication: a confirmed topic counts once
  std::int64_t answered = 0;  ///< answered or given back with the reason, by the day of the report
  std::int64_t pending = 0;
  std::int64_t on_time = 0;  ///< kept its limit, or may still keep it, or has none
  std::int64_t overdue = 0;  ///< answered or withdrawn after its limit, or open past it
  std::int64_t answered_on_time = 0;
  std::int64_t pending_overdue = 0;
  std::int64_t settled = 0, in_progress = 0, scheduled = 0, explained = 0;  ///< of the answered
  std::int64_t returned = 0, withdrawn = 0;

  [[nodiscard]] Standing standing() const {
    return {answered, answered_on_time, pending_overdue, pending - pending_overdue};
  }
  Figures& operator+=(const Figures& other);
  bool operator==(const Figures&) const = default;
};

struct ReportRow {
  std::string key;    ///< stable: a name, a code, "2026-07"
  std::string label;  ///< in the reader's language
  Figures figures;
  std::optional<Filter> filter;  ///< its records; none where several kinds stand together
};

struct Report {
  ReportQuery query;
  Filter filter;  ///< the records of the total
  Figures total;
  Figures previous;  ///< the period of the same length before
  std::vector<ReportRow> rows;
  std::optional<SealedStatement> sealed;  ///< by kind, of what is not counted one by one
};

[[nodiscard]] Report report(db::Tx& tx, const Clock& clock, const ReportQuery& query,
                            const units::Directory& directory, const i18n::Locale& locale);
/// {"received":…,…,"standing":{"answered":…,"on_time":…,"answered_late":…,"overdue":…,"not_due":…,
/// "rate":0.854 or null},"records":{"received":"/petitions?…",…},"kinds":["proposal","report"],
/// "by":"field","rows":[{"key":…,"label":…,…,"records":{…}}],"previous":{…}}; by kind also
/// "sealed":[{"quarter":"2026-Q3","complaint":{"at_least":10},"denunciation":{"fewer_than":5}}]
[[nodiscard]] std::string to_json(const Report& report, const units::Directory& directory);
/// The rows of the breakdown, and last the total, under headings in the reader's language.
[[nodiscard]] std::string to_csv(const Report& report, const i18n::Locale& locale);

}  // namespace gandan::petitions
