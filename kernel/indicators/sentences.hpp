// What figures say in sentences: counted, never guessed. No share under five, no comparison with
// fewer, and never a cause.
#pragma once
#include <string>
#include <vector>

#include "kernel/indicators/report.hpp"

namespace gandan::indicators {

/// How much came, beside the period before; how limits were kept; what waits. Those that the
/// subject has.
[[nodiscard]] std::vector<std::string> sentences_of(const Report& report);
/// What its breakdown shows most; empty where nothing stands out, or only a few.
[[nodiscard]] std::string sentence_of_rows(const Report& report);

}  // namespace gandan::indicators
