// What the use cases that move a petition share: load it, ask the table of transitions, change it,
// store it with its journal entry.
#pragma once
#include <initializer_list>
#include <string_view>

#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

struct Move {
  Petition petition;
  Transition transition;
  Instant at;
  const Env& env;
  bool by_mail = false;
};

/// The transition that `act` may make by `verb`: some are open to more than one actor.
[[nodiscard]] std::optional<Transition> transition_of(db::Tx& tx, const Act& act,
                                                      const Petition& petition, Verb verb);
/// The petition and the transition that `verb` makes from its state, where `act` may make it.
[[nodiscard]] Result<Move, MoveError> begin_move(db::Tx& tx, const Env& env, const Act& act,
                                                 PetitionId id, Verb verb);

/// The rule of the stage that begins or goes on with it; empty where nothing limits it.
[[nodiscard]] std::string_view rule_of(const Move& move);
/// Does to the clock what the table of transitions says, at `at`: now, or the day of a written
/// decision that is entered later. False where the rule gives no due date.
[[nodiscard]] bool turn_clock(db::Tx& tx, Move& move, Instant at);

/// What is wrong with the words that must go with a change: blank, or too long.
[[nodiscard]] std::optional<MoveError> check_reason(std::string_view reason,
                                                    std::size_t longest = longest_reason);

/// Enters the new state, stores the petition, journals "petition.<verb>" with the facts, and queues
/// the letters that this brings.
Petition end_move(db::Tx& tx, const Act& act, Move& move, std::initializer_list<Fact> facts = {},
                  Words words = {});

}  // namespace gandan::petitions
