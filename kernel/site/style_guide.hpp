// /styleguide of a demonstration, and which modules lend views to others: what stands in the style
// guide, and what kernel/pages/test/components_test.cpp judges.
#pragma once
#include <vector>

#include "kernel/pages/style_guide.hpp"
#include "lib/http/router.hpp"

namespace gandan::site {

/// The components of all these modules, by the files in which they stand.
[[nodiscard]] const std::vector<pages::ComponentFile>& components();

/// /styleguide, and /styleguide/{file} for each file of components.
void add_style_guide(http::Router& router);

}  // namespace gandan::site
