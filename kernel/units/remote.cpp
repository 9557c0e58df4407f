#include "kernel/units/remote.hpp"

#include <fstream>
#include <stdexcept>

#include "lib/csv/csv.hpp"

namespace gandan::units {
namespace {

const db::Sql sql_put_remote(R"(
  insert into unit_remote (unit, valid_from, valid_to, basis) values (:unit, :from, :to, :basis)
  on conflict (unit, valid_from) do update set valid_to = excluded.valid_to, basis = excluded.basis)");

struct Line {
  std::size_t line = 0;
  std::string code, from, to, basis;
};

std::vector<Line> read_lines(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file + ": cannot be read");
  csv::Reader reader(in);
  csv::Row row;
  if (reader.next(row) != csv::Read::row) throw std::runtime_error(file + ": no heading");
  const csv::Header header(row);
  for (const char* column : {"code", "from", "to", "basis"})
    if (!header.find(column))
      throw std::runtime_error(file + ": the heading has no column " + column);
  auto cell = [&](const char* column) {
    std::size_t at = *header.find(column);
    return at < row.size() ? row[at] : std::string();
  };
  std::vector<Line> lines;
  while (reader.next(row) == csv::Read::row)
    lines.push_back({reader.line(), cell("code"), cell("from"), cell("to"), cell("basis")});
  return lines;
}

/// Marks the line's area; why not, where it cannot.
const char* mark(db::Tx& tx, const Clock& clock, journal::Actor by, const Line& line) {
  auto from = Date::parse(line.from), to = Date::parse(line.to);
  if (!from) return "from is not a day like 2026-01-01";
  if (!line.to.empty() && (!to || *to < *from)) return "to is not a day after from";
  if (line.basis.empty()) return "basis is empty: name the decision";
  auto area = find_unit(tx, line.code, *from);
  if (!area || area->kind != UnitKind::area) return "no area has this code on that day";
  mark_remote(tx, area->id, *from, to, line.basis);
  journal::append(tx, {.at = clock.now(),
                       .actor = by,
                       .verb = "units.mark_remote",
                       .subject = {"unit", area->id.value}});
  return nullptr;
}

}  // namespace

void mark_remote(db::Tx& tx, UnitId area, Date from, std::optional<Date> to,
                 std::string_view basis) {
  tx.run(sql_put_remote, {{"unit", area}, {"from", from}, {"to", to}, {"basis", basis}});
}

RemoteImport import_remote(db::Database& database, const Clock& clock, const std::string& file,
                           journal::Actor by) {
  const auto lines = read_lines(file);
  return database.write([&](db::Tx& tx) {
    RemoteImport result;
    for (const Line& line : lines) {
      if (const char* why = mark(tx, clock, by, line)) {
        result.rejected.push_back({line.line, why});
      } else {
        ++result.areas;
      }
    }
    return result;
  });
}

}  // namespace gandan::units
