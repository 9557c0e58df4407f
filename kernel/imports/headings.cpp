#include "kernel/imports/headings.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <stdexcept>

#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::imports {
namespace {

/// What a terminal may show of a heading that a stranger wrote.
std::string on_one_line(std::string_view column) {
  constexpr std::size_t longest = 200;  // code points
  const std::string words = text::clean(column);
  std::string line(text::shorten(words, longest));
  std::ranges::replace(line, '\n', ' ');
  return line;
}

}  // namespace

FieldNames::FieldNames(const Import& it, const std::map<std::string, std::string>& mapped)
    : it_(it) {
  for (const Column& column : it.columns)
    if (!column.vietnamese.empty())
      named_[csv::heading_key(column.vietnamese)] = {std::string(column.name), true};
  std::erase_if(named_, [&](const auto& each) {
    return std::ranges::any_of(mapped, [&](const auto& one) {
      return stands_for(one.first) == stands_for(each.second.field);
    });
  });
  for (const Column& column : it.columns)
    named_[csv::heading_key(column.name)] = {std::string(column.name)};
  // Another name is the file's own word for a field, so mapping that takes it away.
  for (const Column& column : it.columns)
    if (mapped.contains(std::string(column.same_as))) named_.erase(csv::heading_key(column.name));
  for (const auto& [field, column] : mapped) named_.erase(csv::heading_key(field));
  for (const auto& [field, column] : mapped) named_[csv::heading_key(column)] = {field};
}

const Named* FieldNames::of(std::string_view column) const {
  const auto at = named_.find(csv::heading_key(column));
  return at == named_.end() ? nullptr : &at->second;
}

std::string_view FieldNames::stands_for(std::string_view field) const {
  const Column* column = it_.column(field);
  return column != nullptr && !column->same_as.empty() ? column->same_as : field;
}

std::vector<std::optional<std::string>> meant_by(const FieldNames& names, const csv::Row& heading) {
  std::set<std::string_view> own;
  for (const std::string& column : heading)
    if (const Named* named = names.of(column); named != nullptr && !named->is_vietnamese)
      own.insert(names.stands_for(named->field));
  std::vector<std::optional<std::string>> fields;
  for (const std::string& column : heading) {
    const Named* named = names.of(column);
    const bool is_field =
        named != nullptr && !(named->is_vietnamese && own.contains(names.stands_for(named->field)));
    fields.push_back(is_field ? std::optional(named->field) : std::nullopt);
  }
  return fields;
}

std::vector<std::optional<std::string>> fields_of(const FieldNames& names, const std::string& file,
                                                  const csv::Row& heading) {
  auto fields = meant_by(names, heading);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i] && !seen.insert(*fields[i]).second)
      throw std::runtime_error(file + ": two columns are '" + on_one_line(heading[i]) + "'");
  return fields;
}

void note_unused(std::set<std::string>& unused, std::string_view column) {
  constexpr std::size_t most_named = 100;
  if (unused.size() < most_named && !text::is_blank(column)) unused.insert(on_one_line(column));
}

bool numbers_columns(const csv::Row& cells) {
  if (cells.size() < 3) return false;
  int last = 0;
  for (const std::string& typed : cells) {
    std::string cell = text::clean(typed);
    if (cell.starts_with("(") && cell.ends_with(")")) cell = cell.substr(1, cell.size() - 2);
    int number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    const bool is_whole = error == std::errc() && end == cell.data() + cell.size();
    if (!is_whole || number <= last || number > 99 || (last == 0 && number != 1)) return false;
    last = number;
  }
  return true;
}

}  // namespace gandan::imports
