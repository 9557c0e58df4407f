// Undertakings by their days: the last day of what is owed, and the day on which it was done.
#pragma once
#include <vector>

#include "kernel/module/calendar.hpp"
#include "kernel/module/services.hpp"

namespace gandan::tasks {

/// Of the bodies that serve the place, or of all where no place is asked for.
[[nodiscard]] ReadCalendar calendar(Services& services);

}  // namespace gandan::tasks
