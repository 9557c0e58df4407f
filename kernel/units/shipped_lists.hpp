// The national lists that the program ships (lists/, made by tools/units/make_lists).
#pragma once
#include <cstdint>

#include "kernel/units/lists.hpp"

namespace gandan::units {

/// Every district and commune as the lists of 2021, 2025 and 2026 name it, and what the old ones
/// became on 1 July 2025. Takes some tens of milliseconds.
[[nodiscard]] Lists shipped_lists();

/// Changes whenever they change; does not read them.
[[nodiscard]] std::int64_t shipped_lists_version();

}  // namespace gandan::units
