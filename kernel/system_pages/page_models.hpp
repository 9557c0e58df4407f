// What the page of the system shows.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::system_pages {

struct SystemPage {
  pages::PageFrame frame;
  std::vector<pages::Fact> program, settings, tables, letters, log;
  std::string log_trouble;  ///< why the public log does not get on; empty: it does
  std::string test_to;      ///< whom a test letter goes to; empty: none can be sent
};

}  // namespace gandan::system_pages
