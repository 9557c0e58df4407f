#include "contexts/petitions/record/limits.hpp"

#include "contexts/petitions/record/clock.hpp"

namespace gandan::petitions {
namespace {

const db::Sql select_any{"select id from petitions limit 1"};
const db::Sql select_open{"select id, due_at from petitions p where ", sql::is_open,
                          clocks::sql::walked};
const db::Sql select_imported{"select id, due_at from petitions p where ", sql::is_imported,
                              " and ", sql::is_closed, clocks::sql::walked};
const db::Sql update_due{"update petitions set due_at = :due_at where id = :id"};

bool count_limit(db::Tx& tx, const Env& env, std::int64_t number) {
  const PetitionId id{number};
  auto petition = find(tx, id);
  if (!petition || !petition->clock.due_at) return false;
  if (!is_open(petition->state) && petition->channel != Channel::import) return false;
  const auto due = due_of(tx, env, *petition);
  if (!due || due->at == petition->clock.due_at) return false;
  tx.run(update_due, {{"id", id}, {"due_at", due->at}});
  record(tx, Act::by_system(), subject_of(id), env.clock.now(), Verb::limit,
         {{"was", civil_date(*petition->clock.due_at).days}, {"is", due->date.days}});
  return true;
}

}  // namespace

const clocks::Recount& limits_of_petitions() {
  static const clocks::Recount recount{.job = "petitions.count_limits",
                                       .any = select_any,
                                       .walks = {&select_open, &select_imported},
                                       .count = count_limit};
  return recount;
}

}  // namespace gandan::petitions
