// Open data of petitions: what everybody may read of each, a row each.
#pragma once
#include "kernel/exports/export.hpp"

namespace gandan::petitions {

[[nodiscard]] exports::Export open_data();

}  // namespace gandan::petitions
