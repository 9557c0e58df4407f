// Bodies in public: what each owes, what it answered, and how punctually.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/charts.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

/// A body in the table of all bodies. Counts are by the locale; empty where there is nothing.
struct BodyNumber {
  std::string text, href;
};
struct BodyLine {
  std::string name, href;
  std::optional<double> rate;  ///< as standing.hpp says it
  std::string rate_text;
  BodyNumber overdue, not_due, answered;
};
struct BodyGroup {
  std::string title;  ///< the level: "Of the nation"
  std::vector<BodyLine> bodies;
};

struct BodiesPage {
  pages::PageFrame frame;
  pages::SearchBox box;
  std::vector<BodyGroup> groups;
  pages::Link all;  ///< to those that are left out
  pages::Pager pager;
  pages::EmptyState empty;
};

struct BodyPage {
  pages::PageFrame frame;
  std::string name, about;  ///< "Province of Lạng Sơn, since 01/07/2025"
  std::vector<pages::Figure> figures;
  std::vector<pages::Tab> tabs;
  std::string list_title;
  std::vector<pages::Card> cards;
  pages::Pager pager;
  pages::EmptyState empty;
  std::vector<pages::Card> promised;  ///< what is due first
  std::string promised_href;          ///< of all that it promised
  std::optional<pages::ColumnChart> months;
  std::vector<pages::Link> fields;
  std::string matters;  ///< "căn cước, cư trú, …"
};

}  // namespace gandan::petitions
