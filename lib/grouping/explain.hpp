// Finds the reasons why two texts resemble each other, in the words of one of them.
#pragma once
#include <cstdint>
#include <functional>

#include "lib/grouping/document.hpp"
#include "lib/grouping/hints.hpp"
#include "lib/grouping/phrases.hpp"
#include "lib/grouping/reading.hpp"

namespace gandan::grouping {

/// What a second text says: whether it has a term.
using Has = std::function<bool(std::uint32_t key)>;

/// The references and whole phrases of `reading` that the other text has too, most telling first.
[[nodiscard]] Explanation explain(const Reading& reading, const Has& other_has,
                                  const KnownTexts& known);

/// Notes which hints are the same.
void compare_hints(Explanation& explanation, const Hints& a, const Hints& b);

}  // namespace gandan::grouping
