// What the papers have in common that who complained or denounced signs later, and an officer
// enters: a withdrawal, a second complaint, that they go on with what was ended.
#pragma once
#include <optional>
#include <vector>

#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

/// Until when its sender may do so (complain_again, pursue); nothing where they cannot.
[[nodiscard]] std::optional<rules::DueDate> days_to(db::Tx& tx, const Env& env,
                                                    const Petition& petition, Verb verb);
/// When it came: now, or at noon of an earlier day.
[[nodiscard]] Instant came_at(const Env& env, const Petition& petition, const Paper& paper);
/// All that the paper lacks for this, as its form can tell at once.
[[nodiscard]] std::vector<MoveError> lacks_of(db::Tx& tx, const Env& env, const Petition& petition,
                                              Verb verb, const Paper& paper);

}  // namespace gandan::petitions
