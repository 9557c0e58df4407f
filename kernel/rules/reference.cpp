#include "kernel/rules/reference.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

#include "kernel/journal/vouch.hpp"
#include "kernel/rules/store.hpp"
#include "kernel/rules/table.hpp"

namespace gandan::rules {
namespace {

/// The shipped tables are part of the program: what is wrong in them is a broken invariant.
[[noreturn]] void broken(std::string_view file, const TableRow& row, std::string_view why) {
  throw std::logic_error(std::string(file) + ":" + std::to_string(row.line) + ": " +
                         std::string(why));
}

template <class T>
T number(std::string_view file, const TableRow& row, std::string_view text) {
  T value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) broken(file, row, "not a number");
  return value;
}

template <class E>
E named(std::string_view file, const TableRow& row, const std::map<std::string_view, E>& names,
        std::string_view text) {
  auto at = names.find(text);
  if (at == names.end()) broken(file, row, "unknown word");
  return at->second;
}

Date date(std::string_view file, const TableRow& row, std::string_view text) {
  auto parsed = Date::parse(text);
  if (!parsed) broken(file, row, "not a date");
  return *parsed;
}

std::string_view embedded(std::string_view name) {
  for (const EmbeddedFile& file : reference::files())
    if (file.name == name) return file.bytes;
  throw std::logic_error("reference table " + std::string(name) + " is not built in");
}

std::vector<Limit> reference_limits() {
  constexpr std::string_view file = "limits.csv";
  static const std::map<std::string_view, LimitKind> limit_kinds = {
      {"due", LimitKind::due},
      {"extension", LimitKind::extension},
      {"notice", LimitKind::notice},
      {"minimum", LimitKind::minimum},
      {"prescription", LimitKind::prescription},
      {"most", LimitKind::most}};
  static const std::map<std::string_view, LimitUnit> limit_units = {
      {"working_day", LimitUnit::working_day},
      {"calendar_day", LimitUnit::calendar_day},
      {"month", LimitUnit::month},
      {"hour", LimitUnit::hour},
      {"count", LimitUnit::count}};
  Table table(embedded(file));
  std::vector<Limit> limits;
  for (const TableRow& row : table.rows()) {
    auto cell = [&](const char* column) { return table.cell(row, column); };
    Limit limit{.rule = std::string(cell("rule")),
                .kind = named(file, row, limit_kinds, cell("kind")),
                .value = number<int>(file, row, cell("value")),
                .unit = named(file, row, limit_units, cell("unit")),
                .rolls = cell("rolls") == "1",
                .times = number<int>(file, row, cell("times")),
                .title_vi = std::string(cell("title_vi")),
                .title_en = std::string(cell("title_en")),
                .basis = std::string(cell("basis")),
                .source = std::string(cell("source")),
                .valid_from = date(file, row, cell("valid_from")),
                .verified = cell("verified") == "1"};
    if (!cell("remote_value").empty())
      limit.remote_value = number<int>(file, row, cell("remote_value"));
    if (!cell("valid_to").empty()) limit.valid_to = date(file, row, cell("valid_to"));
    limits.push_back(std::move(limit));
  }
  return limits;
}

std::vector<CalendarDay> reference_days() {
  constexpr std::string_view file = "calendar.csv";
  static const std::map<std::string_view, DayKind> day_kinds = {{"off", DayKind::off},
                                                                {"worked", DayKind::worked}};
  Table table(embedded(file));
  std::vector<CalendarDay> days;
  for (const TableRow& row : table.rows())
    days.push_back({.date = date(file, row, table.cell(row, "date")),
                    .kind = named(file, row, day_kinds, table.cell(row, "kind")),
                    .name = std::string(table.cell(row, "name")),
                    .source = std::string(table.cell(row, "source")),
                    .verified = table.cell(row, "verified") == "1"});
  return days;
}

auto shipped_part(const Limit& limit) {
  return std::tie(limit.kind, limit.value, limit.unit, limit.remote_value, limit.rolls, limit.times,
                  limit.title_vi, limit.title_en, limit.basis, limit.source, limit.valid_to,
                  limit.verified);
}

/// What the database lacks of the reference. A missing row has no id yet.
struct Differences {
  std::vector<Limit> limits;
  std::vector<int> years;  ///< whose days differ
};

Differences differences(db::Tx& tx, const std::vector<Limit>& limits,
                        const std::vector<CalendarDay>& days) {
  Differences found;
  std::map<std::pair<std::string, Date>, Limit> shipped;
  std::vector<Limit> own;
  for (StoredLimit& row : stored_limits(tx)) {
    if (row.limit.body) continue;
    if (row.edited_at)
      own.push_back(std::move(row.limit));
    else
      shipped.emplace(std::pair(row.limit.rule, row.limit.valid_from), std::move(row.limit));
  }
  for (const Limit& limit : limits) {
    // Also where an administrator gave it other days: two rows never hold on one.
    if (std::any_of(own.begin(), own.end(), [&](const Limit& row) { return overlap(row, limit); }))
      continue;
    auto at = shipped.find({limit.rule, limit.valid_from});
    if (at == shipped.end()) {
      found.limits.push_back(limit);
    } else if (shipped_part(at->second) != shipped_part(limit)) {
      found.limits.push_back(limit);
      found.limits.back().id = at->second.id;
    }
  }

  std::map<int, std::vector<CalendarDay>> wanted, present;
  for (const CalendarDay& day : days) wanted[day.date.year()].push_back(day);
  for (CalendarDay& day : stored_days(tx, Calendar::first, Calendar::last))
    present[day.date.year()].push_back(std::move(day));
  std::vector<int> edited = edited_years(tx);
  for (const auto& [year, year_days] : wanted)
    if (std::find(edited.begin(), edited.end(), year) == edited.end() && present[year] != year_days)
      found.years.push_back(year);
  return found;
}

/// What tells of rows that the program brought along: before the log vouches for them nothing does,
/// since a server that starts enters all of them.
class Loaded {
 public:
  Loaded(db::Tx& tx, Instant at)
      : tx_(tx),
        at_(at),
        tells_limits_(journal::vouched_since(tx, "limit").has_value()),
        tells_days_(journal::vouched_since(tx, "calendar_day").has_value()) {}

