#include <algorithm>
#include <array>
#include <charconv>

#include "kernel/pages/site.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/rules/admin_pages.hpp"
#include "kernel/rules/page_models.hpp"
#include "kernel/rules/views/calendar.hpp"
#include "lib/text/dates.hpp"

namespace gandan::rules {
namespace {

using http::Request;
using http::Response;

constexpr std::array weekdays = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                 N_("Thursday"), N_("Friday"), N_("Saturday")};

/// The day of three fields, as a date field sends it.
std::optional<Date> typed_date(const http::Fields& typed) {
  std::string day;
  for (const char* part : {"date_day", "date_month", "date_year"})
    (day += day.empty() ? "" : "/") += typed.get(part);
  return text::parse_date(day);
}

Response show(const PageEnvironment& env, Request& request, int year,
              std::vector<pages::FieldError> errors = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  auto typed = [&](const char* name) { return std::string(request.form.get(name)); };
  CalendarPage page{.frame = pages::frame_for(request, word(N_("Working days"))),
                    .unverified = unverified_badge(locale),
                    .errors = std::move(errors),
                    .year = year};
  page.frame.section = "calendar";
  page.frame.form = pages::PageForm{.id = "day"};
  page.frame.has_errors = !page.errors.empty();
  page.frame.flash = told_after_edit(request);
  for (int other = year - 2; other <= year + 2; ++other)
    page.years.push_back({.label = std::to_string(other),
                          .href = "/admin/calendar?year=" + std::to_string(other),
                          .current = other == year});
  for (const CalendarDay& day :
       env.database.read([&](db::Tx& tx) { return days_of_year(tx, year); }))
    page.days.push_back(
        {.date = day.date,
         .weekday = word(weekdays[day.date.weekday()]),
         .kind = day.kind == DayKind::off ? word(N_("day off")) : word(N_("day worked")),
         .name = day.name,
         .source = day.source,
         .verified = day.verified});
  page.date = {.field = {.name = "date", .label = word(N_("Day"))},
               .day = typed("date_day"),
               .month = typed("date_month"),
               .year = typed("date_year")};
  page.kind = {.name = "kind", .label = word(N_("Kind of day"))};
  const bool worked = request.form.get("kind") == "worked";
  page.kinds = {{"off", word(N_("day off")), "", !worked},
                {"worked", word(N_("day worked")), "", worked}};
  page.name = {.name = "name", .label = word(N_("Name of the day")), .value = typed("name")};
  page.source = {.name = "source",
                 .label = word(N_("Source")),
                 .hint = word(N_("The notice or decision that says so.")),
                 .value = typed("source")};
  for (const pages::FieldError& error : page.errors) page.date.field.error = error.message;
  return pages::render(request, views::calendar_page, page, page.errors.empty() ? 200 : 422);
}

/// The year that the address asks for; this one where it names none.
int year_of(const PageEnvironment& env, const Request& request) {
  const std::string_view asked = request.query.get("year");
  int year = env.clock.today().year();
  std::from_chars(asked.data(), asked.data() + asked.size(), year);
  return year;
}

/// Enters a day, or with no kind removes it; then shows its year.
Response change(const PageEnvironment& env, Request& request, std::optional<Date> date,
                std::optional<DayKind> kind) {
  const int shown =
      std::clamp(year_of(env, request), Calendar::first.year(), Calendar::last.year());
  if (pages::only_shows(request)) return show(env, request, shown);
  const auto result = date ? env.database.write([&](db::Tx& tx) {
    return set_day(tx, env.clock, people::actor_of(people::principal(request)), *date, kind,
                   request.form.get("name"), request.form.get("source"));
  })
                           : Result<void, EditError>(fail(EditError::year_out_of_range));
  if (!result)
    return show(
        env, request, shown,
        {{"date",
          std::string(pages::locale_of(request).tr("Write a day between 1945 and 2144."))}});
  return after_edit(env, "/admin/calendar?year=" + std::to_string(date->year()), *date);
}

}  // namespace

void add_calendar_pages(http::Router& router, const PageEnvironment& env) {
  const http::Policy administers =
      people::permission(people::Permission::administer_rules, people::Where::everywhere);
  router.get("/admin/calendar", administers, [env](Request& request) {
    const int year = year_of(env, request);
    if (year < Calendar::first.year() || year > Calendar::last.year()) return Response::not_found();
    return show(env, request, year);
  });
  router.post("/admin/calendar", administers, [env](Request& request) {
    const bool worked = request.form.get("kind") == "worked";
    return change(env, request, typed_date(request.form), worked ? DayKind::worked : DayKind::off);
  });
  router.post("/admin/calendar/remove", administers, [env](Request& request) {
    return change(env, request, Date::parse(request.form.get("date")), std::nullopt);
  });
}

http::Response after_edit(const PageEnvironment& env, std::string path, Date since) {
  env.rules.refresh();
  const std::int64_t moved = env.changed ? env.changed(since) : 0;
  path += path.find('?') == std::string::npos ? '?' : '&';
  return Response::redirect(path + "done=saved&moved=" + std::to_string(moved));
}

std::optional<pages::Flash> told_after_edit(const http::Request& request) {
  if (request.query.get("done") != "saved") return std::nullopt;
  const std::string_view typed = request.query.get("moved");
  std::int64_t moved = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), moved);
  if (error != std::errc() || end != typed.data() + typed.size() || moved < 0) return std::nullopt;
  const i18n::Locale& locale = pages::locale_of(request);
  if (moved == 0)
    return pages::Flash{std::string(locale.tr(N_("Saved. No limit of an open case moved.")))};
  return pages::Flash{locale.ntr("Saved. The limit of {n} open case moved.",
                                 "Saved. The limits of {n} open cases moved.", moved, {})};
}

void add_pages(http::App& app, db::Database& database, Ids& ids, const Clock& clock, Rules& rules,
               LimitsChanged changed) {
  const PageEnvironment environment{database, ids, clock, rules, std::move(changed)};
  add_limit_pages(app.router, environment);
  add_calendar_pages(app.router, environment);
}

}  // namespace gandan::rules
