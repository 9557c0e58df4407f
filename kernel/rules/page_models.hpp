// What the pages of limits and of the calendar show.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/base/time.hpp"

namespace gandan::rules {

struct LimitRow {
  std::int64_t id = 0;
  std::string title;
  std::string value;  ///< "7 working days; remote areas 10"
  Date from;
  std::optional<Date> to;
  std::string basis;
  bool verified = false;
};

/// The limits of one law, folded together.
struct LimitGroup {
  std::string law;
  std::vector<LimitRow> limits;
};

struct LimitsPage {
  pages::PageFrame frame;
  pages::Field word, law;  ///< what the list is narrowed by
  std::vector<pages::Option> laws;
  bool is_narrowed = false;  ///< then the limits are shown, else what laws there are
  std::vector<LimitGroup> groups = {};
  pages::EmptyState nothing = {};  ///< where no limit fits
};

struct LimitPage {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors = {};
  std::string action;
  std::vector<pages::Field> texts;  ///< rule, titles, value, remote value, dates, basis, source
  pages::Field kind, unit;
  std::vector<pages::Option> kinds, units;
  pages::Field flags;
  std::vector<pages::Option> flag_options;  ///< rolls, verified
};

struct DayRow {
  Date date;
  std::string weekday;
  std::string kind;
  std::string name;
  std::string source;
  bool verified = false;
};

struct CalendarPage {
  pages::PageFrame frame;
  pages::Badge unverified;
  std::vector<pages::FieldError> errors = {};
  int year = 0;
  std::vector<pages::Tab> years;
  std::vector<DayRow> days;
  pages::DateField date;
  pages::Field kind;
  std::vector<pages::Option> kinds;
  pages::Field name, source;
};

}  // namespace gandan::rules
