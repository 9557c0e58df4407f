// The report as a page: what the figures say, the figures, and by tabs a chart with the table
// beside it; every figure opens the records behind it. And the page of all reports.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/indicators/drawing.hpp"
#include "kernel/indicators/report.hpp"
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
  std::string href;  ///< of the page of its unit
  std::vector<TableCell> cells;
};

struct ReportPage {
  pages::PageFrame frame;
  std::string action = {};  ///< where the form leads; none: there is no form
  std::string heading = {}, of_unit = {}, note = {};
  std::vector<std::string> sentences = {};
  pages::Field from = {}, to = {}, as_of = {}, unit = {}, by = {};
  std::vector<pages::Option> by_options = {};
  std::vector<std::string> unit_names = {};  ///< offered while one types
  std::vector<pages::FieldError> errors = {};
  std::string meant = {};  ///< above what the typed unit may mean
  std::vector<pages::Link> offers = {};
  std::vector<pages::Figure> figures = {};
  std::vector<pages::Tab> tabs = {};
  std::string breakdown = {};  ///< heading of the part below
  std::string sentence = {};   ///< what its chart shows most
  Drawing drawing = {};
  std::optional<pages::Link> out_of = {};  ///< from the communes of a province to all provinces
  std::vector<std::string> headings = {};  ///< of the table's columns, the first of the labels
  std::vector<TableLine> lines = {};
  std::size_t first_line = 0;  ///< of the rows, which stand in pages
  std::size_t most_lines = 0;  ///< in a page; 0: all
  pages::Pager pager = {};
  std::vector<pages::Link> downloads = {};
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
void fill(const Report& report, ReportPage& page, const WayInto& way_into = {});

/// An area of public listening on the page of all figures.
struct AreaPart {
  std::string title, href;
  std::vector<std::string> sentences;
  std::vector<pages::Figure> figures;
  std::vector<pages::Link> ways;  ///< its tabs
  struct Definition {
    std::string name, meaning;
  };
  std::vector<Definition> definitions;
};
struct OverviewPage {
  pages::PageFrame frame;
  std::string note;
  std::vector<AreaPart> areas;
};

/// GET /reports/{subject}?from=&to=&as_of=&unit=&by=&after=, of each by its name, as a page, or
/// with &format=json|csv|xlsx|svg. What is wrong with them is told (422). And GET /reports, this
/// year's figures of every subject. `directory` is asked for once a request.
void add_report_pages(http::App& app, db::Database& database, const Clock& clock,
                      const std::function<std::shared_ptr<const units::Directory>()>& directory,
                      std::vector<Subject> subjects);

}  // namespace gandan::indicators
