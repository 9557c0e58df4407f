// What is known about a document beside its text, as numbers that compare fast.
#pragma once
#include <cstdint>
#include <vector>

#include "lib/grouping/document.hpp"

namespace gandan::grouping {

/// A number for each different text, equal for spellings that fold alike; 0 is the empty one.
using Label = std::uint32_t;

struct Hints {
  Label body = 0;
  Label field = 0;
  Label place = 0;
  std::vector<std::uint32_t> field_words;  // keys of the words of the field's name, sorted
};

[[nodiscard]] Hints hints_of(const Document& document);

/// How far body and field agree: 1 where they are the same or not known, less where they differ.
/// Fields that share words ("đất đai", "đất đai, giấy chứng nhận") agree in part.
[[nodiscard]] float agreement(const Hints& a, const Hints& b);

}  // namespace gandan::grouping
