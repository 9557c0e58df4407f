// What petitions keep of people.
#pragma once
#include "kernel/personal/personal.hpp"

namespace gandan::petitions {

[[nodiscard]] personal::Declared personal_data();

}  // namespace gandan::petitions