  void tell_limit(LimitId id) const {
    if (tells_limits_) tell({"limit", id.value});
  }
  void tell_days(const std::vector<CalendarDay>& before,
                 const std::vector<CalendarDay>& after) const {
    if (!tells_days_) return;
    for (Date date : days_that_differ(before, after)) tell({"calendar_day", date.days});
  }

 private:
  void tell(Ref subject) const {
    journal::append(tx_, {.at = at_, .verb = "rules.load", .subject = subject});
  }

  db::Tx& tx_;
  const Instant at_;
  const bool tells_limits_, tells_days_;
};

}  // namespace

int load_reference(db::Database& database, Ids& ids, const Clock& clock) {
  const std::vector<Limit> limits = reference_limits();
  const std::vector<CalendarDay> days = reference_days();
  auto missing = [&](db::Tx& tx) { return differences(tx, limits, days); };
  Differences seen = database.read(missing);
  if (seen.limits.empty() && seen.years.empty()) return 0;
  return database.write([&](db::Tx& tx) {
    Differences found = missing(tx);  // again: another server may have been faster
    const Loaded loaded(tx, clock.now());
    int changed = 0;
    for (Limit& limit : found.limits) {
      if (!limit.id) limit.id = ids.next<LimitId>();
      put_limit(tx, {.limit = limit});
      loaded.tell_limit(limit.id);
      ++changed;
    }
    for (int year : found.years) {
      const auto before = days_of_year(tx, year);
      remove_days(tx, Date::of(year, 1, 1), Date::of(year, 12, 31));
      for (const CalendarDay& day : days) {
        if (day.date.year() != year) continue;
        put_day(tx, day);
        ++changed;
      }
      loaded.tell_days(before, days_of_year(tx, year));
    }
    raise_version(tx);
    return changed;
  });
}

}  // namespace gandan::rules
