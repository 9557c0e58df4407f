// GET /reports: this year's figures of every area in one page; what no module counts is not there.
#pragma once
#include <memory>
#include <vector>

#include "kernel/indicators/indicator.hpp"
#include "kernel/units/units.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::indicators {

[[nodiscard]] http::Response show_overview(const http::Request& request, db::Database& database,
                                           const Clock& clock,
                                           const std::shared_ptr<const units::Directory>& directory,
                                           const std::vector<Subject>& subjects);

}  // namespace gandan::indicators
