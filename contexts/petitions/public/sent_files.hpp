// The field for photographs and papers on the forms of who sends a petition, or has sent it; and
// what came by it.
#pragma once
#include <optional>
#include <vector>

#include "contexts/petitions/record/files.hpp"
#include "contexts/petitions/record/record.hpp"
#include "kernel/files/take.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/turn/turn.hpp"

namespace gandan::petitions {

/// `is_confidential`: of a complaint or a denunciation, which nobody shows in public.
[[nodiscard]] pages::FileField files_field(const Turn& turn, bool is_confidential);

/// take_sent_files(), no more than a petition may have. `there`: how many it has already.
[[nodiscard]] std::optional<std::vector<files::Taken>> taken_files(Turn& turn,
                                                                   std::size_t there = 0);

/// Stores what its sender adds, in the transaction of their deed; false where it would have too
/// many then, and nothing is stored.
[[nodiscard]] bool add_files(db::Tx& tx, const acts::Env& env, PetitionId id,
                             const std::vector<files::Taken>& taken);

}  // namespace gandan::petitions
