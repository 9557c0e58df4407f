// What the page of background work shows.
#pragma once
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::job_pages {

struct JobsPage {
  pages::PageFrame frame;
  std::vector<pages::Fact> counts;
  std::vector<jobs::DeadJob> dead;
  pages::Pager pager;
};

}  // namespace gandan::job_pages
