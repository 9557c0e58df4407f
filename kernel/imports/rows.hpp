// The rows of an import file, whatever its format: fields by the names that gandan uses.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "kernel/imports/import.hpp"
#include "lib/text/encoding.hpp"

namespace gandan::imports {

/// The field of a file of rejects that says which file a row came from.
inline constexpr std::string_view source_field = "source";

class Rows {
 public:
  virtual ~Rows() = default;
  /// The next row, or nothing at the end.
  [[nodiscard]] virtual std::optional<Row> next() = 0;
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
/// Headings and keys are compared by csv::heading_key; a heading may be the one in Vietnamese where
/// no other column is that field. Throws std::runtime_error where the file
/// cannot be read, the heading has no such column as is mapped, or two columns are one field.
[[nodiscard]] std::unique_ptr<Rows> open_rows(const Import& it, const std::string& file,
                                              const std::map<std::string, std::string>& columns);

}  // namespace gandan::imports
