// Which of some petitions a list holds, without reading the list.
#pragma once
#include <string>
#include <vector>

#include "contexts/petitions/lists/listing.hpp"

namespace gandan::petitions {

/// By their codes, of a few; the filter's words do not count.
[[nodiscard]] std::vector<std::string> codes_among(db::Tx& tx, const Clock& clock,
                                                   const Filter& filter,
                                                   const std::vector<std::string>& codes);

}  // namespace gandan::petitions
