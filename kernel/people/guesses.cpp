#include "kernel/people/guesses.hpp"

#include <algorithm>

#include "kernel/people/seal_keys.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::people {
namespace {

const db::Sql select_wait{
    "select wait_until from guesses where counted_by = :by and subject = :subject"};
const db::Sql select_failures{
    "select failures from guesses where counted_by = :by and subject = :subject"};
const db::Sql upsert_failures{
    "insert into guesses (counted_by, subject, failures, failed_at, wait_until) "
    "values (:by, :subject, :failures, :now, :wait_until) on conflict (counted_by, subject) "
    "do update set failures = excluded.failures, failed_at = excluded.failed_at, "
    "wait_until = excluded.wait_until"};
const db::Sql delete_failures{"delete from guesses where counted_by = :by and subject = :subject"};

/// The wait that this many failures bring; none while they are allowed.
std::optional<std::chrono::seconds> wait_after(const Settings::Slowing& slowing, int failures) {
  if (failures < slowing.allowed) return std::nullopt;
  const int doublings = std::min(failures - slowing.allowed, 20);
  return std::min(slowing.longest_wait, slowing.first_wait * (1 << doublings));
}

}  // namespace

Counter counter(const KeyHolder& keys, CountedBy by, std::string_view subject) {
  // The first key of the file: counts outlive a rotation.
  const std::string key = crypto::derive(keys.get().first(), "guesses");
  return {by, crypto::hmac_sha256(key, subject)};
}

std::optional<Instant> wait_of(db::Tx& tx, const std::vector<Counter>& counters, Instant now) {
  std::optional<Instant> longest;
  bool has_failed = false;
  for (const Counter& one : counters) {
    if (one.by == CountedBy::name && !has_failed) continue;
    const auto counted = tx.one<std::optional<Instant>>(
        select_wait, {{"by", one.by}, {"subject", db::Bytes{one.subject}}});
    if (!counted) continue;
    has_failed = true;
    const auto& until = *counted;
    if (until && *until > now && (!longest || *longest < *until)) longest = until;
  }
  return longest;
}

std::optional<Instant> count_failure(db::Tx& tx, const Settings& settings,
                                     const std::vector<Counter>& counters, Instant now) {
  std::optional<Instant> longest;
  for (const Counter& one : counters) {
    const auto& slowing = one.by == CountedBy::name ? settings.of_name : settings.of_guesser;
    const db::Bytes subject{one.subject};
    const int failures =
        tx.one<int>(select_failures, {{"by", one.by}, {"subject", subject}}).value_or(0) + 1;
    std::optional<Instant> until;
    if (auto wait = wait_after(slowing, failures)) until = now + *wait;
    tx.run(upsert_failures, {{"by", one.by},
                             {"subject", subject},
                             {"failures", failures},
                             {"now", now},
                             {"wait_until", until}});
    if (until && (!longest || *longest < *until)) longest = until;
  }
  return longest;
}

void forgive(db::Tx& tx, const std::vector<Counter>& counters) {
  for (const Counter& one : counters)
    if (one.by != CountedBy::name)
      tx.run(delete_failures, {{"by", one.by}, {"subject", db::Bytes{one.subject}}});
}

}  // namespace gandan::people
