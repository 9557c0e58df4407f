#include "contexts/petitions/record/promise.hpp"

#include <algorithm>

#include "kernel/tasks/record.hpp"

namespace gandan::petitions {
namespace {

std::optional<tasks::Undertaking> owed_for(db::Tx& tx, PetitionId id) {
  auto all = tasks::of_source(tx, subject_of(id));
  const auto owed =
      std::ranges::find_if(all, [](const auto& undertaking) { return !undertaking.ending; });
  return owed == all.end() ? std::nullopt : std::optional(std::move(*owed));
}

Ref as_evidence(AnswerId id) {
  return {"petition_answer", id.value};
}

}  // namespace

// The use cases of kernel/tasks refuse nothing here: a promised day lies ahead (AnswerForm), and
// what is changed is owed. A value() that throws is a broken invariant.

std::optional<tasks::UndertakingId> follow_answer(db::Tx& tx, const Env& env, const Act& act,
                                                  const Petition& petition) {
  const auto owed = owed_for(tx, petition.id);
  const Ref answer = as_evidence(petition.answer.value());
  if (!owed) {
    if (!petition.promised_on) return std::nullopt;
    return tasks::undertake(tx, env, act,
                            {.source = subject_of(petition.id),
                             .body = petition.body.value(),
                             .due_on = *petition.promised_on,
                             .shown = petition.visibility == Visibility::open})
        .value();
  }
  if (petition.promised_on) {
    if (owed->due_on != *petition.promised_on)
      (void)tasks::extend(tx, env, act, owed->id, *petition.promised_on, answer).value();
    return owed->id;
  }
  if (petition.outcome == Outcome::settled) {
    (void)tasks::fulfil(tx, env, act, owed->id, answer).value();
    return owed->id;
  }
  (void)tasks::withdraw(tx, env, act, owed->id, answer).value();
  return std::nullopt;
}

void keep_promise(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  if (const auto owed = owed_for(tx, id))
    (void)tasks::fulfil(tx, env, act, owed->id, subject_of(id)).value();
}

void drop_promise(db::Tx& tx, const Env& env, const Act& act, PetitionId id) {
  if (const auto owed = owed_for(tx, id))
    (void)tasks::withdraw(tx, env, act, owed->id, subject_of(id)).value();
}

std::string with_another_promise() {
  const std::string owed = tasks::owed_to("petition");
  return db::joined({"select p.id from petitions p left join (", owed,
                     ") u on u.source_id = p.id where "
                     "(p.promised_on is null) <> (u.due_on is null) or u.due_on <> p.promised_on"
                     " or u.shown <> case when ",
                     sql::is_public, " then 1 else 0 end"});
}

}  // namespace gandan::petitions
