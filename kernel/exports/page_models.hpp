// What the page of an export shows.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"

namespace gandan::exports {

struct ColumnRow {
  std::string name, meaning, form;
  bool personal = false;
  std::vector<std::string> values = {};  ///< "report: Report", of a column of names
};

struct ExportPage {
  pages::PageFrame frame;
  std::string about;
  std::string csv_href, json_lines_href;
  std::vector<ColumnRow> columns;
};

}  // namespace gandan::exports
