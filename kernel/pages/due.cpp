#include <algorithm>

#include "kernel/pages/parts.hpp"

namespace gandan::pages {

DueState state_of(const Due& due) {
  if (due.answered) return *due.answered <= due.date ? DueState::kept : DueState::kept_late;
  if (due.paused) return DueState::paused;
  if (due.today > due.date) return DueState::late;
  return due.date - due.today <= soon_days ? DueState::soon : DueState::ahead;
}

bool marks_starting_value(const std::optional<Promise>& promise, const std::vector<Step>& steps) {
  return (promise && promise->unchecked) || std::ranges::any_of(steps, &Step::unchecked);
}

}  // namespace gandan::pages
