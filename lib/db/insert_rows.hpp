// Inserts of many rows of one shape, 32 a statement: a statement of its own for each costs more
// than the row. PostgreSQL copies what is more than a few.
#pragma once
#include <array>
#include <iterator>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/db/copy_binary.hpp"
#include "lib/db/db.hpp"

namespace gandan::db {

/// A constant at namespace scope, as Sql:
///
///     const db::InsertRows insert_salts{"log_salts", {"subject_id", "subject_kind", "salt"}};
///     insert_salts.run(tx, records, [](const Record& it) {
///       return std::array{db::Value(it.id), db::Value(it.kind), db::Value(db::Bytes{it.salt})};
///     });
template <std::size_t N>
class InsertRows {
 public:
  static constexpr std::size_t rows_at_once = 32;
  static constexpr std::size_t rows_to_copy = 64;
  static constexpr std::size_t bytes_at_once = 1 << 16;

  InsertRows(std::string_view table, const std::string_view (&columns)[N])
      : names_(names_of(columns)),
        one_(text_of(table, columns, names_, 1).c_str()),
        many_(text_of(table, columns, names_, rows_at_once).c_str()),
        copy_("copy " + into(table, columns) + " from stdin with (format binary)") {}

  /// `values_of(row)` gives the N values in the order of the columns; what they borrow is the
  /// row's, not its own. A broken constraint is told as by Tx::run().
  template <std::ranges::forward_range Rows, class ValuesOf>
  void run(Tx& tx, Rows&& rows, ValuesOf&& values_of) const {
    auto left = static_cast<std::size_t>(std::ranges::distance(rows));
    if (left >= rows_to_copy && tx.engine() == Engine::postgresql) return copy(tx, rows, values_of);
    std::vector<Param> params;
    params.reserve(names_.size());
    for (const auto& row : rows) {
      const std::array<Value, N> values = values_of(row);
      for (const Value& value : values) params.push_back({names_[params.size()], value});
      // The rest, which is less than a statement of many, goes one by one.
      const bool is_full = params.size() == names_.size();
      if (is_full || left < rows_at_once) {
        send(tx, is_full ? many_ : one_, params);
        left -= params.size() / N;
        params.clear();
      }
    }
  }

 private:
  static std::vector<std::string> names_of(const std::string_view (&columns)[N]) {
    std::vector<std::string> names;
    for (std::size_t row = 0; row < rows_at_once; ++row)
      for (std::string_view column : columns)
        names.push_back(std::string(column) + "_" + std::to_string(row));
    return names;
  }
  /// "table (column, …)"
  static std::string into(std::string_view table, const std::string_view (&columns)[N]) {
    std::string text = std::string(table) + " (";
    for (std::size_t i = 0; i < N; ++i) text.append(i == 0 ? "" : ", ").append(columns[i]);
    return text + ")";
  }
  static std::string text_of(std::string_view table, const std::string_view (&columns)[N],
                             const std::vector<std::string>& names, std::size_t rows) {
    std::string text = "insert into " + into(table, columns) + " values ";
    for (std::size_t i = 0; i < rows * N; ++i) {
      if (i % N == 0) text += i == 0 ? "(" : ", (";
      text.append(i % N == 0 ? ":" : ", :").append(names[i]);
      if (i % N == N - 1) text += ")";
    }
    return text;
  }
  static void send(Tx& tx, const Sql& sql, const std::vector<Param>& params) {
    tx.post(sql, std::span<const Param>(params));
    ++tx.posted_;
  }
  template <class Rows, class ValuesOf>
  void copy(Tx& tx, Rows&& rows, ValuesOf&& values_of) const {
    auto row = std::ranges::begin(rows);
    tx.copy(copy_, [&](std::string& bytes) {
      for (; row != std::ranges::end(rows) && bytes.size() < bytes_at_once; ++row) {
        const std::array<Value, N> values = values_of(*row);
        add_copied_row(bytes, values);
      }
      return row != std::ranges::end(rows);
    });
    ++tx.posted_;
  }

  std::vector<std::string> names_;
  Sql one_, many_;
  std::string copy_;
};

}  // namespace gandan::db
