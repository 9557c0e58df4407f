// What others want of a document: all its words, and its tables as rows.
#include <algorithm>
#include <charconv>
#include <optional>

#include "lib/office/office.hpp"
#include "lib/office/references.hpp"
#include "lib/office/refused.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::office {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// _x000D_ in a sheet's text is the character of that number, and _x005F_ an underscore that begins
/// no such escape (ECMA-376, part 1, 22.9.2.19).
std::string unescaped(std::string_view text) {
  constexpr std::size_t length = 7;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view escape = text.substr(at, length);
    std::uint32_t point = 0;
    const bool is_whole =
        escape.size() == length && escape.starts_with("_x") && escape.back() == '_';
    const char* end = escape.data() + length - 1;
    if (is_whole && std::from_chars(escape.data() + 2, end, point, 16).ptr == end && point != 0 &&
        (point < 0xD800 || point >= 0xE000)) {
      text::append(out, static_cast<char32_t>(point));
      at += length;
    } else {
      out += text[at++];
    }
  }
  return out;
}

/// Without an exponent: what is written must be what an import reads.
std::string plain(double number) {
  char text[400];
  const auto end =
      std::to_chars(std::begin(text), std::end(text), number, std::chars_format::fixed);
  return {text, end.ptr};
}

std::string shown_date(std::string date) {
  constexpr std::string_view midnight = "T00:00:00";
  if (date.ends_with(midnight)) date.resize(date.size() - midnight.size());
  if (const std::size_t t = date.find('T'); t != std::string::npos) date[t] = ' ';
  return date;
}

std::string shown(const SheetCell& cell) {
  if (!cell.date.empty()) return shown_date(cell.date);
  if (const auto* text = std::get_if<std::string>(&cell.value)) return unescaped(*text);
  if (const auto* number = std::get_if<double>(&cell.value)) return plain(*number);
  return std::get<bool>(cell.value) ? "TRUE" : "FALSE";
}

std::string shown(const TextCell& cell) {
  const bool has_both = !cell.text.empty() && !cell.control_text.empty();
  return cell.text + (has_both ? "\n" : "") + cell.control_text;
}

void drop_empty_rows_at_end(Rows& rows) {
  const auto is_empty = [](const auto& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return cell.empty(); });
  };
  while (!rows.empty() && is_empty(rows.back())) rows.pop_back();
}

class RowsMaker {
 public:
  RowsMaker(std::size_t most_cells, std::size_t most_bytes)
      : cells_left_(most_cells), bytes_left_(most_bytes) {}

  void add(const TextTable& table) {
    const std::size_t at = tables_.size();
    tables_.emplace_back();
    Rows rows;
    std::size_t width = 0;
    for (const TextRow& row : table.rows) {
      rows.push_back(text_row(row, rows.empty() ? nullptr : &rows.back()));
      width = std::max(width, rows.back().size());
    }
    for (auto& row : rows) {
      take(width - row.size());
      row.resize(width);
    }
    drop_empty_rows_at_end(rows);
    tables_[at].rows = std::move(rows);
    for (const TextRow& row : table.rows)
      for (const TextCell& cell : row.cells)
        for (const TextTable& nested : cell.nested) add(nested);
  }

  void add(const Sheet& sheet) {
    std::uint32_t rows = 0, columns = 0;
    for (const SheetCell& cell : sheet.cells) {
      rows = std::max(rows, cell.row + 1);
      columns = std::max(columns, cell.column + 1);
    }
    if (rows == 0) return;
    take(std::size_t{rows} * columns);
    Table table{sheet.name, Rows(rows, std::vector<std::string>(columns))};
    for (const SheetCell& cell : sheet.cells) {
      std::string& said = table.rows[cell.row][cell.column];
      said = shown(cell);
      say(said.size());
    }
    for (const std::string& merged : sheet.merged)
      if (const auto area = parse_area(merged)) fill(table.rows, *area);
    drop_empty_rows_at_end(table.rows);
    tables_.push_back(std::move(table));
  }

  [[nodiscard]] std::vector<Table> tables() { return std::move(tables_); }

 private:
  void take(std::size_t cells) {
    if (cells > cells_left_) refuse(Problem::too_many_cells);
    cells_left_ -= cells;
  }

  void say(std::size_t bytes, std::size_t times = 1) {
    if (bytes > bytes_left_ / times) refuse(Problem::unpacks_too_large);
    bytes_left_ -= bytes * times;
  }

  std::vector<std::string> text_row(const TextRow& row, const std::vector<std::string>* above) {
    take(row.columns_before);
    std::vector<std::string> out(row.columns_before);
    for (const TextCell& cell : row.cells) {
      take(cell.span);
      for (std::size_t i = 0; i < cell.span; ++i) {
        const bool is_continued =
            cell.merge == Merge::continued && above != nullptr && out.size() < above->size();
        out.push_back(is_continued ? (*above)[out.size()] : shown(cell));
        say(out.back().size());
      }
    }
    return out;
  }

  /// Merged areas do not overlap in an honest file; in another, filling ends by the same limits.
  void fill(Rows& rows, const Area& area) {
    const auto last_row = std::min<std::size_t>(area.last.row + std::size_t{1}, rows.size());
    for (std::size_t i = area.first.row; i < last_row; ++i) {
      const auto last = std::min<std::size_t>(area.last.column + std::size_t{1}, rows[i].size());
      if (area.first.column >= last) return;
      take(last - area.first.column);
      say(rows[area.first.row][area.first.column].size(), last - area.first.column);
      for (std::size_t j = area.first.column; j < last; ++j)
        if (i != area.first.row || j != area.first.column)
          rows[i][j] = rows[area.first.row][area.first.column];
    }
  }

  std::vector<Table> tables_;
  std::size_t cells_left_, bytes_left_;
};

void add_line(std::string_view line, std::string& text) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

void add_words(const TextTable& table, std::string& text) {
  for (const TextRow& row : table.rows)
    for (const TextCell& cell : row.cells) {
      add_line(shown(cell), text);
      for (const TextTable& nested : cell.nested) add_words(nested, text);
    }
}

}  // namespace

Result<std::vector<Table>, Problem> rows_of(const Document& document, std::size_t most_cells,
                                            std::size_t most_bytes) {
  try {
    RowsMaker maker(most_cells, most_bytes);
    for (const TextTable& table : document.tables) maker.add(table);
    for (const Sheet& sheet : document.sheets)
      if (!sheet.is_hidden) maker.add(sheet);
    return maker.tables();
  } catch (const Refused& refused) {
    return fail(refused.problem);
  }
}

std::string text_of(const Document& document) {
  std::string text;
  for (const Paragraph& each : document.paragraphs) add_line(each.text, text);
  for (const TextTable& each : document.tables) add_words(each, text);
  for (const Sheet& sheet : document.sheets) {
    add_line(sheet.name, text);
    for (const SheetCell& cell : sheet.cells) add_line(shown(cell), text);
  }
  for (const Aside& each : document.asides) add_line(each.text, text);
  return text;
}

}  // namespace gandan::office
