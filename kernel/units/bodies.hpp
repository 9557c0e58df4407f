// Bodies found by what people type of their names.
#pragma once
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// Those that exist on the day and hold every word in their name or code, marks and case aside;
/// the nation's first, then by name. None where nothing is typed.
[[nodiscard]] std::vector<Unit> find_bodies(db::Tx& tx, std::string_view words, Date day,
                                            std::size_t limit);

}  // namespace gandan::units
