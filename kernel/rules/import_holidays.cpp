#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "kernel/rules/store.hpp"
#include "kernel/rules/table.hpp"

namespace gandan::rules {
namespace {

constexpr std::array<std::string_view, 4> columns{"date", "kind", "name", "name_en"};

using Days = std::map<Date, CalendarDay>;

/// Whether the file lists the whole year, so that what it lacks is no day off any more; a few days
/// are added to what is known.
bool is_whole(const Days& days, const std::vector<CalendarDay>& known) {
  auto is_off = [](const CalendarDay& day) { return day.kind == DayKind::off; };
  auto listed = std::count_if(days.begin(), days.end(),
                              [&](const auto& entry) { return is_off(entry.second); });
  return listed * 2 >= std::count_if(known.begin(), known.end(), is_off);
}

/// Worked Saturdays that were known, and that the file does not have.
int swaps_missing(const Days& days, const std::vector<CalendarDay>& known) {
  return static_cast<int>(std::count_if(known.begin(), known.end(), [&](const CalendarDay& day) {
    auto kept = days.find(day.date);
    return day.kind == DayKind::worked &&
           (kept == days.end() || kept->second.kind != DayKind::worked);
  }));
}

std::string joined(const std::vector<std::string>& cells) {
  std::string text;
  for (const std::string& cell : cells) text += (text.empty() ? "" : ",") + cell;
  return text;
}

/// The year, and each day of it that is another than it was.
void tell_imported(db::Tx& tx, journal::Entry entry, int year,
                   const std::vector<CalendarDay>& before) {
  const auto after = days_of_year(tx, year);
  entry.verb = "rules.import_year";
  entry.subject = {"calendar_year", year};
  journal::append(tx, entry);
  for (Date date : days_that_differ(before, after)) {
    const bool is_there = std::ranges::binary_search(after, date, {}, &CalendarDay::date);
    entry.verb = is_there ? "rules.set_day" : "rules.clear_day";
    entry.subject = {"calendar_day", date.days};
    journal::append(tx, entry);
  }
}

}  // namespace

HolidayImport import_holidays(db::Database& database, const Clock& clock, const std::string& file,
                              text::DateOrder order, journal::Actor by) {
  const Table table = Table::read(file);
  if (!table.has("date")) throw std::runtime_error(file + ": the heading has no column date");
  if (auto column = table.doubled(columns))
    throw std::runtime_error(file + ": two columns are " + std::string(*column));
  const std::string name_column = table.has("name") ? "name" : "name_en";
  const std::string source = std::filesystem::path(file).filename().string();

  HolidayImport result;
  std::map<int, Days> years;
  for (const TableRow& row : table.rows()) {
    auto reject = [&](const char* why) {
      result.rejected.push_back(
          {.line = static_cast<int>(row.line), .text = joined(row.cells), .reason = why});
    };
    auto date = text::parse_date(table.cell(row, "date"), order);
    const std::string kind = csv::heading_key(table.cell(row, "kind"));
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
  result.since = Date::of(years.begin()->first, 1, 1);

  result.swaps_removed = database.write([&](db::Tx& tx) {
    int removed = 0;
    result.years.clear();
    for (const auto& [year, days] : years) {
      const auto known = days_of_year(tx, year);
      if (is_whole(days, known)) {
        removed += swaps_missing(days, known);
        remove_days(tx, Date::of(year, 1, 1), Date::of(year, 12, 31));
        result.years.push_back(year);
      }
      for (const auto& [date, day] : days) put_day(tx, day);
      mark_year_edited(tx, year, clock.now());
      tell_imported(tx, {.at = clock.now(), .actor = by}, year, known);
    }
    raise_version(tx);
    return removed;
  });
  return result;
}

}  // namespace gandan::rules
