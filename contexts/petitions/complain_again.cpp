#include "contexts/petitions/paper.hpp"
#include "contexts/petitions/record/sealed_words.hpp"

namespace gandan::petitions {

Moved complain_again(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                     const Paper& paper) {
  auto move = begin_move(tx, env, act, id, Verb::complain_again);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  if (!days_to(tx, env, petition, Verb::complain_again)) return fail(MoveError::not_allowed);
  if (auto lacks = lacks_of(tx, env, petition, Verb::complain_again, paper); !lacks.empty())
    return fail(lacks.front());
  const Instant came = came_at(env, petition, paper);
  // What was decided has closed its clock; what was not closes it now, late.
  if (petition.answered_at) petition.clock.started_at.reset();
  if (!turn_clock(tx, *move, came)) return fail(MoveError::no_due_date);
  petition.round = 2;
  petition.body.reset();
  petition.answered_at.reset();
  petition.outcome.reset();
  petition.promised_on.reset();
  petition.withdrawal_at.reset();
  if (has_sealed_words(petition))
    people::seal_anew(tx, env.keys, UnitId{}, subject_of(petition.id));
  const std::string words = paper.cause.empty() ? paper.words : paper.words + "\n\n" + paper.cause;
  return end_move(tx, act, *move, {{"due", petition.clock.due_at->micros}},
                  {words, acts::Readers::officers});
}

}  // namespace gandan::petitions
