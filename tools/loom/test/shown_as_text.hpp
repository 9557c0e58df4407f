// Prints a stranger's string in every position of a page and reads it back as a browser does.
#pragma once
#include <string>

namespace gandan::samples {

/// Fails the test where any position shows something else than the string, byte for byte, or where
/// the page has another tag or attribute than its view.
void expect_shown_as_text(const std::string& hostile);

}  // namespace gandan::samples
