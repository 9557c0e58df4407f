#include "kernel/indicators/drawing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "kernel/indicators/sentences.hpp"
#include "kernel/pages/names.hpp"
#include "kernel/pages/pictures.hpp"
#include "kernel/units/names.hpp"

namespace gandan::indicators {
namespace {

constexpr std::size_t most_bars = 12, most_small_charts = 12;
/// So many months are told apart in a small chart.
constexpr std::int32_t most_small_months = 36;

/// What the drawing of a report refers to all the time.
struct Drafting {
  const Report& report;
  const Subject& subject;
  const Breakdown& by;
  const i18n::Locale& locale;

  [[nodiscard]] std::string tr(const char* message) const {
    return std::string(locale.tr(message));
  }
  [[nodiscard]] const Cell& cell(const Row& row, std::string_view name) const {
    return row.cells[subject.at(name)];
  }
  [[nodiscard]] const Indicator& indicator(std::string_view name) const {
    return subject.indicators[subject.at(name)];
  }
  [[nodiscard]] std::string heading(std::string_view name) const {
    return name.empty() ? std::string() : tr(indicator(name).heading);
  }
};

pages::ColumnChart columns_by_month(const Drafting& d) {
  pages::ColumnChart chart{.label = d.tr(d.subject.months_title),
                           .subject = d.tr(d.by.row),
                           .first_series = d.heading(d.subject.measure),
                           .second_series = d.heading(d.subject.beside_months),
                           .columns = {}};
  for (const Row& row : d.report.rows) {
    const Cell& first = d.cell(row, d.subject.measure);
    pages::Column& column = chart.columns.emplace_back(
        pages::Column{.tick = row.key.substr(5), .label = row.label, .first = first.n});
    column.first_href = first.href;
    if (d.subject.beside_months.empty()) continue;
    const Cell& second = d.cell(row, d.subject.beside_months);
    column.second = second.n;
    column.second_href = second.href;
  }
  return chart;
}

pages::BarChart bars_by_measure(const Drafting& d) {
  const std::string_view beside = d.subject.beside_bars;
  pages::BarChart chart{.label = d.tr(d.by.heading) + ": " + d.heading(d.subject.measure),
                        .subject = d.tr(d.by.row),
                        .measure = d.heading(d.subject.measure),
                        .second_measure = d.heading(beside),
                        .bars = {}};
  std::int64_t most = 1;
  for (const Row& row : d.report.rows) most = std::max(most, row[d.subject.measure]);
  for (std::size_t i = 0; i < std::min(d.report.rows.size(), most_bars); ++i) {
    const Row& row = d.report.rows[i];
    const Cell& cell = d.cell(row, d.subject.measure);
    pages::Bar& bar = chart.bars.emplace_back(
        pages::Bar{.label = row.label,
                   .href = row.href,
                   .share = static_cast<double>(cell.n) / static_cast<double>(most),
                   .value = d.locale.number(cell.n),
                   .value_href = cell.href});
    if (beside.empty()) continue;
    bar.second = rate_in_words(d.locale, row.ratio(d.indicator(beside)));
    bar.second_href = d.cell(row, beside).href;
  }
  return chart;
}

const Row* row_of_key(const Report& report, std::string_view key) {
  const auto found = std::ranges::find(report.rows, key, &Row::key);
  return found == report.rows.end() ? nullptr : &*found;
}

pages::TileMap map_of_provinces(const Drafting& d, const WayInto& way_into) {
  pages::TileMap map{.label = d.tr(d.subject.map_title), .tiles = {}};
  for (const units::Unit& province : d.report.question.directory->provinces()) {
    pages::Tile tile{.code = province.code, .name = units::short_name(province.name), .href = {}};
    if (const Row* row = row_of_key(d.report, province.code)) {
      const Cell& cell = d.cell(*row, d.subject.measure);
      tile.value = cell.n;
      tile.href = cell.href;
    }
    if (way_into) tile.href = way_into(province.code);
    map.tiles.push_back(std::move(tile));
  }
  return map;
}

pages::TileMap map_of_communes(const Drafting& d) {
  pages::TileMap map{
      .label = d.locale.tr(N_("The communes of {province}, by name"),
                           {{"province", pages::in_sentence(d.locale, d.report.unit->name)}}),
      .tiles = {},
      .in_order = true};
  for (const units::Unit& commune : d.report.communes) {
    pages::Tile tile{.code = commune.code,
                     .name = std::string(units::split_type(commune.name).bare),
                     .href = {}};
    const Row* row = row_of_key(d.report, commune.code);
    if (row != nullptr) tile.value = (*row)[d.subject.measure];
    if (d.by.page_of != nullptr) tile.href = d.by.page_of(*d.report.question.directory, commune);
    map.tiles.push_back(std::move(tile));
  }
  return map;
}

pages::FlowChart flow_to_outcomes(const Drafting& d) {
  pages::FlowChart chart{.label = d.tr(N_("What became of what came")),
                         .left_title = d.tr(d.by.row),
                         .right_title = d.tr(N_("Outcome")),
                         .left = {},
                         .right = {},
                         .links = {}};
  std::vector<const Outflow*> outcomes;
  for (const Outflow& each : d.subject.outcomes)
    if (d.report.total[each.indicator] > 0) outcomes.push_back(&each);
  for (const Outflow* each : outcomes) chart.right.push_back({d.tr(each->label), {}, each->tone});
  bool has_others = false;
  for (const Row& row : d.report.rows) {
    const std::size_t from = chart.left.size();
    chart.left.push_back({row.label});
    std::int64_t rest = row[d.subject.measure];
    for (std::size_t to = 0; to < outcomes.size(); ++to) {
      const Cell& cell = d.cell(row, outcomes[to]->indicator);
      rest -= cell.n;
      if (cell.n > 0) chart.links.push_back({from, to, cell.n, cell.href});
    }
    has_others = has_others || rest > 0;
    if (rest > 0) chart.links.push_back({from, outcomes.size(), rest, {}});
  }
  if (has_others) chart.right.push_back({d.tr(N_("Other"))});
  return chart;
}

std::int32_t month_of(std::int64_t day) {
  const Date date{static_cast<std::int32_t>(day)};
  return date.year() * 12 + static_cast<std::int32_t>(date.month()) - 1;
}

Date first_of(std::int32_t month) {
  return Date::of(month / 12, static_cast<unsigned>(month % 12) + 1, 1);
}

std::optional<pages::Multiples> small_charts(const Drafting& d) {
  if (d.report.days.empty()) return std::nullopt;
  std::map<std::int64_t, std::map<std::int32_t, std::int64_t>> months;
  std::int32_t first = month_of(d.report.days.front().day), last = first;
  for (const OnDay& each : d.report.days) {
    const std::int32_t month = month_of(each.day);
    months[each.number][month] += each.n;
    first = std::min(first, month);
    last = std::max(last, month);
  }
  first = std::max(first, last - most_small_months + 1);
  pages::Multiples chart{
      .label = d.locale.tr(N_("{measure} by month, {first} to {last}; all on one scale."),
                           {{"measure", d.heading(d.subject.measure)},
                            {"first", d.locale.month(first_of(first))},
                            {"last", d.locale.month(first_of(last))}}),
      .all = {}};
  for (std::size_t i = 0; i < std::min(d.report.rows.size(), most_small_charts); ++i) {
    const Row& row = d.report.rows[i];
    const Cell& cell = d.cell(row, d.subject.measure);
    pages::Multiple small{
        .label = row.label,
        .href = row.href,
        .values = std::vector<std::int64_t>(static_cast<std::size_t>(last - first + 1)),
        .value = d.locale.number(cell.n),
        .value_href = cell.href};
    for (std::int64_t number : row.part.numbers)
      for (const auto& [month, n] : months[number])
        if (month >= first) small.values[static_cast<std::size_t>(month - first)] += n;
    if (!d.subject.beside_bars.empty()) {
      const Indicator& beside = d.indicator(d.subject.beside_bars);
      small.words = rate_in_words(d.locale, row.ratio(beside)) + " " + d.tr(beside.label);
    }
    chart.all.push_back(std::move(small));
  }
  return chart;
}

}  // namespace

Drawing drawing_of(const Report& report, const WayInto& way_into) {
  Drawing drawing;
  if (report.question.by == nullptr) return drawing;
  const Drafting d{report, *report.subject, *report.question.by, report.question.locale};
  if (!report.communes.empty()) drawing.map = map_of_communes(d);
  if (report.rows.empty()) return drawing;
  if (d.by.axis == Axis::month) {
    drawing.columns = columns_by_month(d);
  } else if (d.by.shows_flow) {
    drawing.flow = flow_to_outcomes(d);
  } else {
    if (d.by.axis == Axis::province) drawing.map = map_of_provinces(d, way_into);
    drawing.multiples = small_charts(d);
    if (!drawing.multiples && report.communes.empty()) drawing.bars = bars_by_measure(d);
  }
  return drawing;
}

std::string to_svg(const Report& report, const std::string& source) {
  const i18n::Locale& locale = report.question.locale;
  const Drawing drawing = drawing_of(report);
  if (drawing.is_empty()) return {};
  pages::PictureWords words{
      .title = std::string(locale.tr(report.subject->title)) + ": " +
               std::string(locale.tr(report.question.by->heading)),
      .lines = {},
      .source =
          locale.tr(N_("Source: {address}; as things stood on {as_of}."),
                    {{"address", source}, {"as_of", locale.date(report.question.scope.as_of)}})};
  if (report.unit) words.title += ", " + report.unit->name;
  if (std::string said = sentence_of_rows(report); !said.empty())
    words.lines.push_back(std::move(said));
  words.lines.push_back(sentences_of(report).front());
  if (drawing.columns) return pages::picture(locale, words, *drawing.columns);
  if (drawing.map) return pages::picture(locale, words, *drawing.map);
  if (drawing.flow) return pages::picture(locale, words, *drawing.flow);
  const Drafting d{report, *report.subject, *report.question.by, locale};
  return pages::picture(locale, words, drawing.bars ? *drawing.bars : bars_by_measure(d));
}

}  // namespace gandan::indicators
