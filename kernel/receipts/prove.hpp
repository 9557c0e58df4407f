// Whether the newest entry about a record can be proved to who holds its receipt, and by which
// file.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "kernel/ids/ref.hpp"
#include "kernel/journal/committed.hpp"
#include "lib/db/db.hpp"
#include "lib/tlog/proof_file.hpp"

namespace gandan::receipts {

enum class Proof : std::uint8_t {
  waits,    ///< it is not in the log yet: a matter of seconds
  differs,  ///< the record is not as the log has it, or its secret was erased by law
  is_there
};

struct Proved {
  Proof proof = Proof::waits;
  std::string file = {};  ///< for the holder to keep, where it is there
  std::string mark = {};  ///< names the entry to the page that checks: "/log/check#MARK"
};
/// `committed` is what the log has of records of this kind; `shows` says of each part by its name
/// whether the holder may read it.
[[nodiscard]] Proved prove(db::Tx& tx, const journal::Committed& committed, const Ref& record,
                           const std::function<bool(std::string_view)>& shows);

}  // namespace gandan::receipts
