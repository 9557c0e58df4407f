#include "contexts/receptions/online/online.hpp"

#include <algorithm>

#include "kernel/acts/record.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {
namespace {

const db::Sql insert_online{R"(
  insert into online_sessions (id, place_id, starts_at, planned_until, ground, decided_at, reason,
    minutes, signed_by)
  values (:id, :place, :starts_at, :until, :ground, :at, '', '', ''))"};
const db::Sql insert_online_site{R"(
  insert into online_sites (session_id, position, role, body_id, name, address, takes_part,
    joined_at)
  values (:session, :position, :role, :body, :name, :address, :takes_part, :joined_at))"};
const db::Sql delete_online_sites{"delete from online_sites where session_id = :session"};
// Of several who change, cancel or end it at once the first does.
constexpr std::string_view online_is_ahead = "cancelled_at is null and ended_at is null";
const db::Sql change_online_row{
    "update online_sessions set starts_at = :starts_at, planned_until = :until, ground = :ground, "
    "told_at = :told_at, rehearsed_at = :rehearsed_at, connected_at = :connected_at, "
    "rules_shown_at = :rules_shown_at, reason = :reason where id = :id and ",
    online_is_ahead};
const db::Sql cancel_online_row{
    "update online_sessions set cancelled_at = :at, reason = :reason where id = :id and ",
    online_is_ahead};
const db::Sql end_online_row{
    "update online_sessions set ended_at = :at, minutes = :minutes, signed_by = :signed_by, "
    "signed_at = :signed_at, kept_until = :kept_until where id = :id and ",
    online_is_ahead};
const db::Sql tell_online{
    "update online_sessions set told_at = :at where id = :id and told_at is "
    "null and ",
    online_is_ahead};
const db::Sql rehearse_online{
    "update online_sessions set rehearsed_at = :at where id = :id and "
    "rehearsed_at is null and ",
    online_is_ahead};
const db::Sql connect_online{
    "update online_sessions set connected_at = :at where id = :id and "
    "connected_at is null and ",
    online_is_ahead};
const db::Sql show_online_rules{
    "update online_sessions set rules_shown_at = :at where id = :id "
    "and rules_shown_at is null and ",
    online_is_ahead};
const db::Sql join_online{
    "update online_sites set joined_at = :at where session_id = :id and "
    "position = :site and joined_at is null"};

constexpr std::string_view online_verbs[] = {"plan",    "change",     "cancel", "tell", "rehearse",
                                             "connect", "show_rules", "join",   "end"};
struct GroundOnline {
  std::string_view name;
  const char* label;
};
constexpr GroundOnline grounds_online[] = {
    {"complex", N_("A complex or long matter, in which several bodies work together or leaders in "
                   "different places talk with who asks (item 1)")},
    {"far_or_frail", N_("Who asks lives far away or in a very poor area, is old, frail, disabled "
                        "or of merit to the nation, and wishes it (item 2)")},
    {"emergency", N_("A disaster, an epidemic, security or order make coming hard (item 3)")},
    {"denunciation", N_("A complex denunciation, whose author asks for no protection of their "
                        "identity, and what is said stays secret (item 4)")},
    {"other", N_("Another matter, as practice asks for it (item 5)")}};
const GroundOnline& of_ground(OnlineGround ground) {
  return grounds_online[static_cast<std::size_t>(ground) - 1];
}

bool may_keep_online(db::Tx& tx, const Act& act, PlaceId id) {
  const auto place = find_place(tx, id);
  return place && may_at_place(tx, act, keep_reception_schedule, *place);
}

/// The session, where `act` keeps it and it is neither over nor cancelled.
Result<OnlineSession, OnlineError> online_ahead(db::Tx& tx, const Act& act, SessionId id) {
  auto session = find_online(tx, id);
  if (!session || !may_keep_online(tx, act, session->place)) return fail(OnlineError::not_allowed);
  if (!session->is_ahead()) return fail(OnlineError::unfit);
  return *session;
}

bool has_all_of_site(const OnlineSite& site) {
  return !text::is_blank(site.name) && !text::is_blank(site.address) &&
         !text::is_blank(site.takes_part);
}

std::optional<OnlineError> wrong_with_plan(const Env& env, const OnlinePlan& plan) {
  if (plan.starts_at <= env.clock.now()) return OnlineError::day_unfit;
  if (plan.planned_until <= plan.starts_at) return OnlineError::hours_unfit;
  if (text::is_blank(plan.centre_takes_part)) return OnlineError::centre_missing;
  if (plan.components.empty()) return OnlineError::site_missing;
  if (!std::ranges::all_of(plan.components, has_all_of_site)) return OnlineError::site_unfit;
  return std::nullopt;
}

/// Whether the notice can still be given in time (art. 23(1)).
std::optional<OnlineError> wrong_with_notice(const Env& env, Instant starts_at) {
  if (!rules::Calendar::holds(civil_date(starts_at))) return OnlineError::day_unfit;
  const auto notice = online_notice(env.rules, starts_at);
  if (notice && env.clock.now() > notice->at) return OnlineError::notice_too_short;
  return std::nullopt;
}

/// The place itself is the centre.
std::vector<OnlineSite> sites_of_plan(const ReceptionPlace& place, const OnlinePlan& plan) {
  std::vector<OnlineSite> sites{{.position = 0,
                                 .role = SiteRole::centre,
                                 .body = place.body,
                                 .name = place.name,
                                 .address = place.address,
                                 .takes_part = plan.centre_takes_part}};
  for (OnlineSite site : plan.components) {
    site.position = static_cast<int>(sites.size());
    site.role = SiteRole::component;
    site.joined_at = std::nullopt;
    sites.push_back(std::move(site));
  }
  return sites;
}

void insert_online_sites(db::Tx& tx, SessionId session, const std::vector<OnlineSite>& sites) {
  for (const OnlineSite& site : sites)
    tx.run(insert_online_site, {{"session", session},
                                {"position", site.position},
                                {"role", site.role},
                                {"body", site.body},
                                {"name", site.name},
                                {"address", site.address},
                                {"takes_part", site.takes_part},
                                {"joined_at", site.joined_at}});
}

bool are_same_sites(const std::vector<OnlineSite>& one, const std::vector<OnlineSite>& other) {
  return std::ranges::equal(one, other, {}, &OnlineSite::name, &OnlineSite::name);
}

const db::Sql& statement_of_tick(OnlineVerb verb) {
  switch (verb) {
    case OnlineVerb::tell:
      return tell_online;
    case OnlineVerb::rehearse:
      return rehearse_online;
    case OnlineVerb::connect:
      return connect_online;
    default:
      return show_online_rules;
  }
}

std::optional<OnlineError> wrong_with_minutes(const Env& env, const OnlineSession& session,
                                              const OnlineMinutes& minutes) {
  const bool is_denounced = session.ground == OnlineGround::denunciation;
  if (env.clock.now() < session.starts_at) return OnlineError::not_yet;
  if (is_denounced && !text::is_blank(minutes.text)) return OnlineError::minutes_in_clear;
  if (!is_denounced && text::is_blank(minutes.text)) return OnlineError::minutes_missing;
  if (text::is_blank(minutes.signed_by)) return OnlineError::signer_missing;
  if (minutes.signed_on < civil_date(session.starts_at) || minutes.signed_on > env.clock.today())
    return OnlineError::signed_unfit;
  if (minutes.kept_until <= minutes.signed_on) return OnlineError::kept_until_unfit;
  return std::nullopt;
}

}  // namespace

