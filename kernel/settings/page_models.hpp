// What the pages of settings show.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::settings {

struct SettingRow {
  std::string name, meaning, href;
  std::string value;
  std::string note = {};  ///< what is in force until the next start; whose value it is
};

/// Of the installation, of a unit, or only a choice of units.
struct SettingsPage {
  pages::PageFrame frame;
  std::string intro = {};  ///< empty where no unit is chosen yet
  std::vector<pages::FieldError> errors = {};
  std::vector<SettingRow> settings = {};
  pages::EmptyState nothing;  ///< where no module has any
  bool finds = false;         ///< there are settings of units
  pages::Field find;          ///< finds a unit by words
  std::vector<pages::Link> units = {};
};

struct UnitRow {
  std::string name, href;
  std::string value;  ///< empty: as above it
};

struct SettingPage {
  pages::PageFrame frame;
  std::string meaning;
  std::vector<pages::FieldError> errors = {};
  std::string action;
  pages::Field field;
  std::vector<pages::Option> options = {};  ///< of a switch; otherwise the field is text
  std::string inherited = {};  ///< "as in Tỉnh Lạng Sơn": whose value it is, where none is set here
  std::string reset = {};  ///< the button that takes back what was set; may be empty
  std::vector<UnitRow> units = {};
};

}  // namespace gandan::settings
