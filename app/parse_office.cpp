// gandan parse office FILE: what lib/office reads in a file, for whoever wants to see it before an
// import, and for programs.
#include <boost/json.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/inert.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/json/json.hpp"
#include "lib/office/office.hpp"
#include "lib/office/references.hpp"

namespace gandan::app {
namespace {

using JsonArray = boost::json::array;
using JsonObject = boost::json::object;

std::string_view name_of(office::Beside where) {
  switch (where) {
    case office::Beside::header:
      return "header";
    case office::Beside::footer:
      return "footer";
    case office::Beside::footnote:
      return "footnote";
    case office::Beside::endnote:
      return "endnote";
    case office::Beside::comment:
      return "comment";
    case office::Beside::text_box:
      return "text_box";
  }
  return "";
}

std::string_view name_of(office::SheetKind kind) {
  switch (kind) {
    case office::SheetKind::worksheet:
      return "worksheet";
    case office::SheetKind::chart:
      return "chartsheet";
    case office::SheetKind::dialog:
      return "dialogsheet";
    case office::SheetKind::macro:
      return "macrosheet";
  }
  return "";
}

/// A cell with its own words; a content control's are told apart.
JsonArray cells_of(const office::TextTable& table) {
  JsonArray rows;
  for (const office::TextRow& row : table.rows) {
    if (row.in_control) continue;
    JsonArray cells;
    for (const office::TextCell& cell : row.cells)
      if (!cell.in_control) cells.emplace_back(cell.text);
    rows.emplace_back(std::move(cells));
  }
  return rows;
}

/// What plain rows of texts cannot say: where a cell is wide, goes on from above, or holds tables
/// or a content control. Rows and cells are counted from 0, as they are written.
class Particulars {
 public:
  void add(const office::TextTable& table, std::size_t number) {
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      for (std::size_t j = 0; j < table.rows[i].cells.size(); ++j) {
        const office::TextRow& row = table.rows[i];
        add(row.cells[j], row.in_control || row.cells[j].in_control,
            {{"table", number}, {"row", i}, {"cell", j}});
      }
  }

  [[nodiscard]] JsonArray take() { return std::move(cells_); }

  [[nodiscard]] static JsonArray whole(const std::vector<office::TextTable>& tables) {
    JsonArray out;
    for (const office::TextTable& each : tables) {
      JsonArray rows;
      for (const office::TextRow& row : each.rows) {
        JsonArray cells;
        for (const office::TextCell& cell : row.cells) cells.emplace_back(whole(cell));
        rows.emplace_back(std::move(cells));
      }
      out.emplace_back(std::move(rows));
    }
    return out;
  }

 private:
  static JsonObject whole(const office::TextCell& cell) {
    JsonObject out{{"text", cell.text}};
    if (cell.span > 1) out["span"] = cell.span;
    if (cell.merge != office::Merge::none)
      out["vmerge"] = cell.merge == office::Merge::first ? "restart" : "continue";
    if (!cell.control_text.empty()) out["control"] = cell.control_text;
    if (!cell.nested.empty()) out["nested"] = whole(cell.nested);
    return out;
  }

  void add(const office::TextCell& cell, bool in_control, JsonObject place) {
    JsonObject about = whole(cell);
    if (about.size() == 1 && !in_control) return;
    if (in_control) about["in_control"] = true;
    for (auto& [key, value] : place) about[key] = std::move(value);
    cells_.emplace_back(std::move(about));
  }

