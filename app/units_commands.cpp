#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/places.hpp"
#include "kernel/units/remote.hpp"
#include "lib/json/json.hpp"

namespace gandan::app {
namespace {

namespace json = boost::json;

int import_units(const cli::Arguments& arguments) {
  auto services = open_services(arguments);
  std::vector<std::filesystem::path> paths(arguments.positional().begin(),
                                           arguments.positional().end());
  cli::Progress progress("units");
  auto report = units::import_files(
      services->database, paths,
      [&](std::string_view, std::size_t done, std::size_t of) { progress.update(done, of); });
  for (const std::string& warning : report.warnings) std::cerr << warning << "\n";
  const int remote = services->database.write(
      [&](db::Tx& tx) { return units::mark_remote_again(tx, services->clock); });
  const std::int64_t placed = tell_units_changed(*services, modules());
  // Remote is what lies in a remote area, and what lies where may be another now.
  const std::int64_t moved = tell_limits_changed(*services, {rules::Calendar::first, all_cases});
  std::cout << "lines " << report.lines << ", areas " << report.areas << ", changed "
            << report.changed << ", successions " << report.successions << ", placed anew "
            << placed << ", remote areas found " << remote << ", limits moved " << moved << "\n";
  return 0;
}

int import_remote(const cli::Arguments& arguments) {
  const text::DateOrder order = date_order(arguments);
  auto services = open_services(arguments);
  std::size_t kept = 0;
  for (const std::string& file : arguments.positional()) {
    auto result = units::import_remote(services->database, services->clock, file, order);
    for (const auto& line : result.rejected)
      std::cerr << file << ":" << line.line << ": " << line.reason << "\n";
    for (std::size_t line : result.waiting)
      std::cerr << file << ":" << line
                << ": no area has this code on that day; kept until a list of units brings it\n";
    const auto areas = static_cast<std::size_t>(result.areas);
    std::cout << "imported " << areas << ", waiting " << result.waiting.size() << ", rejected "
              << result.rejected.size() << "\n";
    kept += areas + result.waiting.size();
  }
  if (kept == 0) return 1;
  std::cout << "limits moved "
            << tell_limits_changed(*services, {rules::Calendar::first, all_cases}) << "\n";
  return 0;
}

json::object object_of(db::Tx& tx, const units::Place& place) {
  json::array now;
  for (const units::Share& share : place.now)
    if (auto unit = units::find_unit(tx, share.unit))
      now.push_back({{"code", unit->code}, {"name", unit->name}, {"share", share.share}});
  return {{"code", place.unit.code},
          {"name", place.unit.name},
          {"path", place.path},
          {"ask", place.ask},
          {"now", std::move(now)}};
}

int search_places(const cli::Arguments& arguments) {
  auto services = open_services(arguments);
  Date day = arguments.date("as-of").value_or(services->clock.today());
  auto limit = arguments.count("limit", 10, 100);
  services->database.read([&](db::Tx& tx) {
    for (const units::Place& place :
         units::find_places(tx, arguments.words(), day, static_cast<std::size_t>(limit))) {
      json::object object = object_of(tx, place);
      if (arguments.has("json")) {
        std::cout << gandan::json::serialize(object) << "\n";
        continue;
      }
      std::cout << place.path;
      for (const json::value& now : object["now"].as_array())
        std::cout << "\n    " << (place.ask ? "? " : "→ ") << now.at("name").as_string().c_str()
                  << " (" << now.at("code").as_string().c_str() << ")";
      std::cout << "\n";
    }
  });
  return 0;
}

}  // namespace

std::vector<cli::Command> units_commands() {
  auto search = database_options();
  search.insert(search.end(), {{"as-of", "DATE", "what the place is on that day (today)"},
                               {"limit", "N", "at most so many (10)"},
                               {"json", "", "one JSON object a line"}});
  return {{"import units", "FILE…",
           "Imports lists of units and maps from old to new, files or folders.", database_options(),
           import_units},
          {"import remote", "FILE…",
           "Says which areas are remote, with longer limits (CSV: code,from,to,basis).",
           database_options({dates_option()}), import_remote},
          {"search places", "QUERY", "Finds a place by what people type.", search, search_places}};
}

}  // namespace gandan::app
