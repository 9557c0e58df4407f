#include "kernel/exports/pages.hpp"

#include <algorithm>

#include "kernel/exports/page_models.hpp"
#include "kernel/exports/turns.hpp"
#include "kernel/exports/views/export.hpp"
#include "kernel/pages/site.hpp"
#include "lib/http/address.hpp"

namespace gandan::exports {
namespace {

/// Each holds a piece of its file, and reads the database as fast as it can.
constexpr int most_at_once = 16, most_of_one = 4;

Turns::Subscriber subscriber_of(const http::Request& request) {
  return http::Address::parse(request.client).value_or(http::Address()).subscriber();
}

const char* form_in_words(Form form) {
  switch (form) {
    case Form::text:
      return N_("Plain text");
    case Form::markdown:
      return N_("Text in Markdown");
    case Form::name:
      return N_("One of these names");
    case Form::moment:
      return N_("Moment in UTC: 2026-07-01T08:00:00Z");
    case Form::day:
      return N_("Day: 2026-07-01");
  }
  return "";
}

http::Response explain(const http::Request& request, const Export& it) {
  const i18n::Locale& locale = pages::locale_of(request);
  ExportPage page{.frame = pages::frame_for(request, std::string(locale.tr(it.title))),
                  .about = std::string(locale.tr(it.about)),
                  .csv_href = it.address() + "?format=csv",
                  .json_lines_href = it.address() + "?format=jsonl",
                  .columns = {}};
  page.frame.section = "open-data";
  for (const Column& column : it.columns) {
    ColumnRow row{.name = std::string(column.name),
                  .meaning = std::string(locale.tr(column.meaning)),
                  .form = std::string(locale.tr(form_in_words(column.form))),
                  .personal = column.personal};
    for (const Name& value : column.values)
      row.values.push_back(std::string(value.name) + ": " + std::string(locale.tr(value.label)));
    page.columns.push_back(std::move(row));
  }
  return pages::render(request, views::export_page, page);
}

http::Response as_file(const http::Request& request, const Export& it, Format format,
                       db::Database& database, const Names& names, Turns& turns) {
  auto turn = turns.take(subscriber_of(request));
  if (!turn)
    return http::Response::error(
               503, std::string(pages::locale_of(request).tr(
                        N_("Several people are taking this file now. Try again in a minute."))))
        .header("Retry-After", "60");
  return http::Response::stream(
             format == Format::csv ? "text/csv; charset=utf-8" : "application/jsonl",
             [pieces = Pieces(it, format, database, names),
              turn = std::move(turn)](std::string& piece) mutable { return pieces.next(piece); })
      .download_as(std::string(it.name) + "." + std::string(name_of(format)));
}

}  // namespace

void add_pages(http::App& app, db::Database& database, const Names& names,
               std::vector<Export> exports) {
  if (exports.empty()) return;
  check(exports);
  app.router.get("/open-data/{export}", http::everyone(),
                 [&database, names, turns = std::make_shared<Turns>(most_at_once, most_of_one),
                  kept = std::make_shared<const std::vector<Export>>(std::move(exports))](
                     http::Request& request, std::string_view name) {
                   const auto it = std::ranges::find(*kept, name, &Export::name);
                   if (it == kept->end()) return http::Response::not_found();
                   const auto format = parse_format(request.query.get("format"));
                   return format ? as_file(request, *it, *format, database, names, *turns)
                                 : explain(request, *it);
                 },
                 {.work = http::Work::slow});
}

}  // namespace gandan::exports
