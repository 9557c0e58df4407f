// The job that sends a letter: finds again what it is about, words it and hands it to the mailer.
#pragma once
#include <optional>

#include "contexts/petitions/letters/letters.hpp"
#include "kernel/module/services.hpp"
#include "lib/jobs/jobs.hpp"
#include "lib/mail/message.hpp"

namespace gandan::petitions {

/// The message of an errand; nothing where it is not to be sent any more: it was stopped, or what
/// it tells of has passed. `services.post` must be there.
[[nodiscard]] std::optional<mail::Message> write_letter(db::Tx& tx, const Services& services,
                                                        const Errand& errand);
void add_letter_job(jobs::Registry& jobs, Services& services);

}  // namespace gandan::petitions
