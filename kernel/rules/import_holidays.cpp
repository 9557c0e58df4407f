#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "kernel/rules/store.hpp"
#include "kernel/rules/table.hpp"

namespace gandan::rules {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string joined(const std::vector<std::string>& cells) {
  std::string text;
  for (const std::string& cell : cells) text += (text.empty() ? "" : ",") + cell;
  return text;
}

}  // namespace

HolidayImport import_holidays(db::Database& database, const Clock& clock, const std::string& file,
                              journal::Actor by) {
  const Table table(read_file(file));
  if (!table.has("date")) throw std::runtime_error(file + ": the heading has no column date");
  const std::string name_column = table.has("name") ? "name" : "name_en";
  const std::string source = std::filesystem::path(file).filename().string();

  HolidayImport result;
  std::map<int, std::map<Date, CalendarDay>> years;
  for (const TableRow& row : table.rows()) {
    auto reject = [&](const char* why) {
      result.rejected.push_back(
          {.line = static_cast<int>(row.line), .text = joined(row.cells), .reason = why});
    };
    auto date = Date::parse(table.cell(row, "date"));
    std::string_view kind = table.cell(row, "kind");
    if (!date || !Calendar::holds(*date)) {
      reject("the date is not a day between 1945 and 2144");
    } else if (!kind.empty() && kind != "off" && kind != "worked") {
      reject("the kind is neither off nor worked");
    } else {
      years[date->year()][*date] = {.date = *date,
                                    .kind = kind == "worked" ? DayKind::worked : DayKind::off,
                                    .name = std::string(table.cell(row, name_column)),
                                    .source = source,
                                    .verified = true};
      ++result.days;
    }
  }
  if (years.empty()) return result;

  result.swaps_removed = database.write([&](db::Tx& tx) {
    int removed = 0;
    for (const auto& [year, days] : years) {
      for (const CalendarDay& day : days_of_year(tx, year)) {
        auto kept = days.find(day.date);
        if (day.kind == DayKind::worked &&
            (kept == days.end() || kept->second.kind != DayKind::worked))
          ++removed;
      }
      remove_days(tx, Date::of(year, 1, 1), Date::of(year, 12, 31));
      for (const auto& [date, day] : days) put_day(tx, day);
      mark_year_edited(tx, year, clock.now());
      journal::append(tx, {.at = clock.now(),
                           .actor = by,
                           .verb = "rules.import_year",
                           .subject = {"calendar_year", year}});
    }
    raise_version(tx);
    return removed;
  });
  for (const auto& [year, days] : years) result.years.push_back(year);
  return result;
}

}  // namespace gandan::rules
