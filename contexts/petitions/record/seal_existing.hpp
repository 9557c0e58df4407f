// What an earlier version stored in clear, or as a plain digest: it is sealed before the first
// request is served.
#pragma once
#include <cstdint>

#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// Seals the words of denunciations that lie in clear, and why they were opened, and puts plain
/// digests under the key file, some at a time: where it was broken off, the next start goes on.
/// Returns how many rows it changed. Their traces are erased by a job.
std::int64_t seal_existing(db::Database& database, const Env& env);

}  // namespace gandan::petitions
