// All that is kept of who sent a petition, as a file for them.
#pragma once
#include <string>

#include "contexts/petitions/record/record.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {

/// JSON: what they sent, how to reach them, what they were asked and told, the letters they asked
/// for, and what was done when. Not the notes of officers among themselves; of who denounces not
/// who they are, for a key of ten digits on a paper must not tell it. The caller knows that they
/// hold the private key. Not journaled, so that nobody learns when they looked.
[[nodiscard]] std::string own_data(const Services& services, const Petition& petition);

}  // namespace gandan::petitions
