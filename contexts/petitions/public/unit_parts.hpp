// What petitions say on the pages of a body and of a place.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/charts.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

/// What a body owes, has answered or is late with, a list at a time.
struct BodyRecords {
  std::string body;
  std::vector<pages::Tab> tabs;
  std::string title;
  std::vector<pages::Card> cards;
  pages::Pager pager;
  pages::EmptyState empty;
};

struct BodyMatters {
  std::vector<pages::Link> fields;
  std::string matters;  ///< "căn cước, cư trú, …"
};

struct PlaceFigures {
  std::vector<pages::Figure> figures;
  std::string report_href;  ///< empty where the place has no code by which a report knows it
};

}  // namespace gandan::petitions
