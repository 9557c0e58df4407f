// The parts of the home page: what one can ask and how long it takes, the search, and how things
// stand today.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/charts.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

/// What was answered lately and what is asked now; `empty` where nothing was ever asked.
struct NewestCards {
  std::vector<pages::Card> answered, asked;
  pages::EmptyState empty;
};

}  // namespace gandan::petitions