std::string_view name(OnlineVerb verb) {
  return online_verbs[static_cast<std::size_t>(verb)];
}

std::string_view name(OnlineGround ground) {
  return of_ground(ground).name;
}

const char* label(OnlineGround ground) {
  return of_ground(ground).label;
}

std::optional<OnlineGround> parse_online_ground(std::string_view text) {
  for (const OnlineGround each : online_grounds)
    if (name(each) == text) return each;
  return std::nullopt;
}

Result<OnlineSession, OnlineError> plan_online(db::Tx& tx, const Env& env, const Act& act,
                                               PlaceId id, const OnlinePlan& plan) {
  const auto place = find_place(tx, id);
  if (!place || !may_at_place(tx, act, keep_reception_schedule, *place))
    return fail(OnlineError::not_allowed);
  if (!place->online) return fail(OnlineError::place_unfit);
  if (const auto wrong = wrong_with_plan(env, plan)) return fail(*wrong);
  if (const auto wrong = wrong_with_notice(env, plan.starts_at)) return fail(*wrong);
  OnlineSession session{.id = env.ids.next<SessionId>(),
                        .place = id,
                        .ground = plan.ground,
                        .starts_at = plan.starts_at,
                        .planned_until = plan.planned_until,
                        .decided_at = env.clock.now()};
  tx.run(insert_online, {{"id", session.id},
                         {"place", session.place},
                         {"starts_at", session.starts_at},
                         {"until", session.planned_until},
                         {"ground", session.ground},
                         {"at", session.decided_at}});
  insert_online_sites(tx, session.id, sites_of_plan(*place, plan));
  acts::record(tx, act, ref_of(session.id), session.decided_at, OnlineVerb::plan,
               {{"day", civil_date(session.starts_at).days}, {"place", id.value}});
  return session;
}

