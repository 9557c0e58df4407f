// Public bodies found by what people type of their names.
#pragma once
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// Bodies of today with a word in name or code for every word typed, whatever the marks and even
/// half typed; "ubnd" is read out. In the order of the directory; all of them where nothing is
/// typed.
[[nodiscard]] std::vector<const Unit*> bodies_named(const Directory& directory,
                                                    std::string_view typed);

}  // namespace gandan::units
