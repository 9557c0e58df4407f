#include "contexts/petitions/record/seal_existing.hpp"

#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/traces.hpp"
#include "kernel/people/sealed_reasons.hpp"

namespace gandan::petitions {
namespace {

constexpr int sealed_at_once = 200;

const db::Sql select_in_clear{"select id from petitions p where ", sql::is_denunciation,
                              " and text <> '' order by received_at, id limit :batch"};
// Between, so that an index leads whatever the collation.
const db::Sql select_digests{R"(
  select id, source_id from petitions
  where source_id between 'sha256' and 'sha257' and source_id like 'sha256:%' limit :batch)"};
const db::Sql update_digest{"update petitions set source_id = :source_id where id = :id"};

int seal_some(db::Tx& tx, const Env& env) {
  const auto ids = tx.all<PetitionId>(select_in_clear, {{"batch", sealed_at_once}});
  for (PetitionId id : ids) {
    Petition petition = *find(tx, id);
    people::seal_anew(tx, env.keys, petition.body.value_or(UnitId{}), subject_of(id));
    seal_in_full(tx, env, petition);
  }
  return static_cast<int>(ids.size());
}

int digest_some(db::Tx& tx, const Env& env) {
  struct Row {
    PetitionId id;
    std::string source_id;
  };
  const auto rows = tx.all<Row>(select_digests, {{"batch", sealed_at_once}});
  for (const Row& row : rows)
    tx.run(update_digest,
           {{"source_id", sealed_source_id(env.keys, row.source_id)}, {"id", row.id}});
  if (!rows.empty()) leave_trace(tx, env);
  return static_cast<int>(rows.size());
}

int reasons_some(db::Tx& tx, const Env& env) {
  const int sealed = people::seal_reasons(tx, env.keys);
  if (sealed > 0) leave_trace(tx, env);
  return sealed;
}

}  // namespace

std::int64_t seal_existing(db::Database& database, const Env& env) {
  std::int64_t total = 0;
  for (auto some : {seal_some, digest_some, reasons_some})
    for (int changed = 1; changed > 0; total += changed)
      changed = database.write([&](db::Tx& tx) { return some(tx, env); });
  return total;
}

}  // namespace gandan::petitions