Result<OnlineSession, OnlineError> change_online(db::Tx& tx, const Env& env, const Act& act,
                                                 SessionId id, const OnlinePlan& plan,
                                                 std::string_view reason) {
  auto session = online_ahead(tx, act, id);
  if (!session) return session;
  if (text::is_blank(reason)) return fail(OnlineError::reason_missing);
  if (const auto wrong = wrong_with_plan(env, plan)) return fail(*wrong);
  const bool is_moved = plan.starts_at != session->starts_at;
  if (const auto wrong = is_moved ? wrong_with_notice(env, plan.starts_at) : std::nullopt)
    return fail(*wrong);
  const std::vector<OnlineSite> before = sites_of(tx, id);
  std::vector<OnlineSite> sites = sites_of_plan(*find_place(tx, session->place), plan);
  if (is_moved || !are_same_sites(before, sites)) {
    session->told_at = session->rehearsed_at = session->connected_at = session->rules_shown_at =
        std::nullopt;
  } else {
    for (std::size_t i = 0; i < sites.size(); ++i) sites[i].joined_at = before[i].joined_at;
  }
  session->ground = plan.ground;
  session->starts_at = plan.starts_at;
  session->planned_until = plan.planned_until;
  session->reason = std::string(reason);
  if (tx.run(change_online_row, {{"id", id},
                                 {"starts_at", session->starts_at},
                                 {"until", session->planned_until},
                                 {"ground", session->ground},
                                 {"told_at", session->told_at},
                                 {"rehearsed_at", session->rehearsed_at},
                                 {"connected_at", session->connected_at},
                                 {"rules_shown_at", session->rules_shown_at},
                                 {"reason", reason}}) != 1)
    return fail(OnlineError::unfit);
  tx.run(delete_online_sites, {{"session", id}});
  insert_online_sites(tx, id, sites);
  acts::record(tx, act, ref_of(id), env.clock.now(), OnlineVerb::change,
               {{"day", civil_date(session->starts_at).days}});
  return session;
}

Result<void, OnlineError> cancel_online(db::Tx& tx, const Env& env, const Act& act, SessionId id,
                                        std::string_view reason) {
  const auto session = online_ahead(tx, act, id);
  if (!session) return fail(session.error());
  if (text::is_blank(reason)) return fail(OnlineError::reason_missing);
  if (tx.run(cancel_online_row, {{"id", id}, {"at", env.clock.now()}, {"reason", reason}}) != 1)
    return fail(OnlineError::unfit);
  acts::record(tx, act, ref_of(id), env.clock.now(), OnlineVerb::cancel);
  return {};
}

Result<void, OnlineError> tick_online(db::Tx& tx, const Env& env, const Act& act, SessionId id,
                                      OnlineVerb verb, int site) {
  if (verb < OnlineVerb::tell || verb > OnlineVerb::join) return fail(OnlineError::not_allowed);
  const auto session = online_ahead(tx, act, id);
  if (!session) return fail(session.error());
  const bool is_of_the_day = verb >= OnlineVerb::connect;
  if (is_of_the_day && env.clock.today() < civil_date(session->starts_at))
    return fail(OnlineError::not_yet);
  const Instant now = env.clock.now();
  const auto done = verb == OnlineVerb::join
                        ? tx.run(join_online, {{"id", id}, {"at", now}, {"site", site}})
                        : tx.run(statement_of_tick(verb), {{"id", id}, {"at", now}});
  if (done != 1) return fail(OnlineError::unfit);
  if (verb == OnlineVerb::join)
    acts::record(tx, act, ref_of(id), now, verb, {{"site", site}});
  else
    acts::record(tx, act, ref_of(id), now, verb);
  return {};
}

Result<void, OnlineError> end_online(db::Tx& tx, const Env& env, const Act& act, SessionId id,
                                     const OnlineMinutes& minutes) {
  const auto session = online_ahead(tx, act, id);
  if (!session) return fail(session.error());
  if (const auto wrong = wrong_with_minutes(env, *session, minutes)) return fail(*wrong);
  if (tx.run(end_online_row, {{"id", id},
                              {"at", env.clock.now()},
                              {"minutes", minutes.text},
                              {"signed_by", minutes.signed_by},
                              {"signed_at", start_of(minutes.signed_on)},
                              {"kept_until", minutes.kept_until}}) != 1)
    return fail(OnlineError::unfit);
  acts::record(tx, act, ref_of(id), env.clock.now(), OnlineVerb::end);
  return {};
}

}  // namespace gandan::receptions
