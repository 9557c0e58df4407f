// What of petitions, joinings and topics the log vouches for (kernel/journal/committed.hpp).
#pragma once
#include "kernel/journal/committed.hpp"

namespace gandan::petitions {

[[nodiscard]] journal::Commitments commitments_to_petitions();

/// Of a petition, the parts that its sender may see beside their own words: the others are hidden
/// in what they are given to check it with.
[[nodiscard]] bool is_for_sender(std::string_view part);

}  // namespace gandan::petitions
