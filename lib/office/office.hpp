// Reads what strangers send as DOCX, XLSX or PDF: its words, tables and cells. A process of its own
// reads, which can open nothing and reach nobody, within limits of time and memory.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/base/result.hpp"

namespace gandan::office {

enum class Kind : std::uint8_t { docx, xlsx, pdf };

/// What one file may take. Beyond any of them it is refused; nothing is read by half.
struct Limits {
  std::size_t file_bytes = 32u << 20;
  /// All parts that are read, unpacked.
  std::size_t unpacked_bytes = 64u << 20;
  /// A part above a mebibyte may be so many times as large as it is packed.
  std::size_t ratio = 250;
  /// Parts of the package, read or not.
  std::size_t entries = 10'000;
  /// Cells of all sheets and tables, empty ones too where they are written.
  std::size_t cells = 1'000'000;
  std::size_t pages = 2'000;
  /// Tables within tables, and elements around a text.
  std::size_t depth = 64;
  /// What the reading process may take beyond what this one has (not under the sanitizers).
  std::size_t memory_bytes = 1u << 30;
  /// By the clock on the wall.
  std::chrono::seconds time{20};
};

enum class Problem : std::uint8_t {
  unknown_format,     ///< none of the three
  old_word,           ///< .doc of Word 97 to 2003
  old_excel,          ///< .xls of Excel 97 to 2003
  old_office,         ///< another OLE container: .ppt, .msg, …
  open_document,      ///< .odt, .ods
  presentation,       ///< .pptx
  binary_workbook,    ///< .xlsb
  has_password,       ///< encrypted; an empty password does not open it
  damaged,            ///< a part is missing, not XML, or not what its place asks for
  declares_entities,  ///< a DOCTYPE, which no office program writes
  too_large,          ///< file_bytes
  unpacks_too_large,  ///< unpacked_bytes, ratio or entries: a bomb, or a very large book
  too_many_cells,
  too_many_pages,
  too_deep,
  took_too_long,
  needs_too_much_memory,
  reader_died,  ///< the process ended of itself: what it read was made to break it
};

/// A sentence for whoever sent the file, with what to do next: a msgid.
[[nodiscard]] const char* in_words(Problem problem);

/// Why a cell of a table in text stands where it does (w:vMerge).
enum class Merge : std::uint8_t {
  none,
  first,      ///< the cells beneath belong to it
  continued,  ///< belongs to the one above
};

struct TextTable;
/// As it is written: one cell of the file, however many columns it covers.
struct TextCell {
  std::string text;  ///< its paragraphs, a line each, without those of tables in it
  std::size_t span = 1;
  Merge merge = Merge::none;
  bool in_control = false;   ///< stands in a content control of the row
  std::string control_text;  ///< its paragraphs that stand in content controls, a line each
  std::vector<TextTable> nested;
};
struct TextRow {
  std::vector<TextCell> cells;
  std::size_t columns_before = 0;  ///< of the grid, in which the row has no cell
  bool in_control = false;         ///< stands in a content control of the table
};
struct TextTable {
  std::vector<TextRow> rows;
  bool in_control = false;
};

/// A paragraph of the body (DOCX), or a line (PDF).
struct Paragraph {
  std::string text;
  /// It stands in a content control around whole paragraphs: something that was filled in.
  bool in_control = false;
};

/// What stands beside the body.
enum class Beside : std::uint8_t { header, footer, footnote, endnote, comment, text_box };
struct Aside {
  Beside where;
  std::string text;
};

struct SheetCell {
  std::uint32_t row = 0, column = 0;  ///< from 0
  /// As the file holds it; of a formula, what it came to when the file was saved. An error is its
  /// text: "#N/A".
  std::variant<std::string, double, bool> value;
  /// Where the cell is shown as a date or a time: 2026-07-01T00:00:00, or 08:30:00. Else empty.
  std::string date;
};
enum class SheetKind : std::uint8_t { worksheet, chart, dialog, macro };
struct Sheet {
  std::string name;
  SheetKind kind = SheetKind::worksheet;
  bool is_hidden = false;
  std::vector<SheetCell> cells;     ///< by rows, then columns; each place once
  std::vector<std::string> merged;  ///< "B2:C3", in the order of letters
};

struct Document {
  Kind kind{};
  std::vector<Paragraph> paragraphs;
  std::vector<TextTable> tables;  ///< those of the body; tables in tables lie in their cells
  std::vector<Aside> asides;
  std::vector<Sheet> sheets;
  bool counts_from_1904 = false;
  std::size_t pages = 0;  ///< PDF
};

/// Throws std::system_error where no process can be made.
[[nodiscard]] Result<Document, Problem> read(std::string_view bytes, const Limits& limits = {});
/// The same of a file, of which no more is read than may be. Throws std::runtime_error where it
/// cannot be read.
[[nodiscard]] Result<Document, Problem> read_file(const std::string& file,
                                                  const Limits& limits = {});

/// The first pages of a PDF as grey pictures (PGM) of 200 dots an inch, or as many as a page of
/// eight million has: what a scan shows. Throws as read() does.
[[nodiscard]] Result<std::vector<std::string>, Problem> draw_pages(std::string_view bytes,
                                                                   std::size_t most_pages,
                                                                   const Limits& limits = {});

/// All words, for search: body, tables, sheets and what stands beside them.
[[nodiscard]] std::string text_of(const Document& document);

/// A table as an import takes it.
struct Table {
  std::string name;  ///< of the sheet; empty for a table in a text
  std::vector<std::vector<std::string>> rows;
};
/// Every table of a text and every sheet that is shown and has cells, with rows of one length. A
/// merged cell says its text in all places that it covers. Numbers are written plainly (0.25, 12),
/// days as 2026-07-01, times of a day as 2026-07-01 08:30:00, truth as TRUE and FALSE, escapes of a
/// sheet's texts (_x000D_) as the characters they mean. Empty rows at the end are left out.
/// Merged cells may say a text very often: where the tables would hold more than `most_cells`,
/// too_many_cells; where they would say more than `most_bytes`, unpacks_too_large.
[[nodiscard]] Result<std::vector<Table>, Problem> rows_of(const Document& document,
                                                          std::size_t most_cells = 2'000'000,
                                                          std::size_t most_bytes = 128u << 20);

}  // namespace gandan::office
