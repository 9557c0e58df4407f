#include "kernel/journal/kept.hpp"

namespace gandan::journal {
namespace {

/// Names from the program's own lists, never from people.
std::string quoted(std::string_view name) {
  return "'" + std::string(name) + "'";
}

std::string id_of(db::Engine engine, const Kept& kept) {
  if (kept.fact.empty()) return "subject_id";
  const std::string fact(kept.fact);
  return engine == db::Engine::sqlite ? "json_extract(detail, '$." + fact + "')"
                                      : "cast(cast(detail as jsonb) ->> '" + fact + "' as bigint)";
}

std::string entries_of(db::Engine engine, const Kept& kept) {
  const std::string id = id_of(engine, kept);
  std::string sql = "select " + id +
                    " as id from journal where subject_kind = " + quoted(kept.subject_kind) +
                    " and coalesce(" + id + ", 0) <> 0";
  std::string verbs;
  for (std::string_view verb : kept.verbs) verbs += (verbs.empty() ? "" : ", ") + quoted(verb);
  return verbs.empty() ? sql : sql + " and verb in (" + verbs + ")";
}

/// Of an id's records `r` and entries `e`: what is missing.
struct Missing {
  std::string entry, record;
};
Missing missing(Kept::Match match) {
  switch (match) {
    case Kept::Match::one_each:
      return {"r > e", "e > r"};
    case Kept::Match::some_each:
      return {"e = 0", "r = 0"};
    case Kept::Match::needs_an_entry:
      return {"e = 0", "1 = 0"};
  }
  return {};
}

}  // namespace

Comparison compare(db::Tx& tx, const Kept& kept) {
  const Missing is_missing = missing(kept.match);
  const std::string sql =
      "select cast(coalesce(sum(r), 0) as bigint),"
      " coalesce(sum(case when " +
      is_missing.entry +
      " then 1 else 0 end), 0),"
      " coalesce(sum(case when " +
      is_missing.record +
      " then 1 else 0 end), 0),"
      " coalesce(min(case when " +
      is_missing.entry + " or " + is_missing.record +
      " then id end), 0) from (select id, sum(r) as r, sum(e) as e from ("
      "select id, 1 as r, 0 as e from (" +
      std::string(kept.records) +
      ") as records"
      " union all select id, 0, 1 from (" +
      entries_of(tx.engine(), kept) +
      ") as entries"
      ") as both_of_them group by id) as ids";
  return tx.one<Comparison>(sql, {}).value();
}

}  // namespace gandan::journal
