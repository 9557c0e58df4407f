// The rows of an import file, whatever its format: fields by the names that gandan uses.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "lib/text/encoding.hpp"

namespace gandan::petitions {

struct ImportRow {
  std::int64_t line = 0;  ///< from 1
  std::map<std::string, std::string, std::less<>> fields;
  std::string error;  ///< why the row could not be read at all; its raw text is then in "raw"

  /// The value, empty where the row has no such field.
  [[nodiscard]] std::string_view get(std::string_view field) const;
  [[nodiscard]] bool has(std::string_view field) const { return fields.contains(field); }
};

class ImportRows {
 public:
  virtual ~ImportRows() = default;
  /// The next row, or nothing at the end.
  [[nodiscard]] virtual std::optional<ImportRow> next() = 0;
  [[nodiscard]] virtual std::uint64_t bytes_read() = 0;
  /// What the whole file was in, if it was converted.
  [[nodiscard]] virtual text::Encoding encoding() const = 0;
  /// What parts the cells of a CSV file: rejects of it are written with the same.
  [[nodiscard]] virtual char delimiter() const { return ','; }
  /// Mapped columns that no row had so far.
  [[nodiscard]] virtual std::set<std::string> unseen() const { return {}; }
  /// Columns that are no field, as the file writes them: what they say is not taken.
  [[nodiscard]] virtual std::set<std::string> unused() const = 0;
};

/// Opens JSONL (each line an object) or CSV (with a heading), told apart by what is in it.
/// Headings and keys are compared by csv::heading_key. Throws std::runtime_error where the file
/// cannot be read, the heading has no such column as is mapped, or two columns are one field.
[[nodiscard]] std::unique_ptr<ImportRows> open_rows(
    const std::string& file, const std::map<std::string, std::string>& columns);

}  // namespace gandan::petitions
