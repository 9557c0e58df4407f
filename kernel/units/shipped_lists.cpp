#include "kernel/units/shipped_lists.hpp"

#include <stdexcept>
#include <unordered_map>

#include "kernel/units/list_files.hpp"
#include "lib/csv/csv.hpp"

namespace gandan::units {

namespace {

constexpr std::string_view became = "became ";

std::string_view shipped_list(std::string_view name) {
  for (const EmbeddedFile& file : shipped::files())
    if (file.name == name) return file.bytes;
  throw std::logic_error("list " + std::string(name) + " is not built in");
}

/// The columns of a table: code, name, in, a day each, "became DAY", also.
struct Columns {
  std::vector<std::pair<std::size_t, Date>> days;
  std::size_t became = 0, also = 0;
  Date became_on;
};

Columns columns_of(const csv::Row& heading) {
  Columns columns;
  for (std::size_t i = 3; i < heading.size(); ++i) {
    const std::string_view name = heading[i];
    if (const auto day = Date::parse(name)) columns.days.push_back({i, *day});
    if (name == "also") columns.also = i;
    if (!name.starts_with(became)) continue;
    columns.became = i;
    columns.became_on = Date::parse(name.substr(became.size())).value();
  }
  return columns;
}

void read_table(std::string_view file, Lists& out) {
  csv::Reader reader(shipped_list(file), {.delimiter = ','});
  csv::Row row;
  if (reader.next(row) != csv::Read::row) throw std::logic_error(std::string(file) + " is empty");
  const Columns columns = columns_of(row);
  while (reader.next(row) == csv::Read::row) {
    const std::string &code = row.at(0), &name = row.at(1), &parent = row.at(2);
    const Level level = level_of(split_type(name).type, true).value();
    for (const auto& [at, day] : columns.days)
      if (!row.at(at).empty())
        out.listed.push_back(
            {.date = day, .level = level, .code = code, .name = name, .parent = parent});
    const std::string& also = row.at(columns.also);
    std::string_view codes = row.at(columns.became);
    for (std::int64_t position = 0; !codes.empty(); ++position) {
      const std::size_t end = std::min(codes.find(' '), codes.size());
      out.mapped.push_back({.date = columns.became_on,
                            .old_level = level,
                            .old_code = code,
                            .old_name = also.empty() ? name : also,
                            .new_code = std::string(codes.substr(0, end)),
                            .position = position});
      codes.remove_prefix(std::min(end + 1, codes.size()));
    }
  }
}

/// The table tells what an old unit became by code alone.
void name_what_they_became(Lists& lists) {
  std::unordered_map<std::string_view, const Listed*> by_code;
  for (const Listed& line : lists.listed)
    if (!lists.mapped.empty() && line.date == lists.mapped.front().date)
      by_code.emplace(line.code, &line);
  for (Mapped& line : lists.mapped) {
    const Listed& target = *by_code.at(line.new_code);
    line.new_name = target.name;
    line.new_province = target.parent;
  }
}

}  // namespace

Lists shipped_lists() {
  Lists lists;
  read_table("until_2025.csv", lists);
  read_table("since_2025.csv", lists);
  name_what_they_became(lists);
  return lists;
}

std::int64_t shipped_lists_version() {
  // It names each table with the checksum of its bytes.
  return stable_id(shipped_list("sources.csv"));
}

}  // namespace gandan::units
