// Reads and writes comma-separated values (RFC 4180) and what spreadsheets call by that name.
// Streams: memory is one buffer and one row, whatever the size of the file.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::csv {

using Row = std::vector<std::string>;

struct ReadOptions {
  /// 0 finds it in the first rows: a comma, a semicolon or a tab, whichever splits them most
  /// evenly.
  char delimiter = 0;
  /// Bytes that one row may hold: a quote that is never closed must not swallow the memory.
  std::size_t max_row = 16u << 20;
};

enum class Read {
  row,
  end,
  unclosed_quote,  ///< the file ended inside a quoted field; `row` holds what there was
  row_too_large,   ///< beyond ReadOptions::max_row; nothing more can be read
};

/// Pulls one row after another. Line ends are CRLF, LF or CR; a byte order mark is skipped; a first
/// line "sep=;", as Excel writes it, names the delimiter; lines without a character are skipped; a
/// quote inside an unquoted field is an ordinary character.
class Reader {
 public:
  /// `input` must outlive the reader.
  explicit Reader(std::istream& input, ReadOptions options = {});
  /// Reads `text`, which must outlive the reader.
  explicit Reader(std::string_view text, ReadOptions options = {});

  [[nodiscard]] Read next(Row& row);

  /// The line, from 1, on which the last row began.
  [[nodiscard]] std::size_t line() const { return row_line_; }
  [[nodiscard]] char delimiter() const { return options_.delimiter; }

 private:
  [[nodiscard]] bool fill();
  [[nodiscard]] int peek();
  [[nodiscard]] bool read_quoted(std::string& field);
  void read_plain(std::string& field);
  void end_line();
  void begin();
  void take_separator_line();

  std::istream* input_ = nullptr;
  ReadOptions options_;
  std::vector<char> buffer_;
  std::string_view rest_;  // what of the buffer, or of the text, is still to be read
  std::size_t line_ = 1;
  std::size_t row_line_ = 0;
  std::size_t row_size_ = 0;
};

/// A heading as it is compared: without marks, case, and what is neither letter nor digit.
[[nodiscard]] std::string heading_key(std::string_view name);

/// The first row of a file: finds columns by name, as heading_key sees them.
class Header {
 public:
  explicit Header(const Row& names);
  /// The first of that name.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// The first of `wanted` that two columns have: nobody can say which of them is meant.
  [[nodiscard]] std::optional<std::string_view> doubled(
      std::span<const std::string_view> wanted) const;

 private:
  std::vector<std::string> names_;
};

struct WriteOptions {
  char delimiter = ',';
  /// Begins with a byte order mark, without which Excel misreads Vietnamese.
  bool byte_order_mark = false;
  /// Puts ' before a field that a spreadsheet would run as a formula (it begins with = + - @, one
  /// of these in full width, a tab or a line end, perhaps behind spaces, and is not a plain
  /// number). Required for every export of what strangers wrote.
  bool guard_formulas = true;
};

/// The field without the ' that guard_formulas put before it.
[[nodiscard]] std::string without_guard(std::string field);

/// Writes rows ended by CRLF; quotes only where needed.
class Writer {
 public:
  /// `out` must outlive the writer.
  explicit Writer(std::ostream& out, WriteOptions options = {});

  void row(std::span<const std::string_view> fields);
  void row(std::initializer_list<std::string_view> fields) {
    row(std::span(fields.begin(), fields.size()));
  }
  void row(const Row& fields);

 private:
  void field(std::string_view text);

  std::ostream& out_;
  WriteOptions options_;
};

}  // namespace gandan::csv
