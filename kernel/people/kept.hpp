// What lies under the seal of a kind of record, and the entries of the journal that tell of it: a
// context names it in its Module, and `gandan verify` compares them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/kept.hpp"

namespace gandan::people {

/// Sealed identities, who opened them, and readings of sealed words. `subject_kind` is a literal.
[[nodiscard]] std::vector<journal::Kept> kept_under_seal(std::string_view subject_kind);
/// In SQL: SELECT of one column, `id`: the records of a kind of which this part is sealed.
[[nodiscard]] std::string with_sealed_part(std::string_view subject_kind, std::string_view part);

}  // namespace gandan::people
