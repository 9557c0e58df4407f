// Replays the demonstration data in the order of time, each step at its own moment.
#pragma once
#include <span>

#include "contexts/petitions/demo/data.hpp"
#include "kernel/people/principal.hpp"

namespace gandan::petitions {

/// Every step goes through the use case that the pages call, by the officer whose role reaches that
/// petition, or by the system where the demonstration has none there. Offices act on working days;
/// nothing happens after `now`. Returns the number of steps; throws std::runtime_error naming the
/// petition where a use case refuses one.
int replay_demo(db::Tx& tx, const rules::Rulebook& rules, const crypto::KeyFile& keys, Instant now,
                const DemoData& data, std::span<const people::Principal> officers);

}  // namespace gandan::petitions
