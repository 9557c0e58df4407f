#include "kernel/imports/rejects.hpp"

#include <algorithm>
#include <ostream>

#include "kernel/imports/rows.hpp"
#include "lib/csv/csv.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::imports {

bool Rejects::may_be_repeated(const Row& row) const {
  const bool tells_of_somebody = std::ranges::any_of(it_.columns, [&](const Column& column) {
    return column.personal && !text::is_blank(row.get(column.name));
  });
  if (!row.error.empty() || tells_of_somebody) return false;
  const bool is_text = std::ranges::all_of(
      row.fields, [](const auto& field) { return text::is_valid_utf8(field.second); });
  return is_text && it_.may_be_repeated(row);
}

std::string Rejects::cell_of(const Row& row, const Column& column) const {
  std::string_view value = row.get(column.name);
  if (value.empty() && row.has(column.name)) value = column.if_empty;
  for (const Column& other : it_.columns)
    if (value.empty() && other.same_as == column.name) value = row.get(other.name);
  return text::is_valid_utf8(value) ? std::string(value) : std::string();
}

void Rejects::write(const Row& row, const Refusal& refusal, std::string_view source,
                    char delimiter) {
  const bool is_first = !delimiter_;
  if (is_first) delimiter_ = delimiter;
  csv::Writer writer(out_, {.delimiter = *delimiter_, .byte_order_mark = is_first});
  csv::Row heading{"line", "reason", std::string(source_field)};
  const bool may_repeat = may_be_repeated(row);
  csv::Row cells{std::to_string(row.line), refusal.reason, std::string(source)};
  if (may_repeat && !refusal.value.empty()) cells[1] += ": " + refusal.value;
  for (const Column& column : it_.columns) {
    if (!column.same_as.empty()) continue;
    heading.emplace_back(column.name);
    cells.push_back(may_repeat || column.is_id ? cell_of(row, column) : std::string());
  }
  if (is_first) writer.row(heading);
  writer.row(cells);
}

}  // namespace gandan::imports
