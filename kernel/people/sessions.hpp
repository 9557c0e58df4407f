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
void touch_session(db::Tx& tx, const Clock& clock, std::string_view token_hash);

}  // namespace gandan::people
