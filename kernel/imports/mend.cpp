#include "kernel/imports/mend.hpp"

#include "kernel/imports/rows.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::imports {
namespace {

/// What of the row legacy bytes may stand behind says together what they are; one field alone may
/// be a single word.
text::Guess encoding_of(const Row& row) {
  std::string sample;
  for (const auto& [name, value] : row.fields)
    if (text::may_be_legacy(value)) (sample += value) += '\n';
  return sample.empty() ? text::Guess{} : text::detect_encoding(sample);
}

/// Whether nothing is left of it once it is cleaned, but for spaces.
bool says_nothing(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const text::Decoded next = text::decode(value, at);
    at += next.size;
    const bool is_space = next.code_point < 0x80 &&
                          std::string_view(" \t\r\n").find(static_cast<char>(next.code_point)) !=
                              std::string_view::npos;
    if (!is_space && next.code_point != 0xFEFF && !text::is_forbidden(next.code_point))
      return false;
  }
  return true;
}

bool is_missing(const Column& column, const Row& row) {
  return column.required && says_nothing(row.get(column.name)) &&
         (column.or_else.empty() || says_nothing(row.get(column.or_else)));
}

}  // namespace

Row mended(const Row& row) {
  Row out = row;
  const text::Guess guess = encoding_of(row);
  if (guess.encoding == text::Encoding::utf8 || guess.encoding == text::Encoding::viqr) return out;
  if (guess.confidence >= text::sure) {
    out.reading = Reading::converted;
    for (auto& [name, value] : out.fields) value = text::to_utf8_if_better(value, guess.encoding);
  } else if (guess.confidence >= text::doubtful) {
    out.reading = Reading::doubtful;
  }
  return out;
}

std::optional<Refusal> refusal_of(const Import& it, const Row& row) {
  if (!row.error.empty()) return Refusal{row.error};
  for (const auto& [name, value] : row.fields)
    if (!text::is_valid_utf8(value)) return Refusal{name + ": not UTF-8"};
  for (const auto& [name, value] : row.fields) {
    const Column* column = it.column(name);
    const bool is_key = column != nullptr && (column->is_key || column->is_id);
    if (is_key && value.size() > longest_key) return Refusal{name + ": longer than 2,000 bytes"};
  }
  if (row.source.size() > longest_source) return Refusal{"source: longer than 500 bytes"};
  for (const Column& column : it.columns)
    if (is_missing(column, row)) return Refusal{std::string(column.name) + ": missing"};
  return std::nullopt;
}

}  // namespace gandan::imports
