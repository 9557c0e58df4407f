// What Cairo 1.16 has no call for: the language of a PDF, and that its title is shown.
#pragma once
#include <string>

namespace gandan::documents {

/// The same PDF with its catalogue completed, where it is as Cairo writes it: the last object, in
/// clear. Else as it is.
[[nodiscard]] std::string in_vietnamese(std::string pdf);

}  // namespace gandan::documents
