// The report as a page: every figure opens the records behind it.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/figures/report.hpp"
#include "kernel/pages/charts.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"

namespace gandan::petitions {

/// What a figure counts of a row, in a list's words.
struct Counted {
  std::optional<Verdict> verdict;
  std::optional<Outcome> outcome;
  std::optional<State> state;
};
/// Where the records behind a figure are, and how many it counts, for it counts what is not public
/// too; nothing where it counts none, or where none can be named.
[[nodiscard]] std::string records_href(const units::Directory& directory,
                                       std::optional<Filter> filter, std::int64_t n,
                                       const Counted& counted);

/// The columns of the table, as page and as CSV: after the label, one a figure.
inline constexpr std::array table_headings{
    N_("Name"),          N_("Received"),    N_("Answered"),    N_("Answered in time"),
    N_("Answered late"), N_("Overdue"),     N_("Not due yet"), N_("In time, of what fell due"),
    N_("Settled"),       N_("In progress"), N_("Scheduled"),   N_("Explained"),
    N_("Given back")};
struct TableCell {
  std::int64_t value = 0;
  Counted counted;
  bool is_rate = false;  ///< rate_in_words() instead of a number
};
[[nodiscard]] std::vector<TableCell> table_cells(const Figures& figures);

/// A figure of the table; no address where its records cannot be listed.
struct ReportCell {
  std::int64_t value = 0;
  std::string href;
  std::string words;  ///< instead of the value
};
struct ReportLine {
  std::string label;
  std::vector<ReportCell> cells;
};

/// What everybody may read of complaints and denunciations; every cell is words.
struct SealedTable {
  std::string note;     ///< what is told, and which periods and places can be had
  std::string nothing;  ///< why there are no lines
  std::vector<std::string> headings;
  struct Line {
    std::string label;
    std::vector<std::string> cells;
  };
  std::vector<Line> lines;
};

struct ReportPage {
  pages::PageFrame frame;
  std::string heading, note;
  bool with_form = true;
  pages::Field from, to, as_of, unit, by;
  std::vector<pages::Option> by_options;
  std::vector<pages::FieldError> errors;
  std::vector<pages::Figure> figures;
  std::string sealed_note;                 ///< what of complaints and denunciations is counted
  std::optional<pages::Link> sealed_more;  ///< where they are told of
  std::vector<pages::Link> sealed_own;     ///< where the reader's own are counted one by one
  std::string breakdown;                   ///< heading of the part below
  std::optional<pages::ColumnChart> columns;
  std::optional<pages::BarChart> bars;
  std::optional<pages::TileMap> map;
  std::vector<std::string> headings;  ///< of the table's columns, the first of the labels
  std::vector<ReportLine> lines;
  std::optional<SealedTable> sealed;
  std::string json_href, csv_href;
};

/// The whole page without menus: what `gandan report petitions --format html` writes.
[[nodiscard]] std::string report_html(const Report& report, const units::Directory& directory,
                                      const i18n::Locale& locale);

}  // namespace gandan::petitions
