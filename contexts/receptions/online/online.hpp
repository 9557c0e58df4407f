// Receptions online (Decree 154/2026 art. 16 to 24): a session of a place with its sites, what must
// be done for it by when, and its minutes. Who comes is not kept here: nothing in it names them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/reception.hpp"
#include "contexts/receptions/record/places.hpp"
#include "kernel/rules/rules.hpp"
#include "lib/base/result.hpp"

namespace gandan::receptions {

/// For which matters (art. 20, its items). Stored. Never public: item 4 would say of who comes to
/// the place that day that they denounce somebody.
enum class OnlineGround : std::uint8_t {
  complex = 1,
  far_or_frail = 2,
  emergency = 3,
  denunciation = 4,
  other = 5,
};
inline constexpr OnlineGround online_grounds[] = {OnlineGround::complex, OnlineGround::far_or_frail,
                                                  OnlineGround::emergency,
                                                  OnlineGround::denunciation, OnlineGround::other};
[[nodiscard]] std::string_view name(OnlineGround ground);
[[nodiscard]] const char* label(OnlineGround ground);
[[nodiscard]] std::optional<OnlineGround> parse_online_ground(std::string_view text);

/// điểm cầu trung tâm, điểm cầu thành phần (art. 22). Stored.
enum class SiteRole : std::uint8_t { centre = 1, component = 2 };

namespace sql {  // of a session `s`
inline constexpr std::string_view online_is_on_denunciation = "s.ground = 4";
static_assert(OnlineGround{4} == OnlineGround::denunciation);
}  // namespace sql

struct OnlineSession {
  SessionId id;
  PlaceId place;
  OnlineGround ground = OnlineGround::complex;
  Instant starts_at, planned_until;
  Instant decided_at;              ///< when it was planned here
  std::optional<Instant> told_at;  ///< the notice was sent (art. 23(1))
  std::optional<Instant> rehearsed_at, connected_at, rules_shown_at;
  std::optional<Instant> cancelled_at, ended_at;
  std::string reason;                ///< why it was last changed, or cancelled
  std::string minutes;               ///< empty where it was about a denunciation
  std::string signed_by;             ///< name and office
  std::optional<Instant> signed_at;  ///< the day on which it was
  std::optional<Date> kept_until;

  [[nodiscard]] bool is_ahead() const { return !cancelled_at && !ended_at; }
};

struct OnlineSite {
  int position = 0;  ///< 0: the centre
  SiteRole role = SiteRole::component;
  std::optional<UnitId> body;  ///< where the name is that of one
  std::string name, address;
  std::string takes_part;  ///< who must (art. 22); officers alone read it
  std::optional<Instant> joined_at;
};

/// Names are stored: "online_session.plan".
enum class OnlineVerb : std::uint8_t {
  plan,
  change,
  cancel,
  tell,        ///< the notice was sent
  rehearse,    ///< the connection was tried, and held
  connect,     ///< all sites see and hear each other
  show_rules,  ///< the rules of art. 21 were shown to who takes part
  join,        ///< a site is there
  end,         ///< the minutes are signed
};
[[nodiscard]] std::string_view name(OnlineVerb verb);

enum class OnlineError : std::uint8_t {
  not_allowed,
  place_unfit,       ///< it has not what art. 18 asks for
  day_unfit,         ///< it is past, or beyond the calendar
  hours_unfit,       ///< they end before they begin
  notice_too_short,  ///< art. 23(1): the notice would be late already
  centre_missing,    ///< who must take part at the centre (art. 22(1))
  site_missing,      ///< no component site
  site_unfit,        ///< one without name, address or who takes part
  reason_missing,
  not_yet,  ///< it is done on the day itself, or once it has begun
  unfit,    ///< it is over or cancelled, or was ticked before
  minutes_missing,
  minutes_in_clear,  ///< about a denunciation: no word of it stands here
  signer_missing,
  signed_unfit,      ///< before the session, or in days to come
  kept_until_unfit,  ///< not after the day of signing
};

struct OnlinePlan {
  OnlineGround ground = OnlineGround::complex;
  Instant starts_at, planned_until;
  std::string centre_takes_part;
  std::vector<OnlineSite> components;  ///< name, address and who takes part of each
};
struct OnlineMinutes {
  std::string text, signed_by;
  Date signed_on, kept_until;
};

// ---- who keeps it: keep_reception_schedule at the body of the place ----------------------------

/// At a place that has what art. 18 asks for, so early that the notice can be in time.
[[nodiscard]] Result<OnlineSession, OnlineError> plan_online(db::Tx& tx, const Env& env,
                                                             const Act& act, PlaceId place,
                                                             const OnlinePlan& plan);
/// With a reason. Where its time or its sites are others, all is to be prepared anew; where its
/// time is, the notice must be in time again.
[[nodiscard]] Result<OnlineSession, OnlineError> change_online(db::Tx& tx, const Env& env,
                                                               const Act& act, SessionId id,
                                                               const OnlinePlan& plan,
                                                               std::string_view reason);
[[nodiscard]] Result<void, OnlineError> cancel_online(db::Tx& tx, const Env& env, const Act& act,
                                                      SessionId id, std::string_view reason);
/// What of the checklist was done now: tell, rehearse, connect, show_rules, or join of a site.
[[nodiscard]] Result<void, OnlineError> tick_online(db::Tx& tx, const Env& env, const Act& act,
                                                    SessionId id, OnlineVerb verb, int site = 0);
/// It was held, and its minutes are signed.
[[nodiscard]] Result<void, OnlineError> end_online(db::Tx& tx, const Env& env, const Act& act,
                                                   SessionId id, const OnlineMinutes& minutes);

// ---- reading -----------------------------------------------------------------------------------

[[nodiscard]] std::optional<OnlineSession> find_online(db::Tx& tx, SessionId id);
/// That begin within [from, until), in order.
[[nodiscard]] std::vector<OnlineSession> online_of_place(db::Tx& tx, PlaceId place, Instant from,
                                                         Instant until);
/// The centre first.
[[nodiscard]] std::vector<OnlineSite> sites_of(db::Tx& tx, SessionId id);

/// One thing to be done for a session.
struct OnlineCheck {
  OnlineVerb verb{};
  int site = 0;           ///< of `join`
  std::string site_name;  ///< of `join`
  std::optional<Instant> done_at;
  Instant by;               ///< the last moment at which it is in time
  bool is_by_day = false;   ///< `by` is the end of a day
  std::string basis;        ///< of the limit; empty where none is set but the beginning itself
  bool is_verified = true;  ///< the limit was compared with the law
};
enum class CheckState : std::uint8_t { ahead, missing, done, done_late };
[[nodiscard]] CheckState state_of(const OnlineCheck& check, Instant now);
/// In the order in which they are due.
[[nodiscard]] std::vector<OnlineCheck> checklist(const rules::Rulebook& rules,
                                                 const OnlineSession& session,
                                                 const std::vector<OnlineSite>& sites);
/// Until when the notice of a session that begins then is in time; nothing where no rule is in
/// force that day, or the day is beyond the calendar.
[[nodiscard]] std::optional<rules::DueDate> online_notice(const rules::Rulebook& rules,
                                                          Instant starts_at);

}  // namespace gandan::receptions
