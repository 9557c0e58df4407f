// What one person alone cannot do: give a role that opens what is sealed, or take over the account
// of somebody who holds one. It is asked for with a reason, and comes into force when a second
// person consents. Who that may be: README.md.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/people/people.hpp"

namespace gandan::people {

using RequestId = Id<struct ConsentRequestTag>;

/// Stored by number: never renumber.
enum class Deed : std::int64_t {
  give_role = 1,
  make_password_link = 2,
  remove_second_factor = 3,
  enable_account = 4,
  change_email = 5,
};

/// What is asked for.
struct Asked {
  Deed deed{};
  UserId user;             ///< the account concerned
  Grant grant = {};        ///< of give_role
  std::string email = {};  ///< of change_email
  std::string reason;
};

enum class Decision : std::int64_t { pending = 0, consented = 1, refused = 2, withdrawn = 3 };

struct ConsentRequest {
  RequestId id;
  Asked asked;
  UserId asked_by;  ///< none: the operator at the command line
  Instant asked_at;
  Instant expires_at;
  Decision decision = Decision::pending;
  UserId decided_by;
  std::optional<Instant> decided_at;
};

/// Of why a second person is asked; in code points.
inline constexpr std::size_t shortest_reason = 10;

enum class ConsentError {
  reason_missing,  ///< fewer than `shortest_reason`
  for_oneself,     ///< nobody asks for themself
  asked_already,   ///< the same waits for a decision
  unknown,         ///< no such request, or it is decided or has expired
  not_yours,       ///< somebody else must decide: README.md says who
  not_possible,    ///< what was asked for cannot be done any more
};

/// Whether the deed needs two persons: by the permissions of the role, or of the account's roles.
/// Taking away somebody's second factor always does.
[[nodiscard]] bool needs_consent(db::Tx& tx, const Asked& asked);

/// Notes the request and tells everybody whom it concerns. That `by` may do it alone otherwise was
/// checked by the caller; `by` none is the operator.
[[nodiscard]] Result<RequestId, ConsentError> ask_consent(db::Tx& tx, Ids& ids, const Clock& clock,
                                                          UserId by, const Asked& asked);

/// Does it. A link that was asked for is returned, to be shown once to who consented; `token` is
/// its token, at random where it is empty.
[[nodiscard]] Result<std::string, ConsentError> consent(db::Tx& tx, const Clock& clock,
                                                        const Settings& settings,
                                                        const Principal& by, RequestId id,
                                                        std::string_view token = {});
[[nodiscard]] Result<void, ConsentError> refuse(db::Tx& tx, const Clock& clock, const Principal& by,
                                                RequestId id);
[[nodiscard]] Result<void, ConsentError> withdraw(db::Tx& tx, const Clock& clock,
                                                  const Principal& by, RequestId id);

/// Whether they may decide it.
[[nodiscard]] bool may_decide(db::Tx& tx, const Principal& by, const ConsentRequest& request);
[[nodiscard]] std::optional<ConsentRequest> find_request(db::Tx& tx, RequestId id);
/// Those that wait for a decision and have not expired, oldest first.
[[nodiscard]] std::vector<ConsentRequest> pending_requests(db::Tx& tx, const Clock& clock);
/// What the reader may decide, asked for, or is concerned by; pending ones first.
[[nodiscard]] std::vector<ConsentRequest> requests_for(db::Tx& tx, const Clock& clock,
                                                       const Principal& reader);

/// Does at once what needs no second person, as the operator; a link is returned.
[[nodiscard]] Result<std::string, AccountError> do_at_once(db::Tx& tx, const Clock& clock,
                                                           const Settings& settings,
                                                           const Asked& asked);
/// Whether the operator must ask at all: somebody else is there who administers.
[[nodiscard]] bool another_administers(db::Tx& tx, UserId user);

// --- who is told --------------------------------------------------------------------------------

struct Notice {
  RequestId request;
  Decision decision{};  ///< as it stood when they were told
  Instant at;
};
[[nodiscard]] std::vector<Notice> unread_notices(db::Tx& tx, UserId user);
void mark_notices_read(db::Tx& tx, const Clock& clock, UserId user);

/// The job that sends a notice as a letter; its payload holds numbers alone.
inline constexpr std::string_view notice_job = "people.notice";
struct NoticeErrand {
  UserId user;
  RequestId request;
  Decision decision{};
};
[[nodiscard]] std::string to_payload(const NoticeErrand& errand);
/// Throws std::runtime_error where the payload is of another make.
[[nodiscard]] NoticeErrand parse_notice_payload(std::string_view payload);

}  // namespace gandan::people
