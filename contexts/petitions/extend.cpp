#include "contexts/petitions/move.hpp"
#include "contexts/petitions/sealed_words.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_extension{R"(
  insert into petition_extensions (petition_id, granted_at, value, unit, reason)
  values (:id, :at, :value, :unit, :reason))"};

}  // namespace

Moved extend(db::Tx& tx, const Env& env, const Act& act, PetitionId id, std::string_view reason) {
  if (auto wrong = check_reason(reason)) return fail(*wrong);
  auto move = begin_move(tx, env, act, id, Verb::extend);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  auto limit = env.rules.find(extension_rule(petition.kind), civil_date(petition.received_at));
  if (!limit) return fail(MoveError::too_often);
  if (petition.due_at && *petition.due_at < move->at) return fail(MoveError::lapsed);
  if (extensions_of_clock(tx, petition).size() >= static_cast<std::size_t>(limit->times))
    return fail(MoveError::too_often);
  tx.run(insert_extension,
         {{"id", id},
          {"at", move->at},
          {"value", limit->value},
          {"unit", limit->unit},
          {"reason", keep_words(tx, env, owner_of(petition), extension_part(move->at), reason)}});
  auto due = due_of(tx, env, petition);
  if (!due) return fail(MoveError::no_due_date);
  petition.due_at = due->at;
  return end_move(tx, act, *move, {{"due", due->at.micros}}, {reason});
}

}  // namespace gandan::petitions
