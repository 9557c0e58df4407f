// The first page of the desk for who directs or administers: what modules say there, how the
// installation is administered, and what waits for their consent.
#pragma once
#include <optional>

#include "kernel/desk/desk.hpp"

namespace gandan::desk {

/// Nothing where there is no such page for the officer: the desk opens on their work.
[[nodiscard]] std::optional<Pane> front_of(db::Tx& tx, const Desk& desk);
/// Whether they have one, as far as is known without reading.
[[nodiscard]] bool has_front(const Desk& desk);

}  // namespace gandan::desk
