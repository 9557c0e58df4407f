// The clock of a petition: when its present step is due, by the rule that its state runs under.
#pragma once
#include <optional>

#include "contexts/petitions/record.hpp"
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
/// Starts the clock of `rule` now and forgets the pauses of the clock before.
[[nodiscard]] bool start_clock(db::Tx& tx, const Env& env, Petition& petition,
                               std::string_view rule);
/// The clock runs under `rule` since it was started.
[[nodiscard]] bool change_rule(db::Tx& tx, const Env& env, Petition& petition,
                               std::string_view rule);
/// The clock stands from now on; it resumes when the petitioner has replied.
void stop_clock(db::Tx& tx, const Env& env, Petition& petition, std::string_view question);
[[nodiscard]] bool resume_clock(db::Tx& tx, const Env& env, Petition& petition,
                                std::string_view reply);

}  // namespace gandan::petitions
