#include <algorithm>
#include <cmath>
#include <pugixml.hpp>

#include "lib/documents/archive.hpp"
#include "lib/documents/docx_parts.hpp"
#include "lib/documents/layout.hpp"
#include "lib/documents/write.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::documents {
namespace {

using pugi::xml_node;

/// Word counts in twentieths of a point.
long long twips(double length) {
  return std::llround(length * 20);
}
long long half_points(double size) {
  return std::llround(size * 2);
}

void set_value(xml_node node, const char* name, const char* value) {
  node.append_child(name).append_attribute("w:val") = value;
}
void set_value(xml_node node, const char* name, long long value) {
  node.append_child(name).append_attribute("w:val") = value;
}

const char* name_of(Align align) {
  switch (align) {
    case Align::justify:
      return "both";
    case Align::left:
      return "left";
    case Align::centre:
      return "center";
    case Align::right:
      return "right";
  }
  return "left";
}

void add_words(xml_node run, std::string_view words) {
  std::size_t at = 0;
  for (bool is_first = true; is_first || at <= words.size(); is_first = false) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    if (!is_first) run.append_child("w:br");
    xml_node text = run.append_child("w:t");
    text.append_attribute("xml:space") = "preserve";
    text.text().set(std::string(words.substr(at, end - at)).c_str());
    if (end == words.size()) return;
    at = end + 1;
  }
}

void add_run(xml_node paragraph, const Run& run, double size) {
  const std::string words = text::clean(run.words);
  if (words.empty()) return;
  xml_node node = paragraph.append_child("w:r");
  xml_node look = node.append_child("w:rPr");
  if (run.bold) look.append_child("w:b");
  if (run.italic) look.append_child("w:i");
  set_value(look, "w:sz", half_points(size));
  set_value(look, "w:szCs", half_points(size));
  add_words(node, words);
}

/// Properties of a paragraph stand in the order that the schema wants.
xml_node add_paragraph(xml_node to, const Lines& lines) {
  xml_node paragraph = to.append_child("w:p");
  xml_node look = paragraph.append_child("w:pPr");
  if (lines.role == Role::title) set_value(look, "w:pStyle", "Title");
  if (lines.role == Role::heading)
    set_value(look, "w:pStyle", ("Heading" + std::to_string(lines.heading)).c_str());
  if (lines.keeps_next) look.append_child("w:keepNext");
  xml_node spacing = look.append_child("w:spacing");
  spacing.append_attribute("w:before") = twips(lines.before);
  spacing.append_attribute("w:after") = twips(lines.after);
  spacing.append_attribute("w:line") = std::llround(lines.spacing * 240);
  spacing.append_attribute("w:lineRule") = "auto";
  xml_node indent = look.append_child("w:ind");
  indent.append_attribute("w:left") = twips(lines.left);
  indent.append_attribute("w:right") = twips(lines.right);
  if (lines.first >= 0)
    indent.append_attribute("w:firstLine") = twips(lines.first);
  else
    indent.append_attribute("w:hanging") = twips(-lines.first);
  set_value(look, "w:jc", name_of(lines.align));
  xml_node mark = look.append_child("w:rPr");  // the height of an empty one
  set_value(mark, "w:sz", half_points(lines.size));
  set_value(mark, "w:szCs", half_points(lines.size));
  for (const Run& run : lines.text) add_run(paragraph, run, lines.size);
  return paragraph;
}

/// An empty paragraph with a line at its foot, between indents.
void add_rule(xml_node to, const Rule& rule, double width) {
  xml_node look = to.append_child("w:p").append_child("w:pPr");
  xml_node line = look.append_child("w:pBdr").append_child("w:bottom");
  line.append_attribute("w:val") = "single";
  line.append_attribute("w:sz") = 5;
  line.append_attribute("w:space") = 0;
  line.append_attribute("w:color") = "000000";
  xml_node spacing = look.append_child("w:spacing");
  spacing.append_attribute("w:before") = 0;
  spacing.append_attribute("w:after") = twips(rule.after);
  spacing.append_attribute("w:line") = twips(rule_height);
  spacing.append_attribute("w:lineRule") = "exact";
  xml_node indent = look.append_child("w:ind");
  indent.append_attribute("w:left") = twips((width - rule.length) / 2);
  indent.append_attribute("w:right") = twips((width - rule.length) / 2);
  set_value(look.append_child("w:rPr"), "w:sz", 4);
}

/// Points up to the right margin.
void add_dots(xml_node to, const Dots& dots, double width) {
  for (int line = 0; line < std::max(1, dots.blank.lines); ++line) {
    Lines lines{.text = line == 0 ? plain(dots.blank.label + " ") : Text{},
                .align = Align::left,
                .after = line + 1 == dots.blank.lines ? 2.0 : 0.0,
                .spacing = body_spacing};
    xml_node paragraph = add_paragraph(to, lines);
    xml_node look = paragraph.child("w:pPr");
    xml_node tab =
        look.insert_child_before("w:tabs", look.child("w:spacing")).append_child("w:tab");
    tab.append_attribute("w:val") = "right";
    tab.append_attribute("w:leader") = "dot";
    tab.append_attribute("w:pos") = twips(width);
    xml_node run = paragraph.append_child("w:r");
    set_value(run.append_child("w:rPr"), "w:sz", half_points(body_size));
    run.append_child("w:tab");
  }
}

