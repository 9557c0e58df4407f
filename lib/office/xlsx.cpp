// SpreadsheetML: the cells of every sheet, by the values that were saved. No formula is counted.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <pugixml.hpp>

#include "lib/base/ascii.hpp"
#include "lib/office/number_formats.hpp"
#include "lib/office/parse.hpp"
#include "lib/office/references.hpp"
#include "lib/office/refused.hpp"
#include "lib/office/xml.hpp"

namespace gandan::office {
namespace {

/// Words with parts in several styles are one text; how a word is read aloud (rPh) is none of it.
std::string rich_text(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& each : node.children()) {
    if (is(each, "t")) text += text_in(each);
    if (!is(each, "r")) continue;
    for (const pugi::xml_node& part : each.children())
      if (is(part, "t")) text += text_in(part);
  }
  return text;
}

std::optional<double> decimal_of(std::string_view text) {
  double number = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return {};
  return number;
}

SheetKind kind_of(std::string_view relation) {
  if (relation == "chartsheet") return SheetKind::chart;
  if (relation == "dialogsheet") return SheetKind::dialog;
  return relation == "xlMacrosheet" || relation == "xlIntlMacrosheet" ? SheetKind::macro
                                                                      : SheetKind::worksheet;
}

class XlsxReader {
 public:
  XlsxReader(Package& package, const Limits& limits) : package_(package), limits_(limits) {
    out_.kind = Kind::xlsx;
  }

  void read(const std::string& main, const pugi::xml_node& root) {
    const std::vector<Relation> relations = package_.relations_of(main);
    out_.counts_from_1904 = flag_of(child_of(root, "workbookPr"), "date1904", false);
    if (const auto texts = target_of(relations, "sharedStrings")) read_texts(*texts);
    if (const auto styles = target_of(relations, "styles")) read_styles(*styles);
    for (const pugi::xml_node& each : child_of(root, "sheets").children())
      if (is(each, "sheet")) read_sheet(each, relations);
  }

  [[nodiscard]] Document take() { return std::move(out_); }

 private:
  void read_texts(const std::string& part) {
    std::string bytes = package_.part(part);
    pugi::xml_document document;
    parse_xml(document, bytes);
    for (const pugi::xml_node& each : document.document_element().children())
      if (is(each, "si")) texts_.push_back(rich_text(each));
  }

  void read_styles(const std::string& part) {
    std::string bytes = package_.part(part);
    pugi::xml_document document;
    parse_xml(document, bytes);
    const pugi::xml_node root = document.document_element();
    std::map<std::uint64_t, bool> own;
    for (const pugi::xml_node& each : child_of(root, "numFmts").children())
      if (const auto id = number_of(attribute_of(each, "numFmtId")))
        own[*id] = shows_date(attribute_of(each, "formatCode"));
    for (const pugi::xml_node& each : child_of(root, "cellXfs").children()) {
      if (!is(each, "xf")) continue;
      const std::uint64_t id = number_of(attribute_of(each, "numFmtId")).value_or(0);
      const auto found = own.find(id);
      shows_date_.push_back(found != own.end() ? found->second : shows_date(id));
    }
  }

  void read_sheet(const pugi::xml_node& node, const std::vector<Relation>& relations) {
    Sheet& sheet = out_.sheets.emplace_back();
    sheet.name = std::string(attribute_of(node, "name"));
    const std::string_view state = attribute_of(node, "state");
    sheet.is_hidden = state == "hidden" || state == "veryHidden";
    const std::string_view id = attribute_of(node, "id");
    const auto relation = std::find_if(relations.begin(), relations.end(),
                                       [id](const Relation& each) { return each.id == id; });
    if (relation == relations.end() || relation->target.empty()) refuse(Problem::damaged);
    sheet.kind = kind_of(relation->type);
    if (sheet.kind == SheetKind::chart) return;
    std::string bytes = package_.part(relation->target);
    pugi::xml_document document;
    parse_xml(document, bytes);
    read_rows(child_of(document.document_element(), "sheetData"), sheet);
    for (const pugi::xml_node& each :
         child_of(document.document_element(), "mergeCells").children())
      if (is(each, "mergeCell")) sheet.merged.emplace_back(attribute_of(each, "ref"));
    std::sort(sheet.merged.begin(), sheet.merged.end());
  }

