// What the columns of receptions hold of people, for /privacy/data.
#pragma once
#include "kernel/personal/personal.hpp"

namespace gandan::receptions {

[[nodiscard]] personal::Declared personal_data();

}  // namespace gandan::receptions
