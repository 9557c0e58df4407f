// Showing and hiding keep the search index in step: nothing is found that may not be read.
#pragma once
#include "contexts/petitions/record.hpp"

namespace gandan::petitions {

/// Changes `petition.visibility` and the index; the caller saves the petition.
void set_visibility(db::Tx& tx, Petition& petition, Visibility visibility);

}  // namespace gandan::petitions
