// /styleguide of the demonstration: every component with sample content, on one page.
#pragma once
#include <string>

#include "kernel/pages/charts.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::pages {

struct Sample {
  std::vector<Badge> badges;
  std::vector<Due> dues;
  std::vector<Card> cards;
  std::vector<Step> steps;
  std::vector<Promise> promises;
  AnswerBlock answer;
  std::vector<Fact> facts;
  std::vector<AskersOfPlace> askers;
  std::vector<Figure> figures;
  std::vector<Facet> facets;
  std::vector<Link> chosen;
  Pager pager;
  EmptyState empty;
  std::vector<Action> actions;
  std::vector<Tab> tabs;
  std::vector<RailGroup> rail;
  Receipt receipt;
  Hero hero;
  std::vector<std::string> reasons;
  std::vector<Member> members;
  std::vector<CheckRow> checks;
  std::vector<FieldError> errors;
  Field text, wrong, area, choice, several, select;
  std::vector<Option> options, short_options;
  DateField date;
  FileField file;
  Finder place;
  BarChart bars;
  ColumnChart columns;
  TileMap tiles;
  FlowChart flow;
};

/// Sample content in the reader's language, all of it invented.
[[nodiscard]] Sample sample(const i18n::Locale& locale);

/// The whole page. The frame's title is set here.
[[nodiscard]] std::string style_guide(const i18n::Locale& locale, PageFrame frame);

}  // namespace gandan::pages