  /// A row and a cell without a number of their own follow the one before.
  void read_rows(const pugi::xml_node& data, Sheet& sheet) {
    std::uint64_t next_row = 0;
    for (const pugi::xml_node& row : data.children()) {
      if (!is(row, "row")) continue;
      if (const auto number = number_of(attribute_of(row, "r"))) next_row = *number - 1;
      if (next_row >= most_rows) refuse(Problem::damaged);
      Place next{static_cast<std::uint32_t>(next_row), 0};
      for (const pugi::xml_node& cell : row.children()) {
        if (!is(cell, "c")) continue;
        if (has_attribute(cell, "r")) {
          const auto place = parse_place(attribute_of(cell, "r"));
          if (!place) refuse(Problem::damaged);
          next = *place;
        }
        if (next.column >= most_columns) refuse(Problem::damaged);
        read_cell(cell, next, sheet);
        ++next.column;
      }
      ++next_row;
    }
    in_order(sheet.cells);
  }

  void read_cell(const pugi::xml_node& node, Place at, Sheet& sheet) {
    if (++cells_ > limits_.cells) refuse(Problem::too_many_cells);
    SheetCell cell{.row = at.row, .column = at.column, .value = {}, .date = {}};
    if (!read_value(node, cell)) return;
    if (const auto* text = std::get_if<std::string>(&cell.value)) text_bytes_ += text->size();
    if (text_bytes_ > limits_.unpacked_bytes) refuse(Problem::unpacks_too_large);
    sheet.cells.push_back(std::move(cell));
  }

  /// Whether the cell holds anything.
  bool read_value(const pugi::xml_node& node, SheetCell& cell) const {
    const std::string_view type = attribute_of(node, "t");
    if (type == "inlineStr") {
      const pugi::xml_node text = child_of(node, "is");
      cell.value = rich_text(text);
      return !text.empty();
    }
    const pugi::xml_node holder = child_of(node, "v");
    if (!holder) return false;
    std::string text = text_in(holder);
    if (type == "str") {  // what a formula came to; nothing is nothing
      cell.value = std::move(text);
      return !std::get<std::string>(cell.value).empty();
    }
    const std::string_view value = without_spaces_around(text);
    if (value.empty()) return false;
    if (type == "s") {
      cell.value = shared_text(value);
    } else if (type == "b") {
      cell.value = value == "1" || value == "true";
    } else if (type == "d") {
      cell.value = cell.date = std::string(value);
    } else if (const auto number = type == "e" ? std::nullopt : decimal_of(value)) {
      cell.value = *number;
      if (is_date(node)) cell.date = date_of(*number, out_.counts_from_1904);
    } else {
      cell.value = std::string(value);
    }
    return true;
  }

  [[nodiscard]] const std::string& shared_text(std::string_view index) const {
    const auto at = number_of(index);
    if (!at || *at >= texts_.size()) refuse(Problem::damaged);
    return texts_[*at];
  }

  [[nodiscard]] bool is_date(const pugi::xml_node& cell) const {
    const auto style = number_of(attribute_of(cell, "s"));
    return style && *style < shows_date_.size() && shows_date_[*style];
  }

  /// Of two cells at one place the last counts.
  static void in_order(std::vector<SheetCell>& cells) {
    const auto place = [](const SheetCell& cell) { return Place{cell.row, cell.column}; };
    std::stable_sort(cells.begin(), cells.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    const auto first = std::unique(cells.rbegin(), cells.rend(), [&](const auto& a, const auto& b) {
      return place(a) == place(b);
    });
    cells.erase(cells.begin(), first.base());
  }

  Package& package_;
  const Limits& limits_;
  Document out_;
  std::vector<std::string> texts_;
  std::vector<bool> shows_date_;
  std::size_t cells_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace

Document parse_xlsx(Package& package, const std::string& main, const pugi::xml_node& root,
                    const Limits& limits) {
  XlsxReader reader(package, limits);
  reader.read(main, root);
  return reader.take();
}

}  // namespace gandan::office
