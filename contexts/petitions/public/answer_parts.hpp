// A stored answer as the block of kernel/pages that shows it.
#pragma once
#include <optional>
#include <string>

#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/record/answers.hpp"

namespace gandan::petitions {

/// `body` is the name to show where the directory has none.
[[nodiscard]] pages::AnswerBlock answer_block_of(const Wording& words, const StoredAnswer& row,
                                                 const std::string& body);

}  // namespace gandan::petitions
