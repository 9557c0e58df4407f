// The visits behind a figure: a list of the desk, for who may read the book.
#pragma once
#include <string>
#include <vector>

#include "kernel/indicators/report.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/app.hpp"

namespace gandan {
struct Services;
}

namespace gandan::receptions {

struct BehindPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::string title, period;
  std::vector<pages::Card> cards;
  pages::Pager pager;
  pages::EmptyState empty;
};

/// In SQL, of a visit `v`: what an indicator counts; empty where that is no visit.
[[nodiscard]] std::string counts_visits(std::string_view indicator);
/// GET /desk/receptions with these.
[[nodiscard]] std::string behind_href(const indicators::Part& part, std::string_view indicator);

void add_behind_page(http::App& app, Services& services);

}  // namespace gandan::receptions
