// How sessions begin, are found and are kept alive. Only for this module's .cpp files; the rest of
// the program sees kernel/people/people.hpp and the gate.
#pragma once
#include "kernel/people/people.hpp"

namespace gandan::people {

void begin_session(db::Tx& tx, const Clock& clock, const Settings& settings,
                   const NewSession& session, std::string_view user_agent, std::string_view client);
/// A session that has neither expired nor been idle too long.
[[nodiscard]] std::optional<Session> find_session(db::Tx& tx, const Clock& clock,
                                                  const Settings& settings,
                                                  std::string_view token_hash);
/// What is remembered and forgiven once a sign-in is whole, in the transaction of its session.
struct Finished {
  const NewSession& session;
  std::string_view client;
  std::string_view known_device;  ///< token that the browser brought; empty: none
};
void finish_sign_in(db::Tx& tx, const Access& access, const Finished& finished);
/// For somebody whose every session and device has just ended: this one goes on, under new tokens.
[[nodiscard]] NewSession new_session_of(UserId user, Proof proof = Proof::password);
void continue_session(db::Tx& tx, const Access& access, const NewSession& session,
                      std::string_view user_agent, std::string_view client);
void touch_session(db::Tx& tx, const Clock& clock, std::string_view token_hash);

}  // namespace gandan::people
