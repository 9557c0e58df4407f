#include "kernel/indicators/folds.hpp"

#include <algorithm>
#include <limits>

#include "kernel/journal/journal.hpp"

namespace gandan::indicators {
namespace {

const db::Sql select_fold{"select entry, aged_until from folds where name = :name"};
const db::Sql upsert_fold{R"(
  insert into folds (name, entry, aged_until) values (:name, :entry, :aged_until)
  on conflict (name) do update set entry = excluded.entry, aged_until = excluded.aged_until)"};

struct Position {
  std::int64_t entry = 0;
  Instant aged_until;
};

Position position_of(db::Tx& tx, const Fold& fold) {
  return tx.one<Position>(select_fold, {{"name", fold.name}}).value_or(Position{});
}

std::int64_t first_position(std::span<const Position> positions) {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  for (const Position& position : positions) first = std::min(first, position.entry);
  return first;
}

int advance(db::Tx& tx, const Fold& fold, const Position& at,
            std::span<const journal::Change> entries, Instant now) {
  Position to = at;
  std::vector<std::int64_t> records;
  for (const journal::Change& change : entries) {
    if (change.seq <= at.entry) continue;
    to.entry = change.seq;
    if (change.kind == fold.kind) records.push_back(change.subject);
  }
  bool is_set_back = false;
  if (fold.aged) {
    is_set_back = now < at.aged_until;
    const auto aged = fold.aged(tx, at.aged_until, now);
    records.insert(records.end(), aged.begin(), aged.end());
    if (aged.size() < static_cast<std::size_t>(most_folded)) to.aged_until = now;
  }
  if (to.entry == at.entry && records.empty() && !is_set_back) return 0;
  std::sort(records.begin(), records.end());
  records.erase(std::unique(records.begin(), records.end()), records.end());
  if (!records.empty()) fold.count(tx, now, records);
  tx.run(upsert_fold, {{"name", fold.name}, {"entry", to.entry}, {"aged_until", to.aged_until}});
  return std::max(1, static_cast<int>(records.size()));
}

}  // namespace

int fold(db::Tx& tx, const Clock& clock, std::span<const Fold> folds) {
  if (folds.empty()) return 0;
  const Instant now = clock.now();
  std::vector<Position> positions;
  for (const Fold& each : folds) positions.push_back(position_of(tx, each));
  const auto entries = journal::entries_since(tx, first_position(positions), most_folded);
  int counted = 0;
  for (std::size_t i = 0; i < folds.size(); ++i)
    counted += advance(tx, folds[i], positions[i], entries, now);
  return counted;
}

void fold_all(db::Database& database, const Clock& clock, std::span<const Fold> folds) {
  while (database.write([&](db::Tx& tx) { return fold(tx, clock, folds); }) > 0) {
  }
}

std::optional<std::int64_t> first_unfolded(db::Tx& tx, std::span<const Fold> folds) {
  if (folds.empty()) return std::nullopt;
  std::vector<Position> positions;
  for (const Fold& each : folds) positions.push_back(position_of(tx, each));
  return journal::next_sealed(tx, first_position(positions));
}

void add_fold_job(jobs::Registry& jobs, const Clock& clock, std::vector<Fold> folds) {
  jobs.every(std::string(fold_job),
             {.every = std::chrono::seconds(2),
              .backlog = [folds](db::Tx& tx) { return first_unfolded(tx, folds); }},
             [folds, &clock](db::Database& database) {
               fold_all(database, clock, folds);
               for (const Fold& each : folds)
                 if (each.folded) each.folded();
             });
}

}  // namespace gandan::indicators