void add_part(xml_node to, const Part& part, double width) {
  if (const auto* lines = std::get_if<Lines>(&part))
    add_paragraph(to, *lines);
  else if (const auto* rule = std::get_if<Rule>(&part))
    add_rule(to, *rule, width);
  else
    add_dots(to, std::get<Dots>(part), width);
}

void set_edges(xml_node properties, const char* kind) {
  xml_node edges = properties.append_child("w:tblBorders");
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
    xml_node edge = edges.append_child(side);
    edge.append_attribute("w:val") = kind;
    edge.append_attribute("w:sz") = 5;
    edge.append_attribute("w:space") = 0;
    edge.append_attribute("w:color") = "000000";
  }
}

/// A table as wide as the text, its columns as wide as they are told.
xml_node add_table(xml_node to, const std::vector<double>& widths, bool has_edges,
                   const std::string& about = {}) {
  xml_node table = to.append_child("w:tbl");
  xml_node look = table.append_child("w:tblPr");
  double sum = 0;
  for (double width : widths) sum += width;
  xml_node width = look.append_child("w:tblW");
  width.append_attribute("w:w") = twips(sum);
  width.append_attribute("w:type") = "dxa";
  xml_node indent = look.append_child("w:tblInd");
  indent.append_attribute("w:w") = 0;
  indent.append_attribute("w:type") = "dxa";
  set_edges(look, has_edges ? "single" : "nil");
  look.append_child("w:tblLayout").append_attribute("w:type") = "fixed";
  xml_node margins = look.append_child("w:tblCellMar");
  for (const auto& [side, margin] : {std::pair("w:top", has_edges ? cell_room : 0.0),
                                     std::pair("w:left", has_edges ? cell_padding : 0.0),
                                     std::pair("w:bottom", has_edges ? cell_room : 0.0),
                                     std::pair("w:right", has_edges ? cell_padding : 0.0)}) {
    xml_node one = margins.append_child(side);
    one.append_attribute("w:w") = twips(margin);
    one.append_attribute("w:type") = "dxa";
  }
  if (!about.empty()) set_value(look, "w:tblDescription", text::clean(about).c_str());
  xml_node grid = table.append_child("w:tblGrid");
  for (double each : widths) grid.append_child("w:gridCol").append_attribute("w:w") = twips(each);
  return table;
}

xml_node add_cell(xml_node row, double width) {
  xml_node cell = row.append_child("w:tc");
  xml_node look = cell.append_child("w:tcPr");
  xml_node node = look.append_child("w:tcW");
  node.append_attribute("w:w") = twips(width);
  node.append_attribute("w:type") = "dxa";
  return cell;
}

void add_column(xml_node row, const std::vector<Part>& parts, double width) {
  xml_node cell = add_cell(row, width);
  for (const Part& part : parts) add_part(cell, part, width);
  if (parts.empty()) cell.append_child("w:p");  // no cell is without one
}

void add_columns(xml_node body, const Columns& columns, double width) {
  const double right = width - columns.left_width;
  xml_node row = add_table(body, {columns.left_width, right}, false).append_child("w:tr");
  row.append_child("w:trPr").append_child("w:cantSplit");
  add_column(row, columns.left, columns.left_width);
  add_column(row, columns.right, right);
}

/// A place in a row of a table, also one that a cell above reaches into.
struct Reach {
  int rows = 0;     ///< that it still reaches into
  int columns = 1;  ///< as wide as it
};

xml_node add_spanning_cell(xml_node row, const Grid& grid, std::size_t column, int columns,
                           const char* merged) {
  double width = 0;
  for (std::size_t i = column; i < column + static_cast<std::size_t>(columns); ++i)
    width += grid.widths[i];
  xml_node cell = add_cell(row, width);
  xml_node look = cell.child("w:tcPr");
  if (columns > 1) set_value(look, "w:gridSpan", columns);
  if (merged != nullptr) set_value(look, "w:vMerge", merged);
  return cell;
}

void add_row(xml_node table, const Grid& grid, const Row& cells, bool is_header,
             std::vector<Reach>& reaches) {
  xml_node row = table.append_child("w:tr");
  xml_node look = row.append_child("w:trPr");
  look.append_child("w:cantSplit");
  if (is_header) look.append_child("w:tblHeader");
  std::size_t column = 0;
  auto pass_reached = [&] {
    while (column < reaches.size() && reaches[column].rows > 0) {
      Reach& reach = reaches[column];
      --reach.rows;
      add_spanning_cell(row, grid, column, reach.columns, "continue").append_child("w:p");
      column += static_cast<std::size_t>(reach.columns);
    }
  };
  for (const Cell& cell : cells) {
    pass_reached();
    if (column >= reaches.size()) break;  // more cells than columns
    const int columns = std::clamp(cell.columns, 1, static_cast<int>(reaches.size() - column));
    reaches[column] = {std::max(1, cell.rows) - 1, columns};
    xml_node node =
        add_spanning_cell(row, grid, column, columns, cell.rows > 1 ? "restart" : nullptr);
    if (is_header) set_value(node.child("w:tcPr"), "w:vAlign", "center");
    add_paragraph(node, {.text = cell.text, .size = grid.table.size, .align = cell.align});
    column += static_cast<std::size_t>(columns);
  }
  pass_reached();
  for (; column < reaches.size(); ++column)
    add_spanning_cell(row, grid, column, 1, nullptr).append_child("w:p");
}

