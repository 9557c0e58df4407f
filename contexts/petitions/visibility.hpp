// Showing and hiding keep the search index in step: nothing is found that may not be read.
#pragma once
#include <string_view>

#include "contexts/petitions/record.hpp"

namespace gandan::petitions {

/// Whether a text holds what surely identifies somebody, so that an officer must look at it first.
[[nodiscard]] bool identifies_somebody(std::string_view text);
/// Changes `petition.visibility` and the index; the caller saves the petition.
void set_visibility(db::Tx& tx, Petition& petition, Visibility visibility);

}  // namespace gandan::petitions
