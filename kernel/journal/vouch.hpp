// Kinds of records that the program kept before the log vouched for them: once, a server that
// starts enters what stands of them, each as it is on that day, and says so.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/journal/committed.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::journal {

/// The entry behind which each record of the kind has one of its own.
struct Since {
  std::int64_t seq = 0;
  Instant at;
};
/// Nothing before what stood was entered: then a change past the program is held against nothing.
[[nodiscard]] std::optional<Since> vouched_since(db::Tx& tx, std::string_view kind);

/// Enters, for each kind with `Committed::vouched` of which that was not done, first that it is
/// done, then every record that there is or was. Returns how many entries; 0 where all was done.
std::int64_t vouch(db::Database& database, const Clock& clock,
                   std::span<const Committed> committed);

/// For a Kept: those `records`, a SELECT of one column, once the log vouches for their kind; none
/// before. `kind` is a literal.
[[nodiscard]] std::string once_vouched(std::string_view records, std::string_view kind);

}  // namespace gandan::journal
