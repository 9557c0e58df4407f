// The job that sends a letter: has its record's module word it, and hands it to a channel.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "kernel/letters/outbox.hpp"
#include "kernel/module/services.hpp"
#include "lib/base/result.hpp"
#include "lib/jobs/jobs.hpp"
#include "lib/mail/mailer.hpp"

namespace gandan::letters {

/// A letter as it leaves.
struct Letter {
  std::string address;  ///< of its subscriber
  std::string subject, text;
  std::string id;    ///< the same each time that it is tried
  std::string stop;  ///< whole address; a POST there ends the letters (RFC 8058)
};

/// Takes a letter to its subscriber, or says why not: refused for good, or to be tried again. Runs
/// in a job and may take its time. Mail is the only one.
using Channel = std::function<Result<void, mail::SendError>(const Letter&)>;
/// `post` and `clock` outlive it.
[[nodiscard]] Channel by_mail(const Post& post, const Clock& clock);

/// The letter that waits; nothing where it is not to be sent any more: it was stopped, what it
/// tells of has passed, or no module words it. `services.post` must be there. Throws
/// std::runtime_error where its kind has no letter of this name.
[[nodiscard]] std::optional<Letter> write_letter(db::Tx& tx, const Services& services,
                                                 const Waiting& waiting);
/// Where letters can leave.
void add_jobs(jobs::Registry& jobs, Services& services);

}  // namespace gandan::letters
