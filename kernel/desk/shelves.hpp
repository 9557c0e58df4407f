// The four shelves of the desk, today, waiting for others, my body, done: what the boxes of all
// modules on one hold, as one list in the order of legal clocks.
#pragma once
#include <string_view>
#include <vector>

#include "kernel/desk/desk.hpp"

namespace gandan::desk {

/// All that stands on it, as a box of its own: /desk?in=today.
[[nodiscard]] const Box& whole_of(Shelf shelf);
/// nullptr where no shelf has this name.
[[nodiscard]] const Box* whole_named(std::string_view name);

/// The shelves on which the officer has a box, in the order of the rail.
[[nodiscard]] std::vector<Shelf> shelves_for(const Desk& desk);
/// Their boxes on it, with those that only narrow it.
[[nodiscard]] std::vector<const Box*> boxes_on(const Desk& desk, Shelf shelf);

/// How many a box holds, up to `most`.
[[nodiscard]] int count_in(db::Tx& tx, const Desk& desk, const Box& box, int most);
/// Which of these records it holds, by their codes.
[[nodiscard]] std::vector<std::string> among(db::Tx& tx, const Desk& desk, const Box& box,
                                             const std::vector<std::string>& codes);

}  // namespace gandan::desk
