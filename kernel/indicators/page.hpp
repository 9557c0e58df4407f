// The report as a page: the form, the figures, charts with the table beside them; every figure
// opens the records behind it.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/indicators/report.hpp"
#include "kernel/pages/charts.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/http/app.hpp"

namespace gandan::indicators {

/// A figure of the table; no address where its records cannot be listed.
struct TableCell {
  std::int64_t value = 0;
  std::string href;
  std::string words;  ///< instead of the value
};
struct TableLine {
  std::string label;
  std::vector<TableCell> cells;
};

struct ReportPage {
  pages::PageFrame frame;
  std::string action = {};  ///< where the form leads; none: there is no form
  std::string heading = {}, note = {};
  pages::Field from = {}, to = {}, as_of = {}, unit = {}, by = {};
  std::vector<pages::Option> by_options = {};
  std::vector<pages::FieldError> errors = {};
  std::vector<pages::Figure> figures = {};
  std::string breakdown = {};  ///< heading of the part below
  std::optional<pages::ColumnChart> columns = {};
  std::optional<pages::BarChart> bars = {};
  std::optional<pages::TileMap> map = {};
  std::vector<std::string> headings = {};  ///< of the table's columns, the first of the labels
  std::vector<TableLine> lines = {};
  std::string json_href = {}, csv_href = {};
  std::string open_data_href = {};     ///< of the records themselves; may be empty
  const Counting* counting = nullptr;  ///< prints what is the context's own
};
inline void print_note(html::Out& out, const ReportPage& page) {
  page.counting->print_note(out);
}
inline void print_more(html::Out& out, const ReportPage& page) {
  page.counting->print_more(out);
}

/// What the report says, in the words of its reader.
void fill(const Report& report, ReportPage& page);

/// GET /reports/{subject}?from=&to=&as_of=&unit=&by=, of each by its name, as a page, or with
/// &format=json|csv. What is wrong with them is told (422). `directory` is asked for once a
/// request.
void add_report_pages(http::App& app, db::Database& database, const Clock& clock,
                      const std::function<std::shared_ptr<const units::Directory>()>& directory,
                      std::vector<Subject> subjects);

}  // namespace gandan::indicators
