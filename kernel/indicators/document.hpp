// A report as an official document: for who prints it, or sends it upward as one.
#pragma once
#include "kernel/indicators/report.hpp"
#include "lib/documents/document.hpp"

namespace gandan::indicators {

/// With a breakdown a table of its rows and the total, on the broad side; without one each figure
/// with what it means. It has no number and no signature: who sends it gives them.
[[nodiscard]] documents::Document document_of(const Report& report);

}  // namespace gandan::indicators
