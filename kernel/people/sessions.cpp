#include "kernel/people/sessions.hpp"

#include "kernel/people/devices.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::people {
namespace {

const db::Sql insert_session{
    "insert into sessions (token_hash, user_id, state, by_second_factor, created_at, seen_at, "
    "expires_at, "
    "user_agent, client) values (:token_hash, :user, :state, :proof, :now, :now, :expires_at, "
    ":user_agent, :client)"};
const db::Sql select_session{
    "select token_hash, user_id, state, by_second_factor, created_at, seen_at, expires_at, "
    "user_agent, client "
    "from sessions where token_hash = :token_hash and expires_at > :now and seen_at > :idle_since"};
const db::Sql select_sessions{
    "select token_hash, user_id, state, by_second_factor, created_at, seen_at, expires_at, "
    "user_agent, client "
    "from sessions where user_id = :user and expires_at > :now and seen_at > :idle_since "
    "order by seen_at desc"};
const db::Sql update_seen{"update sessions set seen_at = :now where token_hash = :token_hash"};
const db::Sql delete_session{"delete from sessions where token_hash = :token_hash"};
const db::Sql delete_sessions{"delete from sessions where user_id = :user"};
const db::Sql sweep_sessions{
    "delete from sessions where expires_at <= :now or seen_at <= :idle_since "
    "or expires_at > :latest"};
const db::Sql sweep_links{
    "delete from one_time_links where expires_at <= :now or expires_at > :latest"};
const db::Sql sweep_devices{"delete from devices where signed_in_at <= :unused_since"};
const db::Sql sweep_guesses{
    "delete from guesses where failed_at <= :forgotten or failed_at > :latest"};

constexpr std::size_t longest_user_agent = 300;  // bytes

Instant idle_since(const Clock& clock, const Settings& settings) {
  return clock.now() + -std::chrono::microseconds(settings.session_idle);
}

/// Blobs are compared and shown as text by nobody; a row reads them as bytes.
struct SessionRow {
  db::Blob token_hash;
  UserId user;
  SessionState state;
  Proof proof;
  Instant created_at;
  Instant seen_at;
  Instant expires_at;
  std::string user_agent;
  std::string client;
};

Session to_session(SessionRow&& row) {
  return {.token_hash = std::move(row.token_hash.data),
          .user = row.user,
          .state = row.state,
          .proof = row.proof,
          .created_at = row.created_at,
          .seen_at = row.seen_at,
          .expires_at = row.expires_at,
          .user_agent = std::move(row.user_agent),
          .client = std::move(row.client)};
}

}  // namespace

void begin_session(db::Tx& tx, const Clock& clock, const Settings& settings,
                   const NewSession& session, std::string_view user_agent,
                   std::string_view client) {
  const std::string hash = crypto::sha256(session.token);
  // Cut between code points, so that PostgreSQL takes the text.
  std::size_t length = std::min(user_agent.size(), longest_user_agent);
  while (length > 0 && length < user_agent.size() && (user_agent[length] & 0xC0) == 0x80) --length;
  tx.run(insert_session, {{"token_hash", db::Bytes{hash}},
                          {"user", session.user},
                          {"state", session.state},
                          {"proof", session.proof},
                          {"now", clock.now()},
                          {"expires_at", clock.now() + settings.session_absolute},
                          {"user_agent", user_agent.substr(0, length)},
                          {"client", client}});
}

std::optional<Session> find_session(db::Tx& tx, const Clock& clock, const Settings& settings,
                                    std::string_view token_hash) {
  auto row = tx.one<SessionRow>(select_session, {{"token_hash", db::Bytes{token_hash}},
                                                 {"now", clock.now()},
                                                 {"idle_since", idle_since(clock, settings)}});
  if (!row) return std::nullopt;
  return to_session(std::move(*row));
}

NewSession new_session_of(UserId user, Proof proof) {
  return {.token = crypto::random_token(),
          .user = user,
          .proof = proof,
          .device = crypto::random_token()};
}

void continue_session(db::Tx& tx, const Access& access, const NewSession& session,
                      std::string_view user_agent, std::string_view client) {
  begin_session(tx, access.clock, access.settings, session, user_agent, client);
  remember_device(tx, access.clock, session.user, session.device);
}

void touch_session(db::Tx& tx, const Clock& clock, std::string_view token_hash) {
  tx.run(update_seen, {{"now", clock.now()}, {"token_hash", db::Bytes{token_hash}}});
}

std::vector<Session> sessions_of(db::Tx& tx, const Clock& clock, const Settings& settings,
                                 UserId user) {
  std::vector<Session> sessions;
  tx.each<SessionRow>(
      select_sessions,
      {{"user", user}, {"now", clock.now()}, {"idle_since", idle_since(clock, settings)}},
      [&](SessionRow&& row) { sessions.push_back(to_session(std::move(row))); });
  return sessions;
}

void end_session(db::Tx& tx, std::string_view token_hash) {
  tx.run(delete_session, {{"token_hash", db::Bytes{token_hash}}});
}

void end_sessions(db::Tx& tx, UserId user) {
  tx.run(delete_sessions, {{"user", user}});
}

/// What lives longer than anything may was made by a clock that has been set back since: it would
/// open doors, or keep people out, for as long as the clock was wrong.
void sweep(db::Tx& tx, const Clock& clock, const Settings& settings) {
  const Instant latest = clock.now() + std::chrono::minutes(1);  // clocks of servers differ
  tx.run(sweep_sessions, {{"now", clock.now()},
                          {"idle_since", idle_since(clock, settings)},
                          {"latest", latest + settings.session_absolute}});
  tx.run(sweep_links, {{"now", clock.now()}, {"latest", latest + settings.link_life}});
  tx.run(sweep_devices, {{"unused_since", clock.now() + -settings.device_life}});
  // What went wrong is forgiven a day after the last failure.
  tx.run(sweep_guesses, {{"forgotten", clock.now() + -std::chrono::hours(24)}, {"latest", latest}});
}

}  // namespace gandan::people
