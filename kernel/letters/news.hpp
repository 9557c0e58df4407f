// The jobs that look each morning for what is new where somebody watches, and write it to them.
#pragma once
#include <optional>

#include "kernel/letters/delivery.hpp"
#include "kernel/letters/watches.hpp"

namespace gandan::letters {

/// The name of the job that looks, once a day.
inline constexpr std::string_view news_round = "letters.news";

/// Looks for what is new for each that was not looked at today, up to the last sealed entry, and
/// queues a letter where there is something.
void look_for_news(db::Database& database, const Services& services);
/// The letter that waits; nothing where it is not to be sent any more: the letters were stopped, or
/// nothing of it is public. `services.post` must be there.
[[nodiscard]] std::optional<Letter> write_news(db::Tx& tx, const Services& services,
                                               const NewsErrand& errand);
/// Where letters can leave.
void add_news_jobs(jobs::Registry& jobs, Services& services);

}  // namespace gandan::letters
