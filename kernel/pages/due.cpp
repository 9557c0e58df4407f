#include "kernel/pages/parts.hpp"

namespace gandan::pages {

DueState state_of(const Due& due) {
  if (due.answered) return *due.answered <= due.date ? DueState::kept : DueState::kept_late;
  if (due.paused) return DueState::paused;
  if (due.today > due.date) return DueState::late;
  return due.date - due.today <= soon_days ? DueState::soon : DueState::ahead;
}

}  // namespace gandan::pages
