// The types that the golden views print.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "lib/base/time.hpp"
#include "lib/html/markdown.hpp"

namespace gandan::samples {

struct Answer {
  std::string by, body;
  Date on;
};

struct Page {
  std::string title, code, link, hint;
  Date received;
  bool late = false;
  std::optional<std::string> place;
  std::vector<Answer> answers;
};

}  // namespace gandan::samples
