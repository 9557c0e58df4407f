// Acts of the desk that are held back for some seconds (Services::undo), so that who pressed can
// undo them: looked at at once, kept as a row, done when their time has come.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/acts/env.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/pages/site.hpp"
#include "lib/base/result.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::desk {

using HeldId = Id<struct HeldActTag>;

/// The form of an act as it was sent, with what is said of it. Under the seal of the key file.
struct HeldForm {
  std::string path;  ///< "/desk/petitions/GD-…/route"
  std::string language;
  std::string said;     ///< what was done, with code, body and day
  std::string refused;  ///< why it was not carried out
  http::Fields query, form;
};

struct HeldAct {
  HeldId id;
  people::UserId account;
  people::Proof proof{};  ///< by which its officer had proved who they are
  std::string code, act;  ///< of its record; the last part of its address
  Instant due_at;
  bool is_refused = false;
  HeldForm form;
};

/// Whose form it is that was sent, and what it would do.
struct SentAct {
  std::string_view code;
  std::string_view act;
  std::optional<HeldId> together = {};  ///< of all that one press sent for several records
};
/// Does it in the transaction, and nothing outside of it: it may be tried, and undone again.
using Attempt = std::function<Result<Tried, Again>(db::Tx&, const acts::Env&)>;

/// Carries out what waits on the same record, whoever sent it; of others only where what was sent
/// would be done now. Then tries what was sent: where it is refused it comes back at once; else it
/// is done or, where the installation gives time to undo and the form stood on a page (seen_field),
/// held back and nothing has happened yet. A button that is pressed twice is held once.
[[nodiscard]] Result<Came, Again> do_or_hold(const Desk& desk, const SentAct& sent,
                                             const Attempt& attempt);

/// What would come of it now; nothing of it is kept.
[[nodiscard]] Result<Tried, Again> looked_ahead(const Desk& desk, const acts::Env& env,
                                                const Attempt& attempt);

/// The records on which something of the officer waits.
[[nodiscard]] std::vector<std::string> codes_held(db::Tx& tx, people::UserId officer);

/// Why an act was not done, as it is told to its officer.
[[nodiscard]] std::string why_not(const i18n::Locale& locale, const Again& again);
/// What becomes of forms that are sent to this address; nullptr where no module says so.
[[nodiscard]] const Deeds* deeds_of(const pages::Site& site, std::string_view path);
/// The request of who asks `now`, as if it were this form that was sent.
[[nodiscard]] http::Request as_if_sent(const http::Request& now, std::string path,
                                       http::Fields query, http::Fields form);

enum class CarriedOut : std::uint8_t { done, refused, gone };
/// Carries out one act as its officer would now, with what they may now.
CarriedOut carry_out(const Services& services, const pages::Site& site, HeldId id);
/// Carries out what waits on these records before something else is done to them: by an officer who
/// may do it, which is asked before.
void carry_out_on(const Desk& desk, const std::vector<std::string>& codes);
/// What waits of an officer, before their session ends.
void carry_out_of(const Services& services, const pages::Site& site, people::UserId officer);
/// What is due. Other acts wait on: a server that was killed finds them when it starts.
void carry_out_due(const Services& services, const pages::Site& site);

/// Each second what is due, and what an officer who signs out leaves. `site` is copied.
void add_held_job(jobs::Registry& jobs, Services& services, const pages::Site& site);
/// POST /desk/held: undoes an act, or all of one press; opens or puts away one that was refused.
void add_held_pages(http::App& app, Services& services);

/// What is said above the page of what waits or was refused: the newest, and how many more.
[[nodiscard]] std::vector<pages::Flash> told_of_held(db::Tx& tx, const Desk& desk);

}  // namespace gandan::desk
