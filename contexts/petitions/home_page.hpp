// The home page: what one can ask and how long it takes, the search, and how things stand today.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/charts.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

struct HomePage {
  pages::PageFrame frame;
  pages::Hero hero;
  std::vector<pages::Figure> figures;
  std::vector<pages::Card> answered, asked;
  pages::EmptyState empty;
  std::optional<pages::BarChart> punctual;
};

}  // namespace gandan::petitions
