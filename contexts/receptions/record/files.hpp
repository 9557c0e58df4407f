// The files of a visit: officers who read it have them, and nobody else.
#pragma once
#include "kernel/files/kinds.hpp"

namespace gandan::receptions {

/// For the addresses of files. Of a denunciation who opened its words that day has them.
[[nodiscard]] files::Kind kind_of_visit_files();

}  // namespace gandan::receptions
