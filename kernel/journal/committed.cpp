#include "kernel/journal/committed.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace gandan::journal {

namespace {

using Names = std::set<std::string, std::less<>>;

/// Of what one module says of its own.
void look_at(const Commitments& module, Names& kinds, Names& told,
             std::vector<std::string>& faults) {
  Names committed;
  for (const Committed& record : module.records) {
    if (!kinds.emplace(record.kind).second)
      faults.push_back("two modules say what is committed of " + std::string(record.kind));
    committed.insert(record.columns.begin(), record.columns.end());
  }
  for (const NotCommitted& column : module.not_committed) {
    const std::string name(column.column);
    if (column.why.empty()) faults.push_back(name + " is left out of the log without a reason");
    if (committed.contains(name))
      faults.push_back(name + " is said to be in the log, and to be left out of it");
    told.insert(name);
  }
  told.merge(committed);
}

}  // namespace

std::vector<std::string> faults_of(std::span<const std::string_view> of_people,
                                   std::span<const Commitments> all) {
  std::vector<std::string> faults;
  Names kinds, told;
  for (const Commitments& module : all) look_at(module, kinds, told, faults);
  for (std::string_view column : of_people)
    if (!told.contains(column))
      faults.push_back(std::string(column) +
                       " is not committed to in the log, and nobody says why");
  return faults;
}

PartsById parts_of(db::Tx& tx, const Committed& committed, std::span<const std::int64_t> ids) {
  struct Words {
    std::int64_t id = 0;
    std::string part, value;
  };
  struct Box {
    std::int64_t id = 0;
    std::string part;
    db::Blob value;
  };
  PartsById found;
  for (const db::Sql* sql : committed.words)
    db::each_of_ids<Words>(tx, *sql, ids, [&](Words row) {
      found[row.id].push_back({std::move(row.part), std::move(row.value), {}});
    });
  for (const db::Sql* sql : committed.boxes)
    db::each_of_ids<Box>(tx, *sql, ids, [&](Box row) {
      found[row.id].push_back({std::move(row.part), std::move(row.value.data), {}});
    });
  for (auto& [id, parts] : found)
    std::ranges::sort(parts, {}, [](const Part& part) { return std::tie(part.name, part.value); });
  return found;
}

void lock_parts(std::vector<Part>& parts, std::string_view record_salt) {
  for (Part& part : parts) part.key = part_key(record_salt, part.name);
}

std::vector<tlog::Hash> hashes_of(const std::vector<Part>& locked) {
  std::vector<tlog::Hash> hashes;
  hashes.reserve(locked.size());
  for (const Part& part : locked) hashes.push_back(hash_of(part));
  return hashes;
}

tlog::Hash content_of(const std::vector<Part>& locked) {
  return content_of(hashes_of(locked));
}

}  // namespace gandan::journal
