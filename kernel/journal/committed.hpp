// What of a record the log vouches for: a context says it of each of its kinds in its Module
// (kernel/module/module.hpp), and of its columns that hold people's words and are left out, why.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/opening.hpp"
#include "lib/db/ids.hpp"

namespace gandan::journal {

/// How the log came to vouch for a kind that the program had kept before (vouch.hpp).
struct Vouched {
  const db::Sql* all = nullptr;  ///< SELECT of the numbers of all its records
  std::string_view verb;         ///< of the entries: "rules.vouch"
};

/// Parts change together with an entry of their record, in the same transaction: what changed
/// without one would look like a deed of somebody who holds the database.
struct Committed {
  std::string_view kind;  ///< of the record, as its entries name it
  /// SELECTs of id, part, value for `id in (db::these_ids)`: the name of a part, the same for no
  /// other row of the record, and a text.
  std::vector<const db::Sql*> words;
  /// Likewise, where the value is bytes.
  std::vector<const db::Sql*> boxes = {};
  /// Which columns stand in them: "petitions.text".
  std::vector<std::string> columns = {};
  /// Nothing may be left of it without an entry of its own: a topic that its last petition left.
  bool may_end = false;
  /// Where the kind is older than what the log says of it: what came before is held against
  /// nothing.
  std::optional<Vouched> vouched = {};
  /// How a finding names one; by its number where none is given.
  std::string (*named)(std::int64_t id) = nullptr;
};

/// A column that holds something of a person, and that no part shows.
struct NotCommitted {
  std::string_view column;
  std::string_view why;
};

struct Commitments {
  std::vector<Committed> records;
  std::vector<NotCommitted> not_committed;
};

/// What is wrong with what all modules say together, a line each: a column of people's that is
/// neither committed to nor left out with a reason; one of which a module says both; a kind that
/// two speak of. What one leaves to others, as boxes under the seal, another may commit to.
[[nodiscard]] std::vector<std::string> faults_of(std::span<const std::string_view> of_people,
                                                 std::span<const Commitments> all);

/// The parts of records by their ids, each in the order of names, without keys. Who is not there
/// has none.
using PartsById = std::map<std::int64_t, std::vector<Part>>;
[[nodiscard]] PartsById parts_of(db::Tx& tx, const Committed& committed,
                                 std::span<const std::int64_t> ids);

/// Gives each part its key.
void lock_parts(std::vector<Part>& parts, std::string_view record_salt);
/// Of locked parts, in their order.
[[nodiscard]] std::vector<tlog::Hash> hashes_of(const std::vector<Part>& locked);
/// The root over locked parts.
[[nodiscard]] tlog::Hash content_of(const std::vector<Part>& locked);

}  // namespace gandan::journal
