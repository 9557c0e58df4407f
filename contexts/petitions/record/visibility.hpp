// Showing and hiding keep the search index in step: nothing is found that may not be read.
#pragma once
#include "contexts/petitions/record/record.hpp"
#include "kernel/personal/findings.hpp"

namespace gandan::petitions {

using personal::Finding;
using personal::findings_in;
using personal::identifies_somebody;
using personal::needs_a_look;

/// Changes `petition.visibility` and the index; the caller saves the petition, and has not yet:
/// what is hidden or sealed stands still in figures as it is stored now
/// (figures/sealed_figures.hpp).
void set_visibility(db::Tx& tx, Petition& petition, Visibility visibility, Instant at);

}  // namespace gandan::petitions
