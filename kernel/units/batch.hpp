// Many rows by few statements: on PostgreSQL every statement is a journey, and reference data has
// tens of thousands of rows.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lib/db/query.hpp"

namespace gandan::units {

/// Gathers rows of one table and inserts them, fifty at a time, with one conflict clause. No two
/// rows of a batch may have the same key, unless the clause is "do nothing".
class Batch {
 public:
  /// `conflict` is what follows the values: "on conflict do nothing".
  Batch(db::Tx& tx, std::string_view table, std::vector<std::string_view> columns,
        std::string_view conflict);
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  /// One row, a value a column. Text is copied.
  void add(std::initializer_list<db::Value> row);
  /// Inserts what is left. To be called at the end.
  void flush();

 private:
  [[nodiscard]] std::string statement(std::size_t rows) const;
  void insert(std::size_t begin, std::size_t rows);

  db::Tx& tx_;
  std::string table_, conflict_;
  std::vector<std::string_view> columns_;
  std::string full_;
  std::vector<std::string> names_;
  std::vector<db::Kept> values_;
};

}  // namespace gandan::units
