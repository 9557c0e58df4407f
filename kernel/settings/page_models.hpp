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
  std::string note = {};  ///< what is in force until the next start; how many provinces differ
};

struct SettingsPage {
  pages::PageFrame frame;
  std::vector<SettingRow> settings;
  pages::EmptyState nothing;  ///< where no module has any
};

struct ProvinceRow {
  std::string name, href;
  std::string value;  ///< empty: as everywhere
};

struct SettingPage {
  pages::PageFrame frame;
  std::string meaning;
  std::vector<pages::FieldError> errors = {};
  std::string action;
  pages::Field field;
  std::vector<pages::Option> options = {};  ///< of a switch; otherwise the field is text
  std::string reset = {};  ///< the button that takes back what was set; may be empty
  std::vector<ProvinceRow> provinces = {};
};

}  // namespace gandan::settings
