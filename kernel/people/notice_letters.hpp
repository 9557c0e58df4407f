// Letters that tell officers what was asked about an account, and what came of it.
#pragma once
#include <optional>
#include <string>

#include "kernel/people/consents.hpp"
#include "lib/jobs/jobs.hpp"
#include "lib/mail/mailer.hpp"

namespace gandan::people {

/// How letters leave; without a mailer none do, and the notice stands on the account's page alone.
struct NoticePost {
  mail::Mailer* mailer = nullptr;
  mail::Mailbox from = {};
  std::string public_url = {};
};

/// The message of an errand; nothing where the account has no address, or is disabled.
[[nodiscard]] std::optional<mail::Message> write_notice(db::Tx& tx, const NoticePost& post,
                                                        const NoticeErrand& errand);
void add_notice_job(jobs::Registry& jobs, const Clock& clock, NoticePost post);

}  // namespace gandan::people
