#include "contexts/receptions/online/online.hpp"

namespace gandan::receptions {
namespace {

constexpr std::string_view online_columns =
    "s.id, s.place_id, s.ground, s.starts_at, s.planned_until, s.decided_at, s.told_at, "
    "s.rehearsed_at, s.connected_at, s.rules_shown_at, s.cancelled_at, s.ended_at, s.reason, "
    "s.minutes, s.signed_by, s.signed_at, s.kept_until";
const db::Sql online_by_id{"select ", online_columns, " from online_sessions s where s.id = :id"};
const db::Sql online_by_place{"select ", online_columns,
                              " from online_sessions s where s.place_id = :place and s.starts_at "
                              ">= :from and s.starts_at < :until order by s.starts_at, s.id"};
const db::Sql sites_by_session{
    "select o.position, o.role, o.body_id, o.name, o.address, o.takes_part, o.joined_at from "
    "online_sites o where o.session_id = :id order by o.position"};

std::optional<rules::DueDate> due_before(const rules::Rulebook& rules, std::string_view rule,
                                         Instant starts_at) {
  const auto due = rules.due(rule, starts_at);
  return due ? std::optional(*due) : std::nullopt;
}

/// By the limit; where none is in force, by the beginning.
OnlineCheck check_by(const rules::Rulebook& rules, std::string_view rule,
                     const OnlineSession& session, OnlineVerb verb,
                     std::optional<Instant> done_at) {
  OnlineCheck check{.verb = verb, .done_at = done_at, .by = session.starts_at};
  if (const auto due = due_before(rules, rule, session.starts_at)) {
    check.by = due->at;
    check.is_by_day = due->unit != rules::LimitUnit::hour;
    check.basis = due->basis;
    check.is_verified = due->verified;
  }
  return check;
}

}  // namespace

std::optional<OnlineSession> find_online(db::Tx& tx, SessionId id) {
  return tx.one<OnlineSession>(online_by_id, {{"id", id}});
}

std::vector<OnlineSession> online_of_place(db::Tx& tx, PlaceId place, Instant from, Instant until) {
  return tx.all<OnlineSession>(online_by_place,
                               {{"place", place}, {"from", from}, {"until", until}});
}

std::vector<OnlineSite> sites_of(db::Tx& tx, SessionId id) {
  return tx.all<OnlineSite>(sites_by_session, {{"id", id}});
}

std::optional<rules::DueDate> online_notice(const rules::Rulebook& rules, Instant starts_at) {
  return due_before(rules, "reception.online_notice", starts_at);
}

CheckState state_of(const OnlineCheck& check, Instant now) {
  if (!check.done_at) return now > check.by ? CheckState::missing : CheckState::ahead;
  return *check.done_at > check.by ? CheckState::done_late : CheckState::done;
}

std::vector<OnlineCheck> checklist(const rules::Rulebook& rules, const OnlineSession& session,
                                   const std::vector<OnlineSite>& sites) {
  std::vector<OnlineCheck> all{
      check_by(rules, "reception.online_notice", session, OnlineVerb::tell, session.told_at),
      check_by(rules, "reception.online_test", session, OnlineVerb::rehearse, session.rehearsed_at),
      check_by(rules, "reception.online_connect", session, OnlineVerb::connect,
               session.connected_at)};
  for (const OnlineSite& site : sites)
    all.push_back({.verb = OnlineVerb::join,
                   .site = site.position,
                   .site_name = site.name,
                   .done_at = site.joined_at,
                   .by = session.starts_at});
  all.push_back(
      {.verb = OnlineVerb::show_rules, .done_at = session.rules_shown_at, .by = session.starts_at});
  return all;
}

}  // namespace gandan::receptions