void add_grid(xml_node body, const Grid& grid) {
  xml_node table = add_table(body, grid.widths, true, grid.table.about);
  std::vector<Reach> reaches(grid.widths.size());
  for (const Row& row : grid.table.header) add_row(table, grid, row, true, reaches);
  for (const Row& row : grid.table.rows) add_row(table, grid, row, false, reaches);
  add_paragraph(body, {.text = {}, .size = after_paragraph / line_of_times});
}

/// Two tables beside each other without a paragraph between are one to Word.
void part_tables(xml_node body) {
  for (xml_node node = body.first_child(); node; node = node.next_sibling())
    if (std::string_view(node.name()) == "w:tbl" &&
        std::string_view(node.next_sibling().name()) == "w:tbl") {
      xml_node look = body.insert_child_after("w:p", node).append_child("w:pPr");
      xml_node spacing = look.append_child("w:spacing");
      spacing.append_attribute("w:before") = 0;
      spacing.append_attribute("w:after") = 0;
      spacing.append_attribute("w:line") = 20;
      spacing.append_attribute("w:lineRule") = "exact";
      set_value(look.append_child("w:rPr"), "w:sz", 2);
    }
}

void add_section(xml_node body, const Sheet& sheet, bool is_landscape) {
  xml_node section = body.append_child("w:sectPr");
  xml_node header = section.append_child("w:headerReference");
  header.append_attribute("w:type") = "default";
  header.append_attribute("r:id") = "rId2";
  xml_node size = section.append_child("w:pgSz");
  size.append_attribute("w:w") = twips(sheet.width);
  size.append_attribute("w:h") = twips(sheet.height);
  if (is_landscape) size.append_attribute("w:orient") = "landscape";
  xml_node margins = section.append_child("w:pgMar");
  margins.append_attribute("w:top") = twips(sheet.top);
  margins.append_attribute("w:right") = twips(sheet.right);
  margins.append_attribute("w:bottom") = twips(sheet.bottom);
  margins.append_attribute("w:left") = twips(sheet.left);
  margins.append_attribute("w:header") = twips(page_number_top);
  margins.append_attribute("w:footer") = twips(page_number_top);
  margins.append_attribute("w:gutter") = 0;
  section.append_child("w:titlePg");  // the first page has no number
}

std::string written(const pugi::xml_document& xml) {
  struct Writer : pugi::xml_writer {
    std::string bytes;
    void write(const void* data, std::size_t size) override {
      bytes.append(static_cast<const char*>(data), size);
    }
  } writer;
  xml.save(writer, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(writer.bytes);
}

std::string body_of(const Document& document) {
  const Laid laid = lay_out(document);
  const double width = laid.sheet.text_width();
  pugi::xml_document xml;
  xml_node root = xml.append_child("w:document");
  root.append_attribute("xmlns:w") = docx::main_namespace;
  root.append_attribute("xmlns:r") = docx::relations_namespace;
  xml_node body = root.append_child("w:body");
  for (const Piece& piece : laid.pieces) {
    if (const auto* columns = std::get_if<Columns>(&piece))
      add_columns(body, *columns, width);
    else if (const auto* grid = std::get_if<Grid>(&piece))
      add_grid(body, *grid);
    else if (const auto* lines = std::get_if<Lines>(&piece))
      add_paragraph(body, *lines);
    else if (const auto* rule = std::get_if<Rule>(&piece))
      add_rule(body, *rule, width);
    else
      add_dots(body, std::get<Dots>(piece), width);
  }
  part_tables(body);
  add_section(body, laid.sheet, document.landscape);
  return written(xml);
}

/// What is told of it in its properties.
std::string core_of(const Document& document) {
  pugi::xml_document xml;
  xml_node root = xml.append_child("cp:coreProperties");
  root.append_attribute("xmlns:cp") =
      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
  root.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
  root.append_child("dc:title").text().set(text::clean(title_of(document)).c_str());
  root.append_child("dc:creator").text().set(text::clean(document.body).c_str());
  root.append_child("dc:language").text().set("vi-VN");
  return written(xml);
}

}  // namespace

std::string to_docx(const Document& document) {
  return archive({{"[Content_Types].xml", docx::content_types},
                  {"_rels/.rels", docx::relations},
                  {"docProps/core.xml", core_of(document)},
                  {"word/document.xml", body_of(document)},
                  {"word/_rels/document.xml.rels", docx::document_relations},
                  {"word/styles.xml", docx::styles},
                  {"word/settings.xml", docx::settings},
                  {"word/header1.xml", docx::page_number}});
}

}  // namespace gandan::documents
