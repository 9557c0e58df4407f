// What is new among the petitions that everybody may read, for letters to who watches their list or
// a place.
#pragma once
#include "kernel/module/news.hpp"

namespace gandan::petitions {

[[nodiscard]] letters::News news();

}  // namespace gandan::petitions
