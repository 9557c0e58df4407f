#include "kernel/indicators/document.hpp"

namespace gandan::indicators {
namespace {

using documents::Align;

constexpr double broad_size = 8, narrow_size = 12;  // points: fifteen columns, or three

std::string figure_in_words(const i18n::Locale& locale, const Row& row, const Indicator& it) {
  return it.adds == Adds::ratio ? rate_in_words(locale, row.ratio(it))
                                : locale.number(row[it.name]);
}

documents::Cell number_cell(std::string words) {
  return {.text = documents::plain(std::move(words)), .align = Align::right};
}

/// A column an indicator.
documents::Table broad_table(const Report& report) {
  const i18n::Locale& locale = report.question.locale;
  documents::Table table{.widths = {3}, .size = broad_size};
  table.about = std::string(locale.tr(report.question.by->heading));
  documents::Row heading{
      {.text = documents::bold(std::string(locale.tr(report.question.by->row)))}};
  for (const Indicator& it : report.subject->indicators) {
    if (it.heading[0] == '\0') continue;
    table.widths.push_back(1.4);
    heading.push_back(
        {.text = documents::bold(std::string(locale.tr(it.heading))), .align = Align::centre});
  }
  table.header.push_back(std::move(heading));
  const auto line = [&](const Row& row) {
    documents::Row cells{{.text = documents::plain(row.label)}};
    for (const Indicator& it : report.subject->indicators)
      if (it.heading[0] != '\0') cells.push_back(number_cell(figure_in_words(locale, row, it)));
    table.rows.push_back(std::move(cells));
  };
  for (const Row& row : report.rows) line(row);
  line(report.total);
  return table;
}

/// A row an indicator, with what it means.
documents::Table narrow_table(const Report& report) {
  const i18n::Locale& locale = report.question.locale;
  const auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  documents::Table table{.widths = {3, 1.2, 6}, .size = narrow_size};
  table.about = tr(report.subject->title);
  table.header.push_back({{.text = documents::bold(tr(N_("Name"))), .align = Align::centre},
                          {.text = documents::bold(tr(N_("Number"))), .align = Align::centre},
                          {.text = documents::bold(tr(N_("Meaning"))), .align = Align::centre}});
  for (const Indicator& it : report.subject->indicators)
    if (it.heading[0] != '\0')
      table.rows.push_back({{.text = documents::plain(tr(it.heading))},
                            number_cell(figure_in_words(locale, report.total, it)),
                            {.text = documents::plain(tr(it.definition))}});
  return table;
}

}  // namespace

documents::Document document_of(const Report& report) {
  const Question& asked = report.question;
  const bool is_broad = asked.by != nullptr;
  documents::Document document{.landscape = is_broad,
                               .body = report.unit ? report.unit->name : std::string(),
                               .kind = "BÁO CÁO",
                               .subject = std::string(asked.locale.tr(report.subject->title)),
                               .ends = false};
  document.blocks.push_back(documents::Paragraph{
      .text = documents::plain(asked.locale.tr(
          report.subject->note, {{"from", asked.locale.date(asked.scope.from)},
                                 {"to", asked.locale.date(asked.scope.to)},
                                 {"as_of", asked.locale.date(asked.scope.as_of)}}))});
  document.blocks.push_back(is_broad ? broad_table(report) : narrow_table(report));
  return document;
}

}  // namespace gandan::indicators
