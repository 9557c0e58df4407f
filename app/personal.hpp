// What tables of modules that do not say it themselves hold of people: those beneath the kernel,
// and those of the kernel that hold what is published anyway.
#pragma once
#include "kernel/personal/personal.hpp"

namespace gandan::app {

[[nodiscard]] personal::Declared personal_data();

}  // namespace gandan::app
