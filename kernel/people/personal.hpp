// What accounts, sign-ins and seals keep of people.
#pragma once
#include "kernel/personal/personal.hpp"

namespace gandan::people {

[[nodiscard]] personal::Declared personal_data();

}  // namespace gandan::people
