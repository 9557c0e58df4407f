#include "kernel/indicators/page.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kernel/indicators/views/report.hpp"
#include "kernel/pages/site.hpp"
#include "lib/text/dates.hpp"

namespace gandan::indicators {
namespace {

using Subjects = std::vector<Subject>;

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
               ReportPage& page) {
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
               .hint = tr(N_("Its code or full name; empty for all.")),
               .value = std::string(request.query.get("unit")),
               .optional = true};
  page.by = {.name = "by", .label = tr(N_("Breakdown"))};
  for (const auto& error : page.errors)
    if (error.field == "by") page.by.error = error.message;
  for (const Breakdown& by : subject.breakdowns)
    page.by_options.push_back({std::string(by.name), tr(by.heading), "", &by == asked.by});
  page.action = subject.address();
  const std::string as_file = subject.address() + "?" +
                              (page.frame.query.empty() ? "" : page.frame.query + "&") + "format=";
  page.json_href = as_file + "json";
  page.csv_href = as_file + "csv";
  page.open_data_href = subject.open_data;
}

http::Response refused_as_json(const std::vector<pages::FieldError>& errors) {
  boost::json::array list;
  for (const auto& error : errors)
    list.push_back(boost::json::object{{"field", error.field}, {"message", error.message}});
  return http::Response::json(
      boost::json::serialize(boost::json::object{{"errors", std::move(list)}}), 422);
}

http::Response as_file(const Report& report, bool is_json) {
  if (is_json) return http::Response::json(to_json(report));
  http::Response response = http::Response::text(to_csv(report));
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  return std::move(response).download_as(std::string(report.subject->name) + ".csv");
}

http::Response show(const http::Request& request, db::Database& database, const Clock& clock,
                    const std::shared_ptr<const units::Directory>& directory,
                    const Subject& subject) {
  const i18n::Locale& locale = pages::locale_of(request);
  ReportPage page{.frame = pages::frame_for(request, std::string(locale.tr(subject.title)))};
  page.frame.section = "reports";
  page.heading = page.frame.title;
  Asked asked = asked_of(request, subject, clock.today());
  const std::string_view typed = request.query.get("unit");
  const Report made = database.read([&](db::Tx& tx) {
    auto unit = typed.empty() ? std::nullopt : units::find_unit(tx, typed, asked.scope.as_of);
    if (unit) asked.scope.unit = unit->id;
    return report(tx, subject, {asked.scope, asked.by, clock, directory, locale, &request});
  });
  page.errors = asked.errors;
  if (!typed.empty() && !asked.scope.unit)
    page.errors.push_back(
        {"unit", std::string(locale.tr(N_("No area or body has this code or name.")))});
  const std::string_view format = request.query.get("format");
  if (format == "json" || format == "csv")
    return page.errors.empty() ? as_file(made, format == "json") : refused_as_json(page.errors);
  fill_form(request, subject, asked, page);
  page.frame.has_errors = !page.errors.empty();
  if (page.errors.empty()) fill(made, page);
  return pages::render(request, views::report_page, page, page.errors.empty() ? 200 : 422);
}

}  // namespace

void add_report_pages(http::App& app, db::Database& database, const Clock& clock,
                      const std::function<std::shared_ptr<const units::Directory>()>& directory,
                      std::vector<Subject> subjects) {
  if (subjects.empty()) return;
  app.router.get(
      "/reports/{subject}", http::everyone(),
      [&database, &clock, directory, kept = std::make_shared<const Subjects>(std::move(subjects))](
          http::Request& request, std::string_view name) -> http::Response {
        const auto subject = std::ranges::find(*kept, name, &Subject::name);
        if (subject == kept->end()) return http::Response::not_found();
        return show(request, database, clock, directory(), *subject);
      },
      {.work = http::Work::slow});
}

}  // namespace gandan::indicators
