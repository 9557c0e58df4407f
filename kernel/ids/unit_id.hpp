// The identifiers of a unit (a body or an administrative area) and of a field, for headers that
// only need their names. What they are stands in kernel/units.
#pragma once
#include "lib/base/id.hpp"

namespace gandan {

using UnitId = Id<struct UnitTag>;
/// A field of petitions (lĩnh vực): land, health, pay of officials, …
using FieldId = Id<struct FieldTag>;

}  // namespace gandan
