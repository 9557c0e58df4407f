// The identifier of a unit (a body or an administrative area), for headers that only need its name.
// What a unit is stands in kernel/units.
#pragma once
#include "lib/base/id.hpp"

namespace gandan {

using UnitId = Id<struct UnitTag>;

}  // namespace gandan
