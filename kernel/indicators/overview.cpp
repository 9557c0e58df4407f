#include "kernel/indicators/overview.hpp"

#include "kernel/indicators/page.hpp"
#include "kernel/indicators/views/report.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::indicators {
namespace {

AreaPart area_part(const Report& report) {
  const Subject& subject = *report.subject;
  const i18n::Locale& locale = report.question.locale;
  ReportPage figures{.frame = {}};
  fill(report, figures);
  AreaPart part{.title = std::string(locale.tr(subject.title)),
                .href = subject.address(),
                .sentences = std::move(figures.sentences),
                .figures = std::move(figures.figures),
                .ways = {},
                .definitions = {}};
  for (const Breakdown& by : subject.breakdowns)
    if (by.tab[0] != '\0')
      part.ways.push_back(
          {std::string(locale.tr(by.tab)), subject.address() + "?by=" + std::string(by.name)});
  for (const Indicator& it : subject.indicators)
    if (it.heading[0] != '\0')
      part.definitions.push_back(
          {std::string(locale.tr(it.heading)), std::string(locale.tr(it.definition))});
  return part;
}

}  // namespace

http::Response show_overview(const http::Request& request, db::Database& database,
                             const Clock& clock,
                             const std::shared_ptr<const units::Directory>& directory,
                             const std::vector<Subject>& subjects) {
  const i18n::Locale& locale = pages::locale_of(request);
  const Date today = clock.today();
  const Scope scope{.from = Date::of(today.year(), 1, 1), .to = today, .as_of = today};
  OverviewPage page{
      .frame = pages::frame_for(request, std::string(locale.tr(N_("Figures")))),
      .note = locale.tr(N_("What came this year, from {from} to {to}, area by area. "
                           "Each figure opens what it counts."),
                        {{"from", locale.date(scope.from)}, {"to", locale.date(scope.to)}}),
      .areas = {}};
  page.frame.section = "reports";
  database.read([&](db::Tx& tx) {
    for (const Subject& subject : subjects)
      page.areas.push_back(
          area_part(report(tx, subject, {scope, nullptr, clock, directory, locale, &request})));
    return 0;
  });
  return pages::render(request, views::overview_page, page);
}

}  // namespace gandan::indicators
