// The SELECTs of Committed::words, made of the columns that a context names.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace gandan::journal {

/// Several columns as one value that is read in one way only: each text with its length before it.
[[nodiscard]] std::string texts(std::initializer_list<std::string_view> columns);
/// Likewise numbers; nothing is written as "-".
[[nodiscard]] std::string numbers(std::initializer_list<std::string_view> columns);
/// One such value behind another.
[[nodiscard]] std::string both(std::string_view one, std::string_view other);
/// The name of a part of which a record has many, by what tells their rows apart: "name 17".
[[nodiscard]] std::string nth(std::string_view name,
                              std::initializer_list<std::string_view> columns);

struct RowPart {
  std::string name;   ///< in SQL: "'text'", or made by nth()
  std::string value;  ///< in SQL
  std::string_view condition = "1 = 1";
};

/// The parts that stand in the rows of one table, whose column `id` names the record.
[[nodiscard]] std::string parts_of_rows(std::string_view table, std::string_view id,
                                        std::initializer_list<RowPart> parts);

}  // namespace gandan::journal
