#include "kernel/journal/vouch.hpp"

#include <algorithm>
#include <set>

#include "kernel/journal/kept.hpp"

namespace gandan::journal {
namespace {

constexpr std::int64_t only_one = 1;

const db::Sql select_since{R"(
  select seq, at from journal where subject_kind = :kind and subject_id = :one
  order by seq limit 1)"};
const db::Sql select_told_of{"select distinct subject_id from journal where subject_kind = :kind"};

/// What the entry is about that says that all of a kind were entered: "every limit".
std::string every(std::string_view kind) {
  return "every " + std::string(kind);
}

/// Those that are there, and those of which entries tell: that one is gone is vouched for, too.
std::set<std::int64_t> all_of(db::Tx& tx, const Committed& kind) {
  std::set<std::int64_t> ids;
  for (std::int64_t id : tx.all<std::int64_t>(*kind.vouched->all)) ids.insert(id);
  for (std::int64_t id : tx.all<std::int64_t>(select_told_of, {{"kind", kind.kind}}))
    ids.insert(id);
  return ids;
}

std::int64_t enter_all(db::Tx& tx, Instant at, const Committed& kind) {
  const std::set<std::int64_t> ids = all_of(tx, kind);
  const std::string subject = every(kind.kind);
  append(tx, {.at = at,
              .verb = kind.vouched->verb,
              .subject = {subject, only_one},
              .detail = "{\"records\":" + std::to_string(ids.size()) + "}"});
  for (std::int64_t id : ids)
    append(tx, {.at = at, .verb = kind.vouched->verb, .subject = {kind.kind, id}});
  return 1 + static_cast<std::int64_t>(ids.size());
}

}  // namespace

std::optional<Since> vouched_since(db::Tx& tx, std::string_view kind) {
  return tx.one<Since>(select_since, {{"kind", every(kind)}, {"one", only_one}});
}

std::int64_t vouch(db::Database& database, const Clock& clock,
                   std::span<const Committed> committed) {
  const auto is_missing = [](db::Tx& tx, const Committed& kind) {
    return kind.vouched && !vouched_since(tx, kind.kind);
  };
  const bool is_done = database.read([&](db::Tx& tx) {
    return std::ranges::none_of(committed,
                                [&](const Committed& kind) { return is_missing(tx, kind); });
  });
  if (is_done) return 0;
  return database.write([&](db::Tx& tx) {
    std::int64_t entered = 0;
    for (const Committed& kind : committed)
      if (is_missing(tx, kind)) entered += enter_all(tx, clock.now(), kind);
    return entered;
  });
}

std::string once_vouched(std::string_view records, std::string_view kind) {
  return db::joined({"select id from (", records, ") as records where exists (select 1 from (",
                     entries_told_of(every(kind)), ") as vouched)"});
}

}  // namespace gandan::journal
