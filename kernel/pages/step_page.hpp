// A page of a form that asks one question a page.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/http/fields.hpp"

namespace gandan::pages {

/// What such a page has besides its question; `views::step_form` prints it around.
struct StepPage {
  PageFrame frame;       ///< its form is the one that this page is
  std::string action;    ///< where the form is sent while questions are left
  std::string step;      ///< the name of this step
  std::string previous;  ///< that of the step before; empty on the first
  int number = 1, count = 1;
  std::vector<FieldError> errors;
  std::vector<http::Field> hidden;  ///< what was answered on other pages
};

}  // namespace gandan::pages
