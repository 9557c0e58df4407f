#include "kernel/indicators/page.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kernel/indicators/overview.hpp"
#include "kernel/indicators/views/report.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/units/body_search.hpp"
#include "kernel/units/places.hpp"
#include "lib/html/escape.hpp"
#include "lib/text/dates.hpp"
#include "lib/xlsx/xlsx.hpp"

namespace gandan::indicators {
namespace {

using Subjects = std::vector<Subject>;

/// Rows of a table on one page, so that it stays small for a cheap telephone.
constexpr std::size_t lines_of_a_page = 12;
constexpr std::size_t most_offers = 6;
/// Names that are offered while one types: provinces, then bodies of the nation.
constexpr std::size_t most_names = 70;

/// The same report, asked for otherwise: of what is named here, else as the request has it.
std::string asked_with(const http::Request& request, const Subject& subject,
                       std::initializer_list<i18n::Argument> otherwise) {
  std::string address = subject.address();
  char mark = '?';
  for (std::string_view name : {"from", "to", "as_of", "unit", "by", "after", "format"}) {
    const auto* other = std::ranges::find(otherwise, name, &i18n::Argument::name);
    // Pages of rows and files are asked for anew.
    const bool is_kept = name != "after" && name != "format";
    const std::string_view value = other != otherwise.end() ? other->value
                                   : is_kept                ? request.query.get(name)
                                                            : std::string_view();
    if (value.empty()) continue;
    html::percent_encode(address += mark, name);
    html::percent_encode(address += '=', value);
    mark = '&';
  }
  return address;
}

/// What the address asks for, and what is wrong with it.
struct Asked {
  Scope scope;
  const Breakdown* by = nullptr;
  std::vector<pages::FieldError> errors = {};
};

/// Wrong days are named, and the rest is shown with what is right.
Asked asked_of(const http::Request& request, const Subject& subject, Date today) {
  const i18n::Locale& locale = pages::locale_of(request);
  Asked asked;
  auto refuse = [&](std::string_view field, const char* message) {
    asked.errors.push_back({std::string(field), std::string(locale.tr(message))});
  };
  auto day = [&](const char* name, Date otherwise) {
    std::string_view typed = request.query.get(name);
    if (typed.empty()) return otherwise;
    if (auto date = text::parse_date(typed)) return *date;
    refuse(name, N_("Write the day like 1/7/2026."));
    return otherwise;
  };
  Scope& scope = asked.scope;
  scope.to = std::min(day("to", today), today);
  scope.from = day("from", Date::of(scope.to.year(), 1, 1));
  scope.as_of = day("as_of", today);
  if (auto ahead = day_ahead(scope.from, scope.as_of, today)) {
    refuse(*ahead, not_yet);
    scope.from = std::min(scope.from, today);
    scope.as_of = std::min(scope.as_of, today);
  }
  const std::string_view by = request.query.get("by");
  const auto known = subject.breakdown(by);
  asked.by = known.value_or(&subject.breakdowns.front());
  if (!by.empty() && !known)
    refuse("by", N_("There is no such breakdown. Choose one of those in the list."));
  if (scope.from > scope.to) {
    refuse("from", N_("The first day must come before the last."));
    scope.from = scope.to;
  }
  return asked;
}

void fill_form(const http::Request& request, const Subject& subject, const Asked& asked,
               const units::Directory& directory, ReportPage& page) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  auto date = [&](pages::Field& field, const char* name, const char* label, Date value) {
    std::string_view typed = request.query.get(name);
    field = {.name = name,
             .label = tr(label),
             .value = typed.empty() ? value.iso() : std::string(typed),
             .short_input = true,
             .type = "date"};
    for (const auto& error : page.errors)
      if (error.field == name) field.error = error.message;
  };
  date(page.from, "from", subject.from, asked.scope.from);
  date(page.to, "to", N_("to"), asked.scope.to);
  date(page.as_of, "as_of", N_("As of"), asked.scope.as_of);
  page.unit = {.name = "unit",
               .label = tr(N_("Area or body")),
               .hint = tr(N_("A part of its name is enough, or its code; empty for all.")),
               .value = std::string(request.query.get("unit")),
               .optional = true,
               .list = "units"};
  for (const units::Unit& province : directory.provinces())
    page.unit_names.push_back(province.name);
  for (const units::Unit& body : directory.bodies())
    if (body.level == units::Level::nation && page.unit_names.size() < most_names)
      page.unit_names.push_back(body.name);
  page.by = {.name = "by", .label = tr(N_("Breakdown"))};
  for (const auto& error : page.errors) {
    if (error.field == "by") page.by.error = error.message;
    if (error.field == "unit") page.unit.error = error.message;
  }
  for (const Breakdown& by : subject.breakdowns)
    page.by_options.push_back({std::string(by.name), tr(by.heading), "", &by == asked.by});
  page.action = subject.address();
  page.open_data_href = subject.open_data;
}

/// Months, map, outcome and what else has a tab. In a province the map is of its communes.
void put_tabs(const http::Request& request, const Report& made, ReportPage& page) {
  const Subject& subject = *made.subject;
  const i18n::Locale& locale = made.question.locale;
  const Breakdown* shown = made.question.by;
  const bool in_province = made.unit && made.unit->kind == units::UnitKind::area &&
                           made.unit->level == units::Level::province;
  for (const Breakdown& each : subject.breakdowns) {
    if (each.tab[0] == '\0') continue;
    const bool is_map = each.axis == Axis::province;
    const Breakdown& by =
        is_map && in_province && subject.by_area() != nullptr ? *subject.by_area() : each;
    page.tabs.push_back({.label = std::string(locale.tr(each.tab)),
                         .href = asked_with(request, subject, {{"by", by.name}}),
                         .current = shown == &by || shown == &each ||
                                    (is_map && shown != nullptr && shown->axis == Axis::area)});
    if (is_map && shown != nullptr && shown->axis == Axis::area)
      page.out_of = {std::string(locale.tr(N_("All provinces"))),
                     asked_with(request, subject, {{"by", each.name}, {"unit", ""}})};
  }
}

void put_downloads(const http::Request& request, const Report& made, ReportPage& page) {
  const i18n::Locale& locale = made.question.locale;
  auto add = [&](const char* label, std::string_view format) {
    page.downloads.push_back(
        {std::string(locale.tr(label)),
         asked_with(request, *made.subject,
                    {{"by", made.question.by != nullptr ? made.question.by->name : none_key},
                     {"format", format}})});
  };
  if (!page.drawing.is_empty()) add(N_("Picture (SVG)"), "svg");
  add(N_("Excel (XLSX)"), "xlsx");
  add(N_("CSV"), "csv");
  add(N_("JSON"), "json");
}

void put_pages(const http::Request& request, const Report& made, ReportPage& page) {
  auto from = [&](std::size_t line) {
    return asked_with(request, *made.subject, {{"after", std::to_string(line)}}) + "#table";
  };
  if (page.first_line > 0)
    page.pager.newer_href =
        from(page.first_line < lines_of_a_page ? 0 : page.first_line - lines_of_a_page);
  if (page.first_line + lines_of_a_page < made.rows.size())
    page.pager.older_href = from(page.first_line + lines_of_a_page);
}

/// What the words may mean, each as the same report of it.
std::vector<pages::Link> offers_of(db::Tx& tx, const http::Request& request, const Subject& subject,
                                   const units::Directory& directory, Date day) {
  const std::string_view typed = request.query.get("unit");
  std::vector<pages::Link> offers;
  auto add = [&](std::string label, const units::Unit& unit) {
    offers.push_back(
        {std::move(label),
         asked_with(request, subject, {{"unit", unit.code.empty() ? unit.name : unit.code}})});
  };
  for (const units::Place& place : units::find_places(tx, typed, day, most_offers))
    if (!place.now.empty())
      if (auto unit = units::find_unit(tx, place.now.front().unit)) add(place.path, *unit);
  std::size_t bodies = 0;
  for (const units::Unit* body : units::bodies_named(directory, typed))
    if (bodies++ < most_offers) add(body->name, *body);
  return offers;
}

/// Other areas of today with the very name that was typed, so that nobody reads of the wrong one.
std::vector<pages::Link> namesakes_of(db::Tx& tx, const http::Request& request,
                                      const Subject& subject, const units::Unit& unit, Date day) {
  const std::string_view typed = request.query.get("unit");
  std::vector<pages::Link> others;
  if (unit.kind != units::UnitKind::area || typed == unit.code) return others;
  for (const units::Place& place : units::find_places(tx, typed, day, most_offers)) {
    if (place.fit != units::Fit::exact || place.unit.id == unit.id) continue;
    if (place.unit.code.empty() || place.unit.valid_to) continue;
    others.push_back({place.path, asked_with(request, subject, {{"unit", place.unit.code}})});
  }
  return others;
}

http::Response refused_as_json(const std::vector<pages::FieldError>& errors) {
  boost::json::array list;
  for (const auto& error : errors)
    list.push_back(boost::json::object{{"field", error.field}, {"message", error.message}});
  return http::Response::json(
      boost::json::serialize(boost::json::object{{"errors", std::move(list)}}), 422);
}

bool is_file(std::string_view format) {
  return format == "json" || format == "csv" || format == "xlsx" || format == "svg";
}

http::Response download(std::string body, std::string_view media_type, std::string_view name,
                        std::string_view ending) {
  http::Response response = http::Response::text(std::move(body));
  response.headers.set("Content-Type", media_type);
  return std::move(response).download_as(std::string(name) + "." + std::string(ending));
}

http::Response as_file(const http::Request& request, const Report& report,
                       std::string_view format) {
  const Subject& subject = *report.subject;
  const std::string source = request.link(asked_with(request, subject, {}));
  if (format == "json") return http::Response::json(to_json(report));
  if (format == "csv")
    return download(to_csv(report), "text/csv; charset=utf-8", subject.name, "csv");
  if (format == "xlsx")
    return download(to_xlsx(report, source), xlsx::media_type, subject.name, "xlsx");
  std::string drawn = to_svg(report, source);
  if (drawn.empty()) return http::Response::not_found();
  return download(std::move(drawn), "image/svg+xml", subject.name, "svg");
}

void refuse_unit(const i18n::Locale& locale, ReportPage& page) {
  page.errors.push_back(
      {"unit", std::string(locale.tr(N_("No area or body has this code or name.")))});
}

std::size_t line_asked_for(const http::Request& request) {
  std::size_t line = 0;
  for (char c : request.query.get("after")) {
    if (c < '0' || c > '9' || line > 100'000) return 0;
    line = line * 10 + static_cast<std::size_t>(c - '0');
  }
  return line;
}

void show_report(const http::Request& request, const Report& made, ReportPage& page) {
  const Subject& subject = *made.subject;
  const Breakdown* area = subject.by_area();
  WayInto way_into;
  if (area != nullptr)
    way_into = [&](std::string_view province) {
      return asked_with(request, subject, {{"by", area->name}, {"unit", province}});
    };
  page.first_line = line_asked_for(request);
  page.most_lines = lines_of_a_page;
  fill(made, page, way_into);
  put_tabs(request, made, page);
  put_downloads(request, made, page);
  put_pages(request, made, page);
}

http::Response show(const http::Request& request, db::Database& database, const Clock& clock,
                    const std::shared_ptr<const units::Directory>& directory,
                    const Subject& subject) {
  const i18n::Locale& locale = pages::locale_of(request);
  ReportPage page{.frame = pages::frame_for(request, std::string(locale.tr(subject.title)))};
  page.frame.section = "reports";
  page.heading = page.frame.title;
  page.frame.trail = {{std::string(locale.tr(N_("Home"))), "/"},
                      {std::string(locale.tr(N_("Figures"))), "/reports"}};
  Asked asked = asked_of(request, subject, clock.today());
  const std::string_view typed = request.query.get("unit"), format = request.query.get("format");
  const Report made = database.read([&](db::Tx& tx) {
    auto unit = typed.empty() ? std::nullopt : units::find_unit(tx, typed, asked.scope.as_of);
    if (unit) asked.scope.unit = unit->id;
    if (unit) page.offers = namesakes_of(tx, request, subject, *unit, asked.scope.as_of);
    if (!unit && !typed.empty())
      page.offers = offers_of(tx, request, subject, *directory, asked.scope.as_of);
    const bool is_drawn = format != "json" && format != "csv" && format != "xlsx";
    return report(tx, subject,
                  {asked.scope, asked.by, clock, directory, locale, &request, is_drawn});
  });
  page.errors = asked.errors;
  if (!page.offers.empty())
    page.meant = std::string(locale.tr(asked.scope.unit ? N_("Another of the same name?")
                                                        : N_("Do you mean one of these?")));
  if (!typed.empty() && !asked.scope.unit) refuse_unit(locale, page);
  if (is_file(format))
    return page.errors.empty() ? as_file(request, made, format) : refused_as_json(page.errors);
  fill_form(request, subject, asked, *directory, page);
  page.frame.has_errors = !page.errors.empty();
  if (page.errors.empty()) show_report(request, made, page);
  return pages::render(request, views::report_page, page, page.errors.empty() ? 200 : 422);
}

}  // namespace

void add_report_pages(http::App& app, db::Database& database, const Clock& clock,
                      const std::function<std::shared_ptr<const units::Directory>()>& directory,
                      std::vector<Subject> subjects) {
  if (subjects.empty()) return;
  const auto kept = std::make_shared<const Subjects>(std::move(subjects));
  app.router.get("/reports", http::everyone(),
                 [&database, &clock, directory, kept](http::Request& request) {
                   return show_overview(request, database, clock, directory(), *kept);
                 },
                 {.work = http::Work::slow});
  app.router.get("/reports/{subject}", http::everyone(),
                 [&database, &clock, directory, kept](http::Request& request,
                                                      std::string_view name) -> http::Response {
                   const auto subject = std::ranges::find(*kept, name, &Subject::name);
                   if (subject == kept->end()) return http::Response::not_found();
                   return show(request, database, clock, directory(), *subject);
                 },
                 {.work = http::Work::slow});
}

}  // namespace gandan::indicators
