#include "kernel/journal/kept.hpp"

namespace gandan::journal {
namespace {

/// Names from the program's own lists, never from people.
std::string quoted(std::string_view name) {
  return "'" + std::string(name) + "'";
}

std::string fact_of(db::Engine engine, std::string_view fact) {
  return engine == db::Engine::sqlite ? "json_extract(detail, '$." + std::string(fact) + "')"
                                      : "(cast(detail as jsonb) ->> " + quoted(fact) + ")";
}

std::string id_of(db::Engine engine, const Kept& kept) {
  if (!kept.fact.empty()) return "cast(" + fact_of(engine, kept.fact) + " as bigint)";
  std::string id = "subject_id";
  for (std::string_view fact : kept.facts) id += " || '/' || " + fact_of(engine, fact);
  return id;
}

std::string is_one_of(const std::vector<std::string_view>& verbs) {
  std::string list;
  for (std::string_view verb : verbs) list += (list.empty() ? "" : ", ") + quoted(verb);
  return "verb in (" + list + ")";
}

/// Each id with what the entry counts for: one, or one less where it undoes.
std::string entries_of(db::Engine engine, const Kept& kept) {
  if (!kept.told_by.empty()) return "select id, 1 as e from (" + kept.told_by + ") as told";
  const std::string id = id_of(engine, kept);
  const std::string counts = kept.undone_by.empty()
                                 ? "1"
                                 : "case when " + is_one_of(kept.undone_by) + " then -1 else 1 end";
  std::string sql = "select " + id + " as id, " + counts +
                    " as e from journal where subject_kind = " + quoted(kept.subject_kind);
  if (kept.facts.empty()) sql += " and coalesce(" + id + ", 0) <> 0";
  auto verbs = kept.verbs;
  verbs.insert(verbs.end(), kept.undone_by.begin(), kept.undone_by.end());
  return verbs.empty() ? sql : sql + " and " + is_one_of(verbs);
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
    case Kept::Match::needs_a_record:
      return {"1 = 0", "r = 0"};
  }
  return {};
}

}  // namespace

std::string entries_told_of(std::string_view subject_kind) {
  return "select subject_id, verb, detail from journal where subject_kind = " +
         quoted(subject_kind);
}

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
      " coalesce(cast(min(case when " +
      is_missing.entry + " or " + is_missing.record +
      " then id end) as text), '') from (select id, sum(r) as r, sum(e) as e from ("
      "select id, 1 as r, 0 as e from (" +
      kept.records +
      ") as records"
      " union all select id, 0, e from (" +
      entries_of(tx.engine(), kept) +
      ") as entries"
      ") as both_of_them group by id) as ids";
  return tx.one<Comparison>(sql, {}).value();
}

}  // namespace gandan::journal
