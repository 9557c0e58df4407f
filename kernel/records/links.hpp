// Links between records of different modules: the petition that a visit to a reception became. A
// link tells nobody more of either record than they may read of it: who shows one asks the Kinds.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids/ref.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::records {

/// How one record came of another. The names are stored.
enum class Relation : std::uint8_t {
  became,  ///< what was said there was entered as this
  joined,  ///< what was said there is of the same matter as this, which was there already
};
[[nodiscard]] std::string_view name(Relation relation);

/// A link as it stands with one of the two.
struct Linked {
  Relation relation{};
  std::string kind;  ///< of the other record, with `id` its Ref
  std::int64_t id = 0;
  Instant at;

  [[nodiscard]] Ref ref() const { return {kind, id}; }  ///< lives as long as this
};

/// A second time it changes nothing. The entry of the deed in the journal is the caller's.
void link(db::Tx& tx, const Ref& from, Relation relation, const Ref& to, Instant at);
/// What came of a record, the first first.
[[nodiscard]] std::vector<Linked> links_from(db::Tx& tx, const Ref& from);
/// Of what a record came.
[[nodiscard]] std::vector<Linked> links_to(db::Tx& tx, const Ref& to);

}  // namespace gandan::records
