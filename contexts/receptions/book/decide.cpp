#include "contexts/receptions/book/book.hpp"
#include "kernel/acts/record.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {

Done decide(db::Tx& tx, const Env& env, const Act& act, VisitId id, const Decided& decided) {
  auto visit = find_visit(tx, id);
  if (!visit || !may_do(tx, act, receive_citizens, *visit)) return fail(VisitError::not_allowed);
  // Of a denunciation the words of the row lie under the seal, and are not written anew unread.
  if (is_sealed(*visit)) return fail(VisitError::denunciation);
  if (states::find_named<Step>(course, visit->state, name(Verb::decide)) == nullptr)
    return fail(VisitError::unfit);
  if (text::is_blank(decided.words)) return fail(VisitError::words_missing);
  const bool is_sent = decided.outcome == Outcome::guided || decided.outcome == Outcome::forwarded;
  if (decided.outcome == Outcome::refused ||
      (is_sent && !decided.directed_unit && text::is_blank(decided.directed_to)))
    return fail(VisitError::outcome_missing);
  visit->outcome = decided.outcome;
  visit->ground.reset();
  visit->directed_unit = decided.directed_unit;
  visit->directed_to = decided.directed_to;
  visit->document = decided.document;
  const Instant now = env.clock.now();
  if (decided.is_told) {
    visit->state = State::told;
    visit->told_at = now;
  } else {
    visit->state = State::open;
    visit->told_at.reset();
    const auto due = env.rules.due("reception.inform_result", visit->received_at);
    visit->due_at = due ? due->at : visit->received_at;
  }
  save_visit(tx, env, *visit);
  keep_note(tx, env, *visit, Verb::decide, {decided.words, acts::Readers::officers});
  acts::record(tx, act, ref_of(id), now, Verb::decide,
               {{"outcome", static_cast<int>(visit->outcome)}});
  return *visit;
}

Done note(db::Tx& tx, const Env& env, const Act& act, VisitId id, std::string_view followed,
          std::string_view words) {
  auto visit = find_visit(tx, id);
  if (!visit || !may_do(tx, act, receive_citizens, *visit)) return fail(VisitError::not_allowed);
  if (is_sealed(*visit)) return fail(VisitError::denunciation);
  visit->followed = followed;
  visit->note = words;
  save_visit(tx, env, *visit);
  acts::record(tx, act, ref_of(id), env.clock.now(), Verb::note);
  return *visit;
}

}  // namespace gandan::receptions
