#include "kernel/units/remote.hpp"

#include <array>
#include <stdexcept>

#include "lib/base/result.hpp"
#include "lib/csv/csv.hpp"
#include "lib/text/utf8_file.hpp"

namespace gandan::units {
namespace {

const db::Sql sql_put_remote(R"(
  insert into unit_remote (unit, valid_from, valid_to, basis) values (:unit, :from, :to, :basis)
  on conflict (unit, valid_from) do update set valid_to = excluded.valid_to, basis = excluded.basis)");

const db::Sql sql_unmark("delete from unit_remote where unit = :unit and valid_from = :from");
const db::Sql sql_put_line(R"(
  insert into unit_remote_lines (code, valid_from, valid_to, basis, unit)
  values (:code, :from, :to, :basis, :unit)
  on conflict (code, valid_from) do update set valid_to = excluded.valid_to, basis = excluded.basis,
    unit = excluded.unit)");
const db::Sql sql_lines(
    "select code, valid_from, valid_to, basis, unit from unit_remote_lines order by code, "
    "valid_from");

/// A line of a file.
struct RemoteLine {
  std::size_t line = 0;
  std::string code, from, to, basis;
};

/// A line as it is kept, with the area that it marks; none where no area has its code.
struct Kept {
  std::string code;
  Date from;
  std::optional<Date> to;
  std::string basis;
  std::optional<UnitId> unit;
};

std::vector<RemoteLine> read_lines(const std::string& file) {
  text::Utf8File in(file);
  if (!in.is_open()) throw std::runtime_error(file + ": cannot be read");
  csv::Reader reader(in);
  csv::Row row;
  if (reader.next(row) != csv::Read::row) throw std::runtime_error(file + ": no heading");
  const csv::Header header(row);
  constexpr std::array<std::string_view, 4> columns{"code", "from", "to", "basis"};
  for (const std::string_view column : columns)
    if (!header.find(column))
      throw std::runtime_error(file + ": the heading has no column " + std::string(column));
  if (auto column = header.doubled(columns))
    throw std::runtime_error(file + ": two columns are " + std::string(*column));
  auto cell = [&](std::string_view column) {
    std::size_t at = *header.find(column);
    return at < row.size() ? row[at] : std::string();
  };
  std::vector<RemoteLine> lines;
  while (reader.next(row) == csv::Read::row)
    lines.push_back({reader.line(), cell("code"), cell("from"), cell("to"), cell("basis")});
  return lines;
}

/// Reads a line's cells; why not, where it cannot.
Result<Kept, const char*> read_line(const RemoteLine& line, text::DateOrder order) {
  auto from = text::parse_date(line.from, order), to = text::parse_date(line.to, order);
  if (!from) return fail("from is not a day like 01/01/2026 or 2026-01-01");
  if (!line.to.empty() && (!to || *to < *from)) return fail("to is not a day after from");
  if (line.basis.empty()) return fail("basis is empty: name the decision");
  if (line.code.empty()) return fail("code is empty");
  return Kept{line.code, *from, to, line.basis, {}};
}

void mark_and_record(db::Tx& tx, const Clock& clock, journal::Actor by, const Kept& line) {
  mark_remote(tx, *line.unit, line.from, line.to, line.basis);
  journal::append(tx, {.at = clock.now(),
                       .actor = by,
                       .verb = "units.mark_remote",
                       .subject = {"unit", line.unit->value}});
}

void keep(db::Tx& tx, const Kept& line) {
  tx.run(sql_put_line, {{"code", line.code},
                        {"from", line.from},
                        {"to", line.to},
                        {"basis", line.basis},
                        {"unit", line.unit}});
}

}  // namespace

void mark_remote(db::Tx& tx, UnitId area, Date from, std::optional<Date> to,
                 std::string_view basis) {
  tx.run(sql_put_remote, {{"unit", area}, {"from", from}, {"to", to}, {"basis", basis}});
}

RemoteImport import_remote(db::Database& database, const Clock& clock, const std::string& file,
                           text::DateOrder order, journal::Actor by) {
  const auto lines = read_lines(file);
  return database.write([&](db::Tx& tx) {
    RemoteImport result;
    for (const RemoteLine& line : lines) {
      auto read = read_line(line, order);
      const auto unit = read ? find_unit(tx, line.code, read->from) : std::nullopt;
      if (!read || (unit && unit->kind != UnitKind::area)) {
        result.rejected.push_back({line.line, read ? "the code is not of an area" : read.error()});
        continue;
      }
      if (unit) {
        read->unit = unit->id;
        mark_and_record(tx, clock, by, *read);
        ++result.areas;
      } else {
        result.waiting.push_back(line.line);
      }
      keep(tx, *read);
    }
    return result;
  });
}

int mark_remote_again(db::Tx& tx, const Clock& clock) {
  int marked = 0;
  for (Kept& line : tx.all<Kept>(sql_lines)) {
    const auto found = find_unit(tx, line.code, line.from);
    const auto unit =
        found && found->kind == UnitKind::area ? std::optional(found->id) : std::nullopt;
    if (unit == line.unit) continue;
    if (line.unit) tx.run(sql_unmark, {{"unit", *line.unit}, {"from", line.from}});
    line.unit = unit;
    if (unit) mark_and_record(tx, clock, journal::Actor::system(), line);
    keep(tx, line);
    marked += unit.has_value();
  }
  return marked;
}

}  // namespace gandan::units
