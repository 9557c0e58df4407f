#include <algorithm>

#include "contexts/petitions/move.hpp"
#include "contexts/petitions/public/sent_files.hpp"

namespace gandan::petitions {

Moved add(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view words) {
  if (auto wrong = check_reason(words, longest_reply)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::add);
  if (!move) return fail(move.error());
  return end_move(tx, act, *move, {}, {words, acts::Readers::officers});
}

Moved add(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
          const std::vector<files::Taken>& taken) {
  auto move = begin_move(tx, env, act, id, Verb::add);
  if (!move) return fail(move.error());
  if (!add_files(tx, env, id, taken)) return fail(MoveError::too_many_files);
  return end_move(tx, act, *move);
}

bool has_said_enough(db::Tx& tx, const Env& env, PetitionId id) {
  constexpr int most_said_a_day = 10;
  const Date today = env.clock.today();
  const auto entries = journal::entries_of(tx, subject_of(id));
  return std::ranges::count_if(entries, [&](const journal::Recorded& entry) {
           const auto verb = verb_of(entry);
           return civil_date(entry.at) == today &&
                  (verb == Verb::add || verb == Verb::settle || verb == Verb::doubt);
         }) >= most_said_a_day;
}

}  // namespace gandan::petitions
