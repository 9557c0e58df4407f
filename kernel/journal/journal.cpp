#include "kernel/journal/journal.hpp"

#include <algorithm>
#include <limits>

#include "kernel/journal/leaf.hpp"

namespace gandan::journal {
namespace {

constexpr std::string_view select_entry =
    "select seq, at, actor_kind, actor_id, body_id, verb, subject_kind, subject_id, detail, leaf "
    "from journal where ";

const db::Sql insert_entry{R"(
  insert into journal (at, actor_kind, actor_id, body_id, verb, subject_kind, subject_id, detail, leaf)
  values (:at, :actor_kind, :actor_id, :body, :verb, :kind, :subject, :detail, :leaf))"};
const db::Sql select_subject{select_entry,
                             "subject_kind = :kind and subject_id = :subject order by seq"};
const db::Sql select_last{
    select_entry, "subject_kind = :kind and subject_id = :subject order by seq desc limit 1"};
const db::Sql select_latest{select_entry, "seq < :before order by seq desc limit :limit"};
const db::Sql select_changes{R"(
  select seq, subject_id, subject_kind from journal
  where seq > :after and seq <= (select coalesce(max(last_seq), 0) from journal_seals)
  order by seq limit :limit)"};
const db::Sql select_last_sealed{"select coalesce(max(last_seq), 0) from journal_seals"};
const db::Sql select_next_sealed{R"(
  select seq from journal
  where seq > :after and seq <= (select coalesce(max(last_seq), 0) from journal_seals)
  order by seq limit 1)"};

}  // namespace

void append(db::Tx& tx, const Entry& entry) {
  Recorded row{.at = entry.at,
               .actor_kind = entry.actor.kind,
               .actor_id = entry.actor.id,
               .body_id = entry.on_behalf_of.value_or(UnitId{}).value,
               .verb = std::string(entry.verb),
               .subject_kind = std::string(entry.subject.kind),
               .subject_id = entry.subject.id,
               .detail = std::string(entry.detail)};
  row.leaf.data = leaf_hash(row);
  tx.run(insert_entry, {{"at", row.at},
                        {"actor_kind", row.actor_kind},
                        {"actor_id", row.actor_id},
                        {"body", row.body_id},
                        {"verb", row.verb},
                        {"kind", row.subject_kind},
                        {"subject", row.subject_id},
                        {"detail", row.detail},
                        {"leaf", row.leaf}});
}

std::vector<Recorded> entries_of(db::Tx& tx, Ref subject) {
  return tx.all<Recorded>(select_subject, {{"kind", subject.kind}, {"subject", subject.id}});
}

std::optional<Recorded> last_entry_of(db::Tx& tx, Ref subject) {
  return tx.one<Recorded>(select_last, {{"kind", subject.kind}, {"subject", subject.id}});
}

std::vector<Recorded> latest(db::Tx& tx, std::int64_t before, int limit) {
  if (before == 0) before = std::numeric_limits<std::int64_t>::max();
  return tx.all<Recorded>(select_latest, {{"before", before}, {"limit", limit}});
}

std::int64_t last_sealed(db::Tx& tx) {
  return tx.one<std::int64_t>(select_last_sealed).value_or(0);
}

std::optional<std::int64_t> next_sealed(db::Tx& tx, std::int64_t after_seq) {
  return tx.one<std::int64_t>(select_next_sealed, {{"after", after_seq}});
}

std::vector<Change> entries_since(db::Tx& tx, std::int64_t after_seq, int limit) {
  return tx.all<Change>(select_changes, {{"after", after_seq}, {"limit", limit}});
}

db::Query told_between(std::string_view subject_kind, std::span<const std::string_view> verbs,
                       std::int64_t after, std::int64_t until) {
  db::Query query("select subject_id from journal where seq > :told_after and seq <= :told_until");
  query.add({" and subject_kind = '", subject_kind, "' and verb in ("});
  for (const std::string_view& verb : verbs)
    query.add({&verb == verbs.data() ? "'" : ", '", verb, "'"});
  return query.add(")").bind("told_after", after).bind("told_until", until);
}

Changes changes_since(db::Tx& tx, std::string_view subject_kind, std::int64_t after_seq,
                      int limit) {
  Changes changes{{}, after_seq};
  for (const Change& change : entries_since(tx, after_seq, limit)) {
    changes.last_seq = change.seq;
    if (change.kind == subject_kind) changes.subjects.push_back(change.subject);
  }
  std::sort(changes.subjects.begin(), changes.subjects.end());
  changes.subjects.erase(std::unique(changes.subjects.begin(), changes.subjects.end()),
                         changes.subjects.end());
  return changes;
}

}  // namespace gandan::journal
