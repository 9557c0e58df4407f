// The clock of a petition: when its present step is due, by the rule that its state runs under.
#pragma once
#include <optional>

#include "contexts/petitions/course.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// Whether it comes from where travel is hard (vùng sâu, vùng xa): limits may be longer there.
[[nodiscard]] bool is_remote(db::Tx& tx, const Petition& petition);
/// When the running clock is due, its pauses and extensions counted; nothing where the rule gives
/// none.
[[nodiscard]] std::optional<rules::DueDate> due_of(db::Tx& tx, const Env& env,
                                                   const Petition& petition);
/// The extensions that the running clock was given.
[[nodiscard]] std::vector<ExtensionRow> extensions_of_clock(db::Tx& tx, const Petition& petition);
/// Starts the clock of `rule` at `at` and forgets the pauses of the clock before. An empty rule
/// limits nothing, and nothing is due. False where the rule gives no due date.
[[nodiscard]] bool start_clock(db::Tx& tx, const Env& env, Petition& petition,
                               std::string_view rule, Instant at);
/// The clock runs under `rule` since it was started.
[[nodiscard]] bool change_rule(db::Tx& tx, const Env& env, Petition& petition,
                               std::string_view rule);
/// Asks who sent it, or suspends the settlement: but for a request the clock stands from `at` on.
void open_pause(db::Tx& tx, const Env& env, Petition& petition, Instant at, PauseKind kind,
                std::string_view question = {});
/// The reply, or the decision to go on; the due date moves by the days that the clock stood.
[[nodiscard]] bool close_pause(db::Tx& tx, const Env& env, Petition& petition,
                               const PauseRow& pause, Instant at, std::string_view reply = {});
/// Ends what stands open: the days of a question that nobody replied to do not count. Where the
/// rule no longer gives a due date, the one it had stays.
void end_pauses(db::Tx& tx, const Env& env, Petition& petition, Instant at);
/// Remembers the clock that has run until `at`, with its last day: on time or late by itself.
void close_clock(db::Tx& tx, const Petition& petition, Instant entered_at, Instant at);

}  // namespace gandan::petitions
