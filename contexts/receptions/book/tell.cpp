#include "contexts/receptions/book/book.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/letters/outbox.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {

Done tell(db::Tx& tx, const Env& env, const Act& act, VisitId id, std::string_view words) {
  auto visit = find_visit(tx, id);
  if (!visit || !may_do(tx, act, receive_citizens, *visit)) return fail(VisitError::not_allowed);
  if (states::find_named<Step>(course, visit->state, name(Verb::tell)) == nullptr)
    return fail(VisitError::unfit);
  if (text::is_blank(words)) return fail(VisitError::words_missing);
  visit->state = State::told;
  visit->told_at = env.clock.now();
  save_visit(tx, env, *visit);
  keep_note(tx, env, *visit, Verb::tell, {words, acts::Readers::resident});
  acts::record(tx, act, ref_of(id), *visit->told_at, Verb::tell);
  if (env.by_mail && !is_sealed(*visit))
    letters::queue(tx, ref_of(id), name(Verb::tell), *visit->told_at);
  return *visit;
}

Done give_notice(db::Tx& tx, const Env& env, const Act& act, VisitId id, std::string_view number) {
  auto visit = find_visit(tx, id);
  if (!visit || !may_do(tx, act, conclude_receptions, *visit)) return fail(VisitError::not_allowed);
  if (states::find_named<Step>(course, visit->state, name(Verb::give_notice)) == nullptr)
    return fail(VisitError::unfit);
  if (text::is_blank(number)) return fail(VisitError::number_missing);
  visit->state = State::told;
  visit->told_at = env.clock.now();
  visit->document = number;
  save_visit(tx, env, *visit);
  acts::record(tx, act, ref_of(id), *visit->told_at, Verb::give_notice);
  if (env.by_mail && !is_sealed(*visit))
    letters::queue(tx, ref_of(id), name(Verb::give_notice), *visit->told_at);
  return *visit;
}

}  // namespace gandan::receptions
