#include <algorithm>
#include <array>
#include <ostream>

#include "lib/csv/csv.hpp"

namespace gandan::csv {

namespace {

bool is_plain_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
  });
}

bool is_formula(std::string_view text) {
  // A mark that was there before counts too, so that taking one away gives back what was there.
  text.remove_prefix(std::min(text.find_first_not_of(" '"), text.size()));
  if (text.empty()) return false;
  constexpr std::array<std::string_view, 4> full_width{"＝", "＋", "－", "＠"};
  const bool begins_one =
      std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos ||
      std::any_of(full_width.begin(), full_width.end(),
                  [&](std::string_view sign) { return text.starts_with(sign); });
  return begins_one && !is_plain_number(text);
}

}  // namespace

std::string without_guard(std::string field) {
  if (field.starts_with('\'') && is_formula(std::string_view(field).substr(1))) field.erase(0, 1);
  return field;
}

Writer::Writer(std::ostream& out, WriteOptions options) : out_(out), options_(options) {
  if (options_.byte_order_mark) out_ << "\xEF\xBB\xBF";
}

void Writer::field(std::string_view text) {
  const bool guarded = options_.guard_formulas && is_formula(text);
  const std::array special{options_.delimiter, '"', '\r', '\n'};
  // A byte order mark of the text's own would be taken for the file's.
  if (text.find_first_of(std::string_view(special.data(), special.size())) ==
          std::string_view::npos &&
      !text.starts_with(' ') && !text.ends_with(' ') && !text.starts_with("\xEF\xBB\xBF")) {
    if (guarded) out_.put('\'');
    out_ << text;
    return;
  }
  out_.put('"');
  if (guarded) out_.put('\'');
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t quote = std::min(text.find('"', at), text.size());
    out_ << text.substr(at, quote - at);
    if (quote < text.size()) out_ << "\"\"";
    at = quote + 1;
  }
  out_.put('"');
}

void Writer::row(std::span<const std::string_view> fields) {
  // A row of one empty field must not look like a line without a character.
  if (fields.size() == 1 && fields[0].empty()) {
    out_ << "\"\"\r\n";
    return;
  }
  bool first = true;
  for (const std::string_view text : fields) {
    if (!first) out_.put(options_.delimiter);
    field(text);
    first = false;
  }
  out_ << "\r\n";
}

void Writer::row(const Row& fields) {
  const std::vector<std::string_view> views(fields.begin(), fields.end());
  row(std::span(views));
}

}  // namespace gandan::csv
