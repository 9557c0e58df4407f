// Where the tracking codes of petitions and topics lead everybody (kernel/records).
#pragma once
#include <vector>

#include "kernel/records/kinds.hpp"

namespace gandan::petitions {

/// Petitions, also by the code of who joined one; topics, also by the code of one that was merged.
[[nodiscard]] std::vector<records::Kind> kinds_of_records();

}  // namespace gandan::petitions
