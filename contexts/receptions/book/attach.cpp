#include "contexts/receptions/book/book.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/files/files.hpp"

namespace gandan::receptions {

Done attach(db::Tx& tx, const Env& env, const Act& act, VisitId id,
            const std::vector<files::Taken>& taken) {
  auto visit = find_visit(tx, id);
  if (!visit || !may_do(tx, act, receive_citizens, *visit)) return fail(VisitError::not_allowed);
  if (taken.empty()) return *visit;
  if (files::count_of(tx, ref_of(id)) + taken.size() > most_files_of_visit)
    return fail(VisitError::too_many_files);
  files::add(tx, {env.ids, env.keys, env.clock.now()},
             {.record = ref_of(id),
              .body = visit->body,
              .is_sealed = is_sealed(*visit),
              .by_officer = true},
             taken);
  acts::record(tx, act, ref_of(id), env.clock.now(), Verb::attach,
               {{"files", static_cast<std::int64_t>(taken.size())}});
  return *visit;
}

}  // namespace gandan::receptions
