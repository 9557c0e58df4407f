#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "contexts/petitions/record/promise.hpp"

namespace gandan::petitions {
namespace {

/// Whether that is the last that its sender has said of the last answer.
bool is_settled_already(db::Tx& tx, PetitionId id) {
  const auto entries = journal::entries_of(tx, subject_of(id));
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    const auto verb = verb_of(*entry);
    if (verb == Verb::settle) return true;
    if (verb == Verb::answer || verb == Verb::doubt) return false;
  }
  return false;
}

}  // namespace

Moved settle(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  auto move = begin_move(tx, env, act, id, Verb::settle);
  if (!move) return fail(move.error());
  if (is_settled_already(tx, id)) return std::move(move->petition);
  const bool kept = move->petition.promised_on.has_value();
  move->petition.promised_on.reset();
  if (kept) keep_promise(tx, env, act, id);
  keep_word(tx, env, move->petition, Said::done);
  return end_move(tx, act, *move, {{"kept", kept}});
}

}  // namespace gandan::petitions
