// Who wants letters about what is new in a list or a place: at most one a day, once the address is
// confirmed, until they are stopped. Nothing of it enters the journal, and what is stopped is gone.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/acts/env.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::letters {

using WatchId = Id<struct WatchTag>;

/// A row.
struct Watch {
  WatchId id;
  std::string list;   ///< News::list, or place_list
  std::string asked;  ///< how it is narrowed, as an address asks for it: "q=cau&field=dat-dai"
  std::string email;
  std::string language;  ///< "vi"
  std::optional<Instant> confirmed_at;
  std::int64_t told_to = 0;  ///< the last entry of the journal that was looked at
};

/// Where letters can leave: keeps the address, and queues the letter that asks to confirm it.
/// Nothing where it watches the same already, or was asked often today and did not confirm.
struct NewWatch {
  std::string_view list, asked, email, language;
};
void watch(db::Tx& tx, const acts::Env& env, const NewWatch& wanted);
/// From now on it is told what is new. False where there is no such row any more.
bool confirm_watch(db::Tx& tx, const Clock& clock, WatchId id);
/// Forgets the address with all that was asked for.
void forget_watch(db::Tx& tx, WatchId id);
/// Forgets what nobody confirmed within a week.
void forget_unconfirmed(db::Tx& tx, const Clock& clock);

[[nodiscard]] std::optional<Watch> find_watch(db::Tx& tx, WatchId id);
/// The next `most` that were confirmed and not looked at today.
[[nodiscard]] std::vector<Watch> watches_due(db::Tx& tx, const Clock& clock, int most);
/// Looked at now, up to this entry of the journal.
void mark_told(db::Tx& tx, const Clock& clock, WatchId id, std::int64_t told_to);

/// A letter to who watches: of what is new behind one entry of the journal, up to another; the
/// first, which asks to confirm, is of none.
struct NewsErrand {
  WatchId watch;
  std::int64_t after = 0, until = 0;
  [[nodiscard]] bool asks_to_confirm() const { return until == 0; }
};
/// The kind of the jobs.
inline constexpr std::string_view news_job = "letters.news_letter";
void queue_news(db::Tx& tx, const NewsErrand& errand, Instant at);
/// Throws where the payload is of another make.
[[nodiscard]] NewsErrand parse_errand(std::string_view payload);

}  // namespace gandan::letters
