#include "contexts/petitions/move.hpp"

#include "contexts/petitions/letters/letters.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/topics/membership.hpp"
#include "kernel/states/course.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

/// Since when the reception's clock has run: since the receipt, or since a second complaint came.
Instant reception_began(db::Tx& tx, const Petition& petition) {
  Instant began = petition.received_at;
  if (petition.round > 1)
    for (const ClockRow& row : clocks_of(tx, petition.id))
      if (stage_of(row.rule) == Stage::reception) began = row.started_at;
  return began;
}

}  // namespace

std::optional<MoveError> check_reason(std::string_view reason, std::size_t longest) {
  if (html::shows_nothing(reason)) return MoveError::reason_missing;
  if (text::length(reason) > longest) return MoveError::reason_too_long;
  return std::nullopt;
}

std::optional<Transition> transition_of(db::Tx& tx, const Act& act, const Petition& petition,
                                        Verb verb) {
  const Matter matter = matter_of(petition);
  const auto* made = states::find(transitions(), petition.state, verb, [&](const Transition& row) {
    return row.is_of(matter) && may(tx, act, row.actor, petition);
  });
  return made != nullptr ? std::optional(*made) : std::nullopt;
}

Result<Move, MoveError> begin_move(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                                   Verb verb) {
  auto petition = find(tx, id);
  if (!petition) return fail(MoveError::not_found);
  if (!transition(*petition, verb)) return fail(MoveError::not_allowed);
  auto allowed = transition_of(tx, act, *petition, verb);
  if (!allowed) return fail(MoveError::not_yours);
  return Move{std::move(*petition), *allowed, env.clock.now(), env, env.by_mail};
}

std::string_view rule_of(const Move& move) {
  const auto stage = move.transition.stage;
  return stage ? rule_of(matter_of(move.petition), *stage) : std::string_view();
}

bool turn_clock(db::Tx& tx, Move& move, Instant at) {
  const Transition& made = move.transition;
  Petition& petition = move.petition;
  const std::string_view rule = rule_of(move);
  switch (made.clock) {
    case ClockEffect::none:
    case ClockEffect::stops:
    case ClockEffect::resumes:
      return true;
    case ClockEffect::starts:
    case ClockEffect::returns: {
      const bool returns = made.clock == ClockEffect::returns;
      end_clock(tx, move.env, petition, move.at, at);
      return start_clock(tx, move.env, petition, rule,
                         returns ? reception_began(tx, petition) : at);
    }
    case ClockEffect::extends:
      return change_rule(tx, move.env, petition, rule);
    case ClockEffect::ends:
      end_clock(tx, move.env, petition, move.at, at);
      return true;
  }
  return true;
}

Petition end_move(db::Tx& tx, const Act& act, Move& move, std::initializer_list<Fact> facts,
                  Words words) {
  const Verb verb = move.transition.verb;
  move.petition.state = move.transition.to;
  save(tx, move.petition);
  if (move.petition.topic) keep_represented(tx, *move.petition.topic);
  record(tx, act, subject_of(move.petition.id), move.at, verb, facts);
  keep_note(tx, move.env, move.petition, {move.at, verb, words});
  if (move.by_mail) queue_letters(tx, move.petition, move.transition, move.at);
  return move.petition;
}

}  // namespace gandan::petitions
