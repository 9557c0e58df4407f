// The table of what may happen to each kind, with limits and articles, printed for officers.
#pragma once
#include <string>
#include <vector>

#include "contexts/petitions/course.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/rules/rules.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

struct CourseRow {
  std::string from, deed, who, to;
  std::string clock;       ///< "starts: check before acceptance"
  std::string limit;       ///< "30 days; where travel is hard 45 days"
  std::string basis;       ///< of the limit
  std::string article;     ///< of the deed
  bool unchecked = false;  ///< its basis is marked as a starting value
};
struct CoursePart {
  std::string title;
  std::vector<CourseRow> rows;

  /// Those that lead on from one state, together, in the order of the first of them.
  [[nodiscard]] std::vector<std::vector<CourseRow>> groups() const;
  /// The one that is open on the page, the others are folded.
  [[nodiscard]] std::string_view first_state() const;
  /// A row is marked as a starting value.
  [[nodiscard]] bool unchecked() const;
};
struct CoursePage {
  pages::PageFrame frame;
  Date today;
  std::vector<pages::Tab> tabs;  ///< one a matter
  CoursePart part;
};

/// Every transition of a matter, with the limit in force on that day.
[[nodiscard]] CoursePart course_of(const i18n::Locale& locale, const rules::Rulebook& book,
                                   Matter matter, Date today);

}  // namespace gandan::petitions
