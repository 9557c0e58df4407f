// The clock of a petition (kernel/clocks): which rule its stages run under, and what its limit
// rests on besides; the words that go with it are kept under the seal where it has one.
#pragma once
#include <optional>

#include "contexts/petitions/course.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// Whether it comes from where travel is hard (vùng sâu, vùng xa): limits may be longer there.
[[nodiscard]] bool is_remote(db::Tx& tx, const Petition& petition);
/// When the running clock is due; nothing where the rule gives no day.
[[nodiscard]] std::optional<rules::DueDate> due_of(db::Tx& tx, const Env& env,
                                                   const Petition& petition);
/// The extensions that the running clock was given.
[[nodiscard]] std::vector<ExtensionRow> extensions_of_clock(db::Tx& tx, const Petition& petition);
/// These are as clocks::Clocks has them.
[[nodiscard]] bool start_clock(db::Tx& tx, const Env& env, Petition& petition,
                               std::string_view rule, Instant at);
[[nodiscard]] bool change_rule(db::Tx& tx, const Env& env, Petition& petition,
                               std::string_view rule);
[[nodiscard]] bool extend_clock(db::Tx& tx, const Env& env, Petition& petition,
                                std::string_view rule, ExtensionRow more);
void open_pause(db::Tx& tx, const Env& env, Petition& petition, Instant at, PauseKind kind,
                std::string_view question = {});
[[nodiscard]] bool close_pause(db::Tx& tx, const Env& env, Petition& petition,
                               const PauseRow& pause, Instant at, std::string_view reply = {});
/// Ends the pauses and the clock itself; `entered_at` is when the decision was entered.
void end_clock(db::Tx& tx, const Env& env, Petition& petition, Instant entered_at, Instant at);

}  // namespace gandan::petitions
