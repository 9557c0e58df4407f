// Once a week the signed head of the public log goes to whoever operates everywhere, so that one is
// kept where who runs the server does not reach it (`gandan verify --head FILE`).
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "kernel/module/services.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::system_pages {

/// The kinds of the jobs: that of Mondays, and that of one letter.
inline constexpr std::string_view head_letters_job = "log.head_letters";
inline constexpr std::string_view head_letter_job = "log.head_letter";

/// Whose account is not disabled, has an address, and operates everywhere.
[[nodiscard]] std::vector<people::UserId> keepers_of_heads(db::Tx& tx);

/// In Vietnamese and in English, since whoever they hand it to need not be an officer; at its end
/// the checkpoint as it is signed. Nothing where there is no head yet, or they keep heads no more.
[[nodiscard]] std::optional<mail::Message> write_head_letter(db::Tx& tx, const Post& post,
                                                             people::UserId to, Date day);

/// Where letters can leave.
void add_head_letter_jobs(jobs::Registry& jobs, Services& services);

}  // namespace gandan::system_pages
