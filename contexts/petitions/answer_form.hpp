// What must hold of the form of an answer, whoever gives it: all that is wrong with it at once.
#pragma once
#include <vector>

#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// Whether such an outcome promises a day.
[[nodiscard]] bool needs_promise(Outcome outcome);

/// In the order in which it asks. Of a complaint or denunciation, as `petition` says it, an answer
/// is a settlement; nullptr where it is given to many.
[[nodiscard]] std::vector<AnswerError> faults_of(const AnswerForm& form, Date today,
                                                 const Petition* petition);

}  // namespace gandan::petitions
