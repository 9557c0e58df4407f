#include "contexts/petitions/intake/import_rejects.hpp"

#include <algorithm>
#include <ostream>

#include "contexts/petitions/intake/fields.hpp"
#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "lib/csv/csv.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

/// Whether everybody might read the row: of a complaint, a denunciation, and of what may be one or
/// identifies somebody, no word is written into another file.
bool may_be_repeated(const ImportRow& row) {
  const bool reaches_somebody =
      std::any_of(std::begin(form_fields), std::end(form_fields), [&](const FormField& field) {
        return field.member.is_contact() && !text::is_blank(row.get(field.name));
      });
  if (!row.error.empty() || reaches_somebody) return false;
  const std::string_view typed = row.get("kind");
  const auto kind = typed.empty() ? std::optional(Kind::proposal) : parse_kind(typed);
  if (!kind || is_confidential(*kind)) return false;
  return std::all_of(row.fields.begin(), row.fields.end(), [](const auto& field) {
    return text::is_valid_utf8(field.second) && !needs_a_look({field.second});
  });
}

/// A cell that says the same when it is read again, where an empty one says nothing.
std::string cell_of(const ImportRow& row, std::string_view field) {
  if (field == "source_id" && row.get(field).empty()) field = "id";
  if (field == "due" && row.has(field) && row.get(field).empty()) return "none";
  const std::string_view value = row.get(field);
  return text::is_valid_utf8(value) ? std::string(value) : std::string();
}

}  // namespace

void ImportRejects::write(const ImportRow& row, const ImportRefusal& refusal,
                          std::string_view source, char delimiter) {
  const bool is_first = !delimiter_;
  if (is_first) delimiter_ = delimiter;
  csv::Writer writer(out_, {.delimiter = *delimiter_, .byte_order_mark = is_first});
  csv::Row heading{"line", "reason", "source"};
  const bool may_repeat = may_be_repeated(row);
  csv::Row cells{std::to_string(row.line), refusal.reason, std::string(source)};
  if (may_repeat && !refusal.value.empty()) cells[1] += ": " + refusal.value;
  for (const std::string_view field : import_fields()) {
    if (field == "id") continue;  // the same as source_id
    heading.emplace_back(field);
    cells.push_back(may_repeat || field == "source_id" ? cell_of(row, field) : std::string());
  }
  if (is_first) writer.row(heading);
  writer.row(cells);
}

}  // namespace gandan::petitions
