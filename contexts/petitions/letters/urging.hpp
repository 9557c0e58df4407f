// Letters to the officers of a body that is urged: the code, the day and who asks, no word of what
// was sent.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contexts/petitions/record/record.hpp"
#include "kernel/module/services.hpp"
#include "kernel/people/principal.hpp"
#include "lib/jobs/jobs.hpp"
#include "lib/mail/message.hpp"

namespace gandan::petitions {

/// The kind of the jobs: a letter each.
inline constexpr std::string_view urging_job = "petitions.urging";

struct Urging {
  PetitionId petition;
  Instant at;  ///< of its entry in the journal
  people::UserId to;
};

/// In the transaction in which it is urged: a letter to each whom people::reached_at names.
void queue_urging(db::Tx& tx, const Petition& petition, Instant at);
/// In Vietnamese. Nothing where the body has it no more or has done what it owed, or where the
/// account has no address any more. `services.post` must be there.
[[nodiscard]] std::optional<mail::Message> write_urging(db::Tx& tx, const Services& services,
                                                        const Urging& urging);
/// Where letters can leave.
void add_urging_job(jobs::Registry& jobs, Services& services);

}  // namespace gandan::petitions
