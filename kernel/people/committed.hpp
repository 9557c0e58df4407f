// What of accounts, and of what lies under the seal, the log vouches for
// (kernel/journal/committed.hpp).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/committed.hpp"

namespace gandan::people {

[[nodiscard]] journal::Commitments commitments_to_people();

/// For a context whose records lie under the seal. SELECT of id, part, value: the boxes as they
/// are, which says nothing to who has not the key; and who opened and read them, and when.
/// `subject_kind` is a literal.
[[nodiscard]] std::string boxes_under_seal(std::string_view subject_kind);
[[nodiscard]] std::string parts_under_seal(std::string_view subject_kind);
/// The columns that stand in them.
[[nodiscard]] std::vector<std::string> columns_under_seal();

}  // namespace gandan::people
