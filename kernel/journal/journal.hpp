// The journal: an append-only, hash-chained record of every change of state, written in the same
// transaction as the change. What it proves, and how, is in README.md.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids/ref.hpp"
#include "kernel/ids/unit_id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/db/query.hpp"

namespace gandan::journal {

enum class ActorKind : std::int64_t { resident = 1, officer = 2, system = 3 };

/// Who did it. A resident has no number: nobody is followed from one act to the next.
struct Actor {
  ActorKind kind = ActorKind::system;
  std::int64_t id = 0;

  [[nodiscard]] static Actor resident() { return {ActorKind::resident, 0}; }
  [[nodiscard]] static Actor officer(std::int64_t user) { return {ActorKind::officer, user}; }
  [[nodiscard]] static Actor system() { return {}; }
};

struct Entry {
  Instant at;
  Actor actor;
  std::optional<UnitId> on_behalf_of;
  std::string_view verb;  ///< "petition.submit"
  Ref subject;
  std::string_view detail = "{}";  ///< JSON; never personal data
};

/// Appends within the caller's transaction.
void append(db::Tx& tx, const Entry& entry);

/// An entry as it was read back.
struct Recorded {
  std::int64_t seq = 0;
  Instant at;
  ActorKind actor_kind = ActorKind::system;
  std::int64_t actor_id = 0;
  std::int64_t body_id = 0;  ///< 0: on nobody's behalf
  std::string verb;
  std::string subject_kind;
  std::int64_t subject_id = 0;
  std::string detail;
  db::Blob leaf;
};
/// The entries of one record, oldest first.
[[nodiscard]] std::vector<Recorded> entries_of(db::Tx& tx, Ref subject);
/// The last of them.
[[nodiscard]] std::optional<Recorded> last_entry_of(db::Tx& tx, Ref subject);
/// The newest entries before `before` (0: the very newest), newest first.
[[nodiscard]] std::vector<Recorded> latest(db::Tx& tx, std::int64_t before, int limit);

/// Which records of a kind changed after an entry, up to the last sealed one: what folds read. Only
/// sealed entries are looked at, since on PostgreSQL an entry may still be committed before others.
struct Changes {
  std::vector<std::int64_t> subjects;  ///< each once
  std::int64_t last_seq = 0;           ///< where to go on from
};
[[nodiscard]] Changes changes_since(db::Tx& tx, std::string_view subject_kind,
                                    std::int64_t after_seq, int limit);
/// The sealed entries behind `after_seq`, oldest first, at most `limit`: of which record each is.
struct Change {
  std::int64_t seq = 0, subject = 0;
  std::string kind;
};
[[nodiscard]] std::vector<Change> entries_since(db::Tx& tx, std::int64_t after_seq, int limit);

/// In SQL: SELECT of one column, `subject_id`: the records of a kind of which an entry with one of
/// these verbs stands behind `after`, up to `until`. Kind and verbs are literals.
[[nodiscard]] db::Query told_between(std::string_view subject_kind,
                                     std::span<const std::string_view> verbs, std::int64_t after,
                                     std::int64_t until);

/// The last entry that a seal covers; 0 before the first.
[[nodiscard]] std::int64_t last_sealed(db::Tx& tx);
/// The first sealed entry behind `after_seq`: what a fold takes up next; nothing where it has all.
[[nodiscard]] std::optional<std::int64_t> next_sealed(db::Tx& tx, std::int64_t after_seq);
/// The first entry that no seal covers yet; nothing where all are sealed.
[[nodiscard]] std::optional<std::int64_t> first_unsealed(db::Tx& tx);

/// Chains what was appended since the last seal, at most some 20,000 entries. Returns how many.
std::int64_t seal(db::Tx& tx, const Clock& clock);
/// Seals until nothing is left, a transaction a batch. A job calls it every second.
void seal_all(db::Database& database, const Clock& clock);

/// The number of its entries, as a part of a statement.
inline constexpr std::string_view count_in_sql = "(select count(*) from journal)";

struct Verification {
  std::int64_t entries = 0;
  std::int64_t sealed = 0;
  std::string head;  ///< of the chain, in hexadecimal: compare it with one that was written down
  std::optional<std::int64_t> broken_at;  ///< the first entry that does not hold
  std::string reason;
};
/// Recomputes every hash. Entries are sealed within a second or two: those that are not after a
/// minute, at `now`, count as broken; without `now` that is not asked.
[[nodiscard]] Verification verify(db::Tx& tx, std::optional<Instant> now = std::nullopt);

}  // namespace gandan::journal
