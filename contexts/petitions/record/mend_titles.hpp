// Titles that an earlier version cut in dots: they are made whole again before the first request is
// served, so that a list says what the page says.
#pragma once
#include <cstdint>

#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// Makes anew, from its text, each title that is part of that text up to its dots, some at a time;
/// of a topic, from the text of who stands for it. One that somebody ended so in words of their own
/// stays. Returns how many it changed.
std::int64_t mend_titles(db::Database& database, const Env& env);

}  // namespace gandan::petitions
