#include "contexts/petitions/move.hpp"

namespace gandan::petitions {

Moved add(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view words) {
  if (auto wrong = check_reason(words, longest_reply)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::add);
  if (!move) return fail(move.error());
  return end_move(tx, act, *move, {}, {words, acts::Readers::officers});
}

}  // namespace gandan::petitions
