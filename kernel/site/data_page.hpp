// What is kept of people, as a table for everybody.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"

namespace gandan::site {

struct DataPage {
  struct Row {
    std::string what, why, how_long, seen_by;
    bool in_own_file = false;
  };
  pages::PageFrame frame;
  std::vector<Row> rows;
  bool has_own_file = false;  ///< something is in the file that a key opens
};

}  // namespace gandan::site
