#include "kernel/exports/export.hpp"

#include <boost/json/value.hpp>
#include <set>
#include <sstream>
#include <stdexcept>

#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"

namespace gandan::exports {
namespace {

/// Rows of the longest texts with the longest answers still come to a few megabytes only: what a
/// reader who stops reading makes the server hold.
constexpr int rows_at_once = 25;

void require(bool holds, std::string_view name, const char* what) {
  if (!holds) throw std::logic_error("the export " + std::string(name) + ": " + what);
}

std::string csv_of(const std::vector<Row>& rows, bool is_first, const Export& it) {
  std::ostringstream out;
  csv::Writer writer(out, {.byte_order_mark = is_first});
  if (is_first) {
    Row headings;
    for (const Column& column : it.columns) headings.emplace_back(column.name);
    writer.row(headings);
  }
  for (const Row& row : rows) writer.row(row);
  return out.str();
}

std::string json_lines_of(const std::vector<Row>& rows, const Export& it) {
  std::string lines;
  for (const Row& row : rows) {
    boost::json::object object;
    for (std::size_t i = 0; i < row.size(); ++i) {
      boost::json::value& value = object[it.columns[i].name];
      if (!row[i].empty()) value = row[i];
    }
    lines += json::serialize(object) + "\n";
  }
  return lines;
}

}  // namespace

void check(std::span<const Export> exports) {
  std::set<std::string_view> names;
  for (const Export& it : exports) {
    require(names.insert(it.name).second, it.name, "stands twice");
    require(*it.title != '\0' && *it.about != '\0' && it.read && !it.columns.empty(), it.name,
            "is not whole");
    std::set<std::string_view> columns;
    for (const Column& column : it.columns) {
      require(columns.insert(column.name).second, it.name, "two columns have one name");
      require(*column.meaning != '\0', it.name, "a column has no meaning");
      require((column.form == Form::name) == !column.values.empty(), it.name,
              "names are listed where there are names");
    }
  }
}

std::optional<Format> parse_format(std::string_view name) {
  for (Format format : {Format::csv, Format::json_lines})
    if (name_of(format) == name) return format;
  return std::nullopt;
}

std::string_view name_of(Format format) {
  return format == Format::csv ? "csv" : "jsonl";
}

bool Pieces::next(std::string& piece) {
  const auto directory = names_();
  const Batch batch = database_->read(
      [&](db::Tx& tx) { return export_.read(tx, *directory, after_, rows_at_once); });
  for (const Row& row : batch.rows)
    require(row.size() == export_.columns.size(), export_.name, "a row has other columns");
  piece += format_ == Format::csv ? csv_of(batch.rows, !is_begun_, export_)
                                  : json_lines_of(batch.rows, export_);
  is_begun_ = true;
  after_ = batch.next;
  return after_.has_value();
}

void write_all(const Export& it, Format format, db::Database& database, const Names& names,
               const Write& write) {
  Pieces pieces(it, format, database, names);
  for (bool more = true; more;) {
    std::string piece;
    more = pieces.next(piece);
    write(piece);
  }
}

}  // namespace gandan::exports
