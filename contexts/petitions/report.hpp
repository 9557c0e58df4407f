// The report on petitions: computed from the records, as of any day, each figure with the filter
// that opens it.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/listing.hpp"
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
};

/// What was received, and how it stood. received = answered + pending + withdrawn =
/// on_time + overdue.
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
  bool suppressed = false;  ///< no rows: they would have told who
};

[[nodiscard]] Report report(db::Tx& tx, const Clock& clock, const ReportQuery& query,
                            const units::Directory& directory, const i18n::Locale& locale);
/// So few records of a confidential kind could tell who sent them, or against whom.
inline constexpr std::int64_t smallest_cell = 5;
/// For readers who may not see what is not public: where a report by kind has fewer complaints or
/// denunciations than smallest_cell, the two become one row; where they are fewer together, the
/// kinds are not told apart at all.
void suppress_small_cells(Report& report, const i18n::Locale& locale);
/// {"received":…,…,"records":{"received":"/petitions?…",…},"by":"field","rows":[{"key":…,"label":…,…,
/// "records":{…}}],"previous":{…}}
[[nodiscard]] std::string to_json(const Report& report, const units::Directory& directory);

}  // namespace gandan::petitions
