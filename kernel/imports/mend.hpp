// What is looked at in every row before its context reads it: its encoding, its keys, and whether
// it has what it must have.
#pragma once
#include <optional>

#include "kernel/imports/import.hpp"

namespace gandan::imports {

/// The row with what is surely in an old encoding converted; where that is only likely it stays as
/// it came, and says so (Row::reading).
[[nodiscard]] Row mended(const Row& row);

/// Why nobody can take the row: it could not be read, its bytes or keys cannot be stored, or a
/// required column says nothing.
[[nodiscard]] std::optional<Refusal> refusal_of(const Import& it, const Row& row);

}  // namespace gandan::imports
