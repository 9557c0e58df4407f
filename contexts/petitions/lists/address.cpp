#include "contexts/petitions/lists/address.hpp"

#include "kernel/indicators/scope.hpp"
#include "kernel/turn/href.hpp"
#include "lib/text/dates.hpp"

namespace gandan::petitions {
namespace {

/// "id123" is a unit without a code, "none" stands for no unit.
UnitId unit_of(std::string_view code, const units::Directory& directory) {
  if (const auto* known = directory.find_by_code(code)) return known->id;
  if (code == none_code) return no_unit;
  if (!code.starts_with("id")) return unknown_unit;
  return parse_id<UnitId>(code.substr(2)).value_or(unknown_unit);
}

/// Codes parted by commas.
std::vector<UnitId> units_of(std::string_view codes, const units::Directory& directory) {
  std::vector<UnitId> out;
  while (!codes.empty()) {
    std::size_t end = std::min(codes.find(','), codes.size());
    std::string_view code = codes.substr(0, end);
    codes.remove_prefix(std::min(end + 1, codes.size()));
    if (!code.empty()) out.push_back(unit_of(code, directory));
  }
  return out;
}

/// Of a year as people write it: "2026", or "26" of this century.
std::optional<Date> first_of_year(std::string_view year) {
  return text::parse_date("1/1/" + std::string(year));
}

}  // namespace

Filter filter_of(const http::Fields& query, const units::Directory& directory) {
  Filter filter;
  filter.words = query.get("q");
  filter.best_first = query.get("sort") != "newest";
  filter.kind = parse_kind(query.get("kind"));
  filter.state = parse_state(query.get("state"));
  filter.outcome = parse_outcome(query.get("outcome"));
  if (const auto* field = directory.find_field_by_code(query.get("field"))) {
    filter.field = field->id;
  } else if (!query.get("field").empty()) {
    filter.field = query.get("field") == none_code ? no_field : unknown_field;
  }
  filter.bodies = units_of(query.get("body"), directory);
  filter.provinces = units_of(query.get("place"), directory);
  if (auto units = units_of(query.get("unit"), directory); !units.empty() && units.front())
    filter.unit = units.front();
  filter.from = text::parse_date(query.get("from"));
  filter.to = text::parse_date(query.get("to"));
  if (auto first = first_of_year(query.get("year"))) {
    filter.from = first;
    filter.to = Date::of(first->year(), 12, 31);
  }
  filter.verdict = parse_verdict(query.get("is"));
  filter.as_of = text::parse_date(query.get("as_of"));
  return filter;
}

std::vector<pages::FieldError> errors_of(const http::Request& request, const Filter& filter,
                                         const Wording& words) {
  std::vector<pages::FieldError> errors;
  const std::pair<const char*, bool> days[] = {
      {"from", filter.from.has_value()},
      {"to", filter.to.has_value()},
      {"as_of", filter.as_of.has_value()},
      {"year", first_of_year(request.query.get("year")).has_value()}};
  for (const auto& [name, is_read] : days)
    if (!is_read && !request.query.get(name).empty())
      errors.push_back({name, words.tr(N_("Write the day like 1/7/2026."))});
  if (auto ahead = indicators::day_ahead(filter.from, filter.as_of, words.today))
    errors.push_back({std::string(*ahead), words.tr(indicators::not_yet)});
  return errors;
}

bool reads_much(const http::Request& request) {
  return request.query.has("of") ||
         request.query.get("q").find_first_not_of(" \t\r\n") != std::string_view::npos;
}

std::string href_with(const http::Request& request, std::string_view name, std::string_view value) {
  Href href(request.path);
  for (const auto& field : request.query)
    if (field.name != name && field.name != "after" && field.name != "lang" &&
        (field.name != "of" || name == "after"))
      href.with(field.name, field.value);
  return href.with(name, value).text();
}

}  // namespace gandan::petitions