  JsonArray cells_;
};

JsonObject json_of(const office::Sheet& sheet) {
  JsonObject cells, dates;
  for (const office::SheetCell& cell : sheet.cells) {
    const std::string at = office::name_of({cell.row, cell.column});
    std::visit([&](const auto& value) { cells[at] = value; }, cell.value);
    if (!cell.date.empty()) dates[at] = cell.date;
  }
  return {
      {"name", sheet.name},        {"kind", name_of(sheet.kind)},
      {"hidden", sheet.is_hidden}, {"cells", std::move(cells)},
      {"dates", std::move(dates)}, {"merged", JsonArray(sheet.merged.begin(), sheet.merged.end())}};
}

JsonObject json_of(const office::Document& document) {
  JsonArray paragraphs, tables, sheets, controls, beside;
  Particulars particulars;
  for (const office::Paragraph& each : document.paragraphs)
    (each.in_control ? controls : paragraphs).emplace_back(each.text);
  std::vector<office::TextTable> tables_in_controls;
  for (const office::TextTable& each : document.tables) {
    if (each.in_control) {
      tables_in_controls.push_back(each);
      continue;
    }
    particulars.add(each, tables.size());
    tables.emplace_back(cells_of(each));
  }
  for (const office::Sheet& each : document.sheets) sheets.emplace_back(json_of(each));
  for (const office::Aside& each : document.asides)
    beside.emplace_back(JsonObject{{"where", name_of(each.where)}, {"text", each.text}});
  JsonObject out{{"paragraphs", std::move(paragraphs)},
                 {"tables", std::move(tables)},
                 {"sheets", std::move(sheets)}};
  if (document.kind == office::Kind::docx) {
    out["cell_details"] = particulars.take();
    out["controls"] = JsonObject{{"paragraphs", std::move(controls)},
                                 {"tables", Particulars::whole(tables_in_controls)}};
    out["beside"] = std::move(beside);
  }
  if (document.kind == office::Kind::xlsx) out["date1904"] = document.counts_from_1904;
  if (document.kind == office::Kind::pdf) out["pages"] = document.pages;
  return out;
}

void print_table(const office::Table& table, std::size_t number, const i18n::Locale& locale) {
  const std::string named =
      table.name.empty() ? locale.tr(N_("Table {number}"),
                                     {{"number", locale.number(static_cast<std::int64_t>(number))}})
                         : locale.tr(N_("Sheet {name}"), {{"name", table.name}});
  std::cout << "\n" << inert(named) << "\n";
  for (const auto& row : table.rows) {
    std::string line;
    for (const std::string& cell : row) line += (line.empty() ? "" : " | ") + cell;
    std::cout << "  " << inert(line) << "\n";
  }
}

void print(const office::Document& document, const std::vector<office::Table>& tables,
           const i18n::Locale& locale) {
  for (const office::Paragraph& each : document.paragraphs) std::cout << inert(each.text) << "\n";
  for (std::size_t i = 0; i < tables.size(); ++i) print_table(tables[i], i + 1, locale);
  if (!document.asides.empty()) std::cout << "\n" << locale.tr(N_("Beside the text")) << "\n";
  for (const office::Aside& each : document.asides) std::cout << "  " << inert(each.text) << "\n";
}

int parse_office(const cli::Arguments& arguments) {
  if (arguments.positional().size() != 1) throw cli::UsageError("one file at a time");
  const i18n::Locale* locale = i18n::find_locale(arguments.get("lang", "en"));
  if (locale == nullptr) throw cli::UsageError("--lang is not a language of this program");
  const auto said = [&](office::Problem problem) {
    return arguments.positional()[0] + ": " + std::string(locale->tr(office::in_words(problem)));
  };
  const auto document = office::read_file(arguments.positional()[0]);
  if (!document) throw std::runtime_error(said(document.error()));
  if (arguments.has("json")) {
    std::cout << gandan::json::serialize(json_of(*document)) << "\n";
    return 0;
  }
  const auto tables = office::rows_of(*document);
  if (!tables) throw std::runtime_error(said(tables.error()));
  print(*document, *tables, *locale);
  return 0;
}

}  // namespace

cli::Command parse_office_command() {
  return {
      "parse office",
      "FILE",
      "Reads a DOCX, XLSX or PDF file as an import would: text, tables, cells. Needs no database.",
      {{"json", "", "all that was read, as JSON"},
       {"lang", "TAG", "language of what is said: vi or en (default)"}},
      parse_office};
}

}  // namespace gandan::app
