// Which field of an import each heading of a file means.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/imports/import.hpp"
#include "lib/csv/csv.hpp"

namespace gandan::imports {

/// The field that a heading means, and whether it is the Vietnamese one, which programs do not
/// write: JSON has none.
struct Named {
  std::string field;
  bool is_vietnamese = false;
};

/// The fields of an import by the headings of a file, as these are compared: what each was mapped
/// to, else its own name, unless that field was mapped elsewhere. `it` outlives it.
class FieldNames {
 public:
  FieldNames(const Import& it, const std::map<std::string, std::string>& mapped);
  /// nullptr where it is no field.
  [[nodiscard]] const Named* of(std::string_view column) const;
  /// The field that it stands for.
  [[nodiscard]] std::string_view stands_for(std::string_view field) const;

 private:
  const Import& it_;
  std::unordered_map<std::string, Named> named_;
};

/// The field of each column; nothing where it is none. A heading in Vietnamese means its field
/// where no other column is that: "mã" beside "id" is something else.
[[nodiscard]] std::vector<std::optional<std::string>> meant_by(const FieldNames& names,
                                                               const csv::Row& heading);
/// The same. Throws std::runtime_error where two columns are one field.
[[nodiscard]] std::vector<std::optional<std::string>> fields_of(const FieldNames& names,
                                                                const std::string& file,
                                                                const csv::Row& heading);
/// Remembers a column that is no field, as it is named to an operator: on one line, shortened, and
/// of very many the first hundred.
void note_unused(std::set<std::string>& unused, std::string_view column);
/// Whether it numbers the columns, "1, 2, 3 …" or "(1), (2) …", as printed forms do beneath their
/// headings; some of them may be left out.
[[nodiscard]] bool numbers_columns(const csv::Row& cells);

}  // namespace gandan::imports
