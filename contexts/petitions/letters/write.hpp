// What kernel/letters must know of the letters about petitions.
#pragma once
#include "kernel/module/letters.hpp"

namespace gandan::petitions {

/// Finds again what each is about, and words it.
[[nodiscard]] letters::Kind letters_about_petitions();

}  // namespace gandan::petitions
