#include "kernel/units/lists.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "lib/csv/csv.hpp"
#include "lib/text/utf8_file.hpp"

namespace gandan::units {

namespace {

/// The last "2025-07-01" in a name.
std::optional<Date> day_in(const std::string& name) {
  constexpr std::size_t size = 10;
  for (std::size_t at = name.size() < size ? 0 : name.size() - size + 1; at-- > 0;)
    if (const auto date = Date::parse(std::string_view(name).substr(at, size))) return date;
  return std::nullopt;
}

Date day_of(const std::filesystem::path& file) {
  const std::filesystem::path whole = std::filesystem::absolute(file).lexically_normal();
  for (auto at = whole; at.has_relative_path(); at = at.parent_path())
    if (const auto date = day_in(at.filename().string())) return *date;
  throw ListError(file.string() + ": no day (2025-07-01) in the name of the file or its folder");
}

/// All that lists and maps are read from.
constexpr std::array<std::string_view, 10> columns{
    "code",     "full_name",     "district_code",     "province_code", "old_ward",
    "new_ward", "old_ward_name", "old_district_name", "new_ward_name", "new_province"};

/// A file as rows whose cells are found by the name of their column.
class Table {
 public:
  explicit Table(const std::filesystem::path& file) : file_(file), input_(file), reader_(input_) {
    if (!input_.is_open()) throw ListError(file.string() + ": cannot be opened");
    csv::Row names;
    if (reader_.next(names) != csv::Read::row) throw ListError(file.string() + ": is empty");
    header_.emplace(names);
    if (auto column = header_->doubled(columns))
      throw ListError(file.string() + ": two columns are " + std::string(*column));
  }
  [[nodiscard]] bool has(std::string_view column) const {
    return header_->find(column).has_value();
  }
  [[nodiscard]] bool next() {
    const csv::Read result = reader_.next(row_);
    if (result == csv::Read::row || result == csv::Read::end) return result == csv::Read::row;
    throw ListError(file_.string() + ":" + std::to_string(reader_.line()) +
                    ": a quote is never closed");
  }
  [[nodiscard]] const std::string& cell(std::string_view column) const {
    const auto found = header_->find(column);
    if (!found || *found >= row_.size())
      throw ListError(file_.string() + ":" + std::to_string(reader_.line()) + ": no column " +
                      std::string(column));
    return row_[*found];
  }
  [[nodiscard]] std::string where() const {
    return file_.string() + ":" + std::to_string(reader_.line());
  }

 private:
  std::filesystem::path file_;
  text::Utf8File input_;
  csv::Reader reader_;
  std::optional<csv::Header> header_;
  csv::Row row_;
};

void read_units(Table& table, Date date, std::vector<Listed>& out) {
  const char* parent_column = table.has("district_code")   ? "district_code"
                              : table.has("province_code") ? "province_code"
                                                           : nullptr;
  while (table.next()) {
    const std::string& name = table.cell("full_name");
    const auto level = level_of(split_type(name).type, parent_column != nullptr);
    if (!level)
      throw ListError(table.where() + ": \"" + name + "\" does not begin with a kind of unit");
    out.push_back({.date = date,
                   .level = *level,
                   .code = table.cell("code"),
                   .name = name,
                   .parent = parent_column != nullptr ? table.cell(parent_column) : ""});
  }
}

void read_map(Table& table, Date date, std::vector<Mapped>& out) {
  std::map<std::string, std::int64_t> positions;
  while (table.next()) {
    const bool is_commune = !table.cell("old_ward").empty();
    Mapped line{.date = date,
                .old_level = is_commune ? Level::commune : Level::district,
                .old_code = table.cell(is_commune ? "old_ward" : "old_district"),
                .old_name = table.cell(is_commune ? "old_ward_name" : "old_district_name"),
                .new_code = table.cell("new_ward"),
                .new_name = table.cell("new_ward_name"),
                .new_province = table.cell("new_province")};
    if (line.new_code.empty()) throw ListError(table.where() + ": the unit it became is missing");
    line.position = positions[line.old_code]++;
    out.push_back(std::move(line));
  }
}

}  // namespace

std::vector<std::filesystem::path> csv_files(const std::vector<std::filesystem::path>& paths) {
  std::vector<std::filesystem::path> out;
  for (const auto& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      out.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.is_regular_file() && entry.path().extension() == ".csv")
        out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void read_list(const std::filesystem::path& file, Lists& out) {
  Table table(file);
  const Date date = day_of(file);
  if (table.has("old_ward") && table.has("new_ward")) return read_map(table, date, out.mapped);
  if (table.has("code") && table.has("full_name")) return read_units(table, date, out.listed);
  throw ListError(file.string() +
                  ": is neither a list of units (code, full_name) nor a map (old_ward, new_ward)");
}

}  // namespace gandan::units
