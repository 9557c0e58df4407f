// What the tables of files hold of people.
#pragma once
#include "kernel/personal/personal.hpp"

namespace gandan::files {

[[nodiscard]] personal::Declared personal_data();

}  // namespace gandan::files
