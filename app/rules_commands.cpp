#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"

namespace gandan::app {
namespace {

rules::DueDate due_of(const cli::Arguments& arguments, const rules::Rulebook& book, Date received) {
  if (arguments.has("rule") == arguments.has("days"))
    throw cli::UsageError("give either --rule NAME or --days N");
  auto due = [&]() -> Result<rules::DueDate, rules::DueError> {
    if (auto days = arguments.integer("days")) {
      if (*days < 0 || *days > 100'000) throw cli::UsageError("--days is out of range");
      return rules::due_days(book.calendar(), received, static_cast<int>(*days),
                             arguments.has("working"));
    }
    return book.due(arguments.get("rule"), start_of(received), {.remote = arguments.has("remote")});
  }();
  if (due) return *due;
  switch (due.error()) {
    case rules::DueError::unknown_rule:
      throw cli::UsageError("no rule '" + arguments.get("rule") + "'");
    case rules::DueError::not_in_force:
      throw std::runtime_error("the rule had no value on that day");
    case rules::DueError::out_of_range:
      throw std::runtime_error("the date lies beyond the calendar");
  }
  throw std::runtime_error("no due date");
}

int due(const cli::Arguments& arguments) {
  auto services = open_services(arguments);
  auto received = arguments.date("received");
  if (!received) throw cli::UsageError("--received is missing");
  rules::DueDate due = due_of(arguments, *services->rules.book(), *received);
  if (!arguments.has("json")) {
    std::cout << (due.unit == rules::LimitUnit::hour ? rfc3339(due.at) : due.date.iso()) << "\n";
    if (!due.basis.empty())
      std::cerr << due.basis << (due.verified ? "" : " (not verified)") << "\n";
    if (due.provisional) std::cerr << "provisional: it rests on days off that are not verified\n";
    return 0;
  }
  std::cout << boost::json::serialize(boost::json::object{{"received", received->iso()},
                                                          {"due", due.date.iso()},
                                                          {"value", due.value},
                                                          {"basis", due.basis},
                                                          {"rolled", due.rolled},
                                                          {"provisional", due.provisional},
                                                          {"verified", due.verified}})
            << "\n";
  return 0;
}

int import_holidays(const cli::Arguments& arguments) {
  const text::DateOrder order = date_order(arguments);
  auto services = open_services(arguments);
  std::optional<Date> since;
  int days = 0;
  for (const std::string& file : arguments.positional()) {
    auto result = rules::import_holidays(services->database, services->clock, file, order);
    for (const auto& line : result.rejected)
      std::cerr << file << ":" << line.line << ": " << line.reason << "\n";
    for (int year : result.years) std::cerr << year << ": replaced as a whole\n";
    if (result.swaps_removed > 0)
      std::cerr << result.swaps_removed << " swapped days that were known are not in the list\n";
    std::cout << "imported " << result.days << ", rejected " << result.rejected.size() << "\n";
    if (result.since) since = std::min(since.value_or(*result.since), *result.since);
    days += result.days;
  }
  if (since) {
    services->rules.refresh();
    std::cout << "limits moved " << tell_limits_changed(*services, {*since, all_cases}) << "\n";
  }
  return days > 0 ? 0 : 1;
}

}  // namespace

cli::Option dates_option() {
  return {"dates", "dmy|mdy|ymd", "the order of day, month and year in dates (dmy)"};
}

text::DateOrder date_order(const cli::Arguments& arguments) {
  auto order = text::parse_date_order(arguments.get("dates", "dmy"));
  if (!order) throw cli::UsageError("--dates is dmy, mdy or ymd");
  return *order;
}

std::vector<cli::Command> rules_commands() {
  auto options = database_options();
  options.insert(options.end(), {{"rule", "NAME", "a statutory limit: voter_petition.answer"},
                                 {"days", "N", "instead of a rule: so many days"},
                                 {"working", "", "with --days: working days"},
                                 {"received", "DATE",
                                  "the day of receipt, or of the event that a notice comes "
                                  "before: 2026-07-01",
                                  true},
                                 {"remote", "", "the place is vùng sâu, vùng xa"},
                                 {"json", "", "as one JSON object"}});
  return {{"due", "", "Says when something is due.", options, due},
          {"import holidays", "FILE…", "Imports the calendar of days off and worked (CSV).",
           database_options({dates_option()}), import_holidays}};
}

}  // namespace gandan::app
