// Numbers that people take themselves, on a tablet or by the QR code at the door; and the address
// of a ticket's page. Both addresses hold what only the key file can make.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contexts/receptions/waiting/waiting.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::receptions {

/// Since when people take numbers themselves at the place; nothing where they do not.
[[nodiscard]] std::optional<Instant> door_of(db::Tx& tx, PlaceId place);
/// Opened, with an address of its own, or closed; false where it was so already. It is a setting of
/// the place: whoever keeps its schedule does it.
[[nodiscard]] bool set_door(db::Tx& tx, const Env& env, const Act& act, const ReceptionPlace& place,
                            bool is_open);
/// What stands in the address at the door, and whether this is it.
[[nodiscard]] std::string door_key(const crypto::KeyFile& keys, PlaceId place, Instant opened_at);

/// How many may wait at a place at which people take numbers themselves: beyond it an officer gives
/// them, so that nobody fills the line from afar.
inline constexpr std::size_t most_by_door = 150;

/// What stands in the address of a ticket's page.
[[nodiscard]] std::string ticket_key(const crypto::KeyFile& keys, TicketId id);
[[nodiscard]] std::optional<TicketId> ticket_of_key(const crypto::KeyFile& keys,
                                                    std::string_view key);

}  // namespace gandan::receptions
