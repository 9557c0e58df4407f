// WordprocessingML: the body's paragraphs and tables as they are written, and what stands beside.
#include <algorithm>
#include <iterator>
#include <pugixml.hpp>
#include <utility>

#include "lib/office/parse.hpp"
#include "lib/office/refused.hpp"
#include "lib/office/xml.hpp"

namespace gandan::office {
namespace {

using pugi::xml_node;

/// What stands around content without being any: what was inserted counts, what was deleted (del,
/// moveFrom) does not.
bool is_wrapper(std::string_view name) {
  constexpr std::string_view all[] = {"customXml", "smartTag",  "ins", "moveTo",
                                      "hyperlink", "fldSimple", "dir", "bdo"};
  return std::find(std::begin(all), std::end(all), name) != std::end(all);
}

class DocxReader {
 public:
  explicit DocxReader(const Limits& limits) : limits_(limits) { out_.kind = Kind::docx; }

  void read_body(const xml_node& body) {
    walk(body, false, [this](const xml_node& node, bool in_control) {
      if (is(node, "p"))
        out_.paragraphs.push_back({paragraph(node), in_control});
      else if (is(node, "tbl"))
        out_.tables.push_back(table(node, in_control));
    });
  }

  void read_beside(const xml_node& root, Beside where) {
    const bool is_one = where == Beside::header || where == Beside::footer;
    if (is_one) return add_aside(root, where);
    for (const xml_node& each : root.children()) add_aside(each, where);
  }

  [[nodiscard]] Document take() { return std::move(out_); }

 private:
  /// One more element around a text, or table in a table; recursion ends here.
  class Deeper {
   public:
    explicit Deeper(DocxReader& reader) : depth_(reader.depth_) {
      if (depth_ >= reader.limits_.depth) refuse(Problem::too_deep);
      ++depth_;
    }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;

   private:
    std::size_t& depth_;
  };

  /// Calls `see(node, in_control)` with each child, and of those that only wrap, with theirs.
  template <class See>
  void walk(const xml_node& parent, bool in_control, const See& see) {
    const Deeper deeper(*this);
    for (const xml_node& child : parent.children()) {
      if (child.type() != pugi::node_element) continue;
      const std::string_view name = local_name(child);
      if (name == "sdt")
        walk(child_of(child, "sdtContent"), true, see);
      else if (name == "AlternateContent")
        walk(alternative_of(child), in_control, see);
      else if (is_wrapper(name))
        walk(child, in_control, see);
      else
        see(child, in_control);
    }
  }

  /// The same content is written twice, for newer and older programs.
  static xml_node alternative_of(const xml_node& node) {
    const xml_node choice = child_of(node, "Choice");
    return choice ? choice : child_of(node, "Fallback");
  }

  [[nodiscard]] std::string paragraph(const xml_node& node) {
    std::string text;
    add_inline(node, text);
    return text;
  }

  void add_inline(const xml_node& parent, std::string& text) {
    walk(parent, false, [&](const xml_node& node, bool) {
      const std::string_view name = local_name(node);
      if (name == "t")
        text += text_in(node);
      else if (name == "r" || name == "ruby" || name == "rubyBase")
        add_inline(node, text);
      else if (name == "tab" || name == "ptab")
        text += '\t';
      else if (name == "br" || name == "cr")
        text += '\n';
      else if (name == "noBreakHyphen")
        text += '-';
      else if (name == "drawing" || name == "pict" || name == "object")
        find_text_boxes(node);
    });
  }

  void find_text_boxes(const xml_node& parent) {
    walk(parent, false, [this](const xml_node& node, bool) {
      if (is(node, "txbxContent"))
        add_aside(node, Beside::text_box);
      else
        find_text_boxes(node);
    });
  }

  void add_aside(const xml_node& node, Beside where) {
    std::string text;
    add_lines(node, text);
    if (text.find_first_not_of(" \t\n") != std::string::npos)
      out_.asides.push_back({where, std::move(text)});
  }

  /// Every paragraph in it a line, also of tables and content controls.
  void add_lines(const xml_node& parent, std::string& text) {
    walk(parent, false, [&](const xml_node& node, bool) {
      const std::string_view name = local_name(node);
      if (name == "p")
        text += (text.empty() ? "" : "\n") + paragraph(node);
      else if (name == "tbl" || name == "tr" || name == "tc")
        add_lines(node, text);
    });
  }

  [[nodiscard]] TextTable table(const xml_node& node, bool in_control) {
    TextTable table{.rows = {}, .in_control = in_control};
    walk(node, false, [&](const xml_node& row, bool row_in_control) {
      if (is(row, "tr")) table.rows.push_back(table_row(row, row_in_control));
    });
    return table;
  }

  [[nodiscard]] TextRow table_row(const xml_node& node, bool in_control) {
    TextRow row{.cells = {}, .columns_before = 0, .in_control = in_control};
    const xml_node before = child_of(child_of(node, "trPr"), "gridBefore");
    row.columns_before = columns_of(before).value_or(0);
    walk(node, false, [&](const xml_node& cell, bool cell_in_control) {
      if (is(cell, "tc")) row.cells.push_back(table_cell(cell, cell_in_control));
    });
    return row;
  }

  /// Word has at most 63 columns.
  [[nodiscard]] static std::optional<std::size_t> columns_of(const xml_node& node) {
    constexpr std::uint64_t most = 1'000;
    const auto number = number_of(attribute_of(node, "val"));
    if (!number) return {};
    if (*number > most) refuse(Problem::damaged);
    return *number;
  }

  [[nodiscard]] TextCell table_cell(const xml_node& node, bool in_control) {
    if (++cells_ > limits_.cells) refuse(Problem::too_many_cells);
    TextCell cell;
    cell.in_control = in_control;
    const xml_node properties = child_of(node, "tcPr");
    cell.span = std::max<std::size_t>(columns_of(child_of(properties, "gridSpan")).value_or(1), 1);
    if (const xml_node merge = child_of(properties, "vMerge"))
      cell.merge = attribute_of(merge, "val") == "restart" ? Merge::first : Merge::continued;
    bool has_text = false, has_control_text = false;
    walk(node, false, [&](const xml_node& block, bool block_in_control) {
      if (is(block, "tbl")) cell.nested.push_back(table(block, block_in_control));
      if (!is(block, "p")) return;
      std::string& text = block_in_control ? cell.control_text : cell.text;
      bool& is_begun = block_in_control ? has_control_text : has_text;
      if (std::exchange(is_begun, true)) text += '\n';
      text += paragraph(block);
    });
    return cell;
  }

  const Limits& limits_;
  Document out_;
  std::size_t depth_ = 0;
  std::size_t cells_ = 0;
};

std::optional<Beside> beside_of(std::string_view relation) {
  if (relation == "header") return Beside::header;
  if (relation == "footer") return Beside::footer;
  if (relation == "footnotes") return Beside::footnote;
  if (relation == "endnotes") return Beside::endnote;
  if (relation == "comments") return Beside::comment;
  return {};
}

}  // namespace

Document parse_docx(Package& package, const std::string& main, const xml_node& root,
                    const Limits& limits) {
  DocxReader reader(limits);
  const xml_node body = child_of(root, "body");
  if (!body) refuse(Problem::damaged);
  reader.read_body(body);
  for (const Relation& each : package.relations_of(main)) {
    const auto where = beside_of(each.type);
    if (!where || each.target.empty()) continue;
    std::string bytes = package.part(each.target);
    pugi::xml_document document;
    parse_xml(document, bytes);
    reader.read_beside(document.document_element(), *where);
  }
  return reader.take();
}

}  // namespace gandan::office
