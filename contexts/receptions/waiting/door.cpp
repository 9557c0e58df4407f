#include "contexts/receptions/waiting/door.hpp"

#include <charconv>

#include "kernel/acts/record.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::receptions {
namespace {

const db::Sql door_opened{
    "select opened_at from waiting_doors where place_id = :place and closed_at is null"};
const db::Sql open_door_row{R"(
  insert into waiting_doors (place_id, opened_at, closed_at) values (:place, :at, null)
  on conflict (place_id) do update set opened_at = excluded.opened_at, closed_at = null)"};
const db::Sql close_door_row{
    "update waiting_doors set closed_at = :at where place_id = :place and closed_at is null"};

/// 32 digits: 128 bits.
std::string vouched(const crypto::KeyFile& keys, std::string_view purpose, std::string_view of) {
  constexpr std::size_t digits = 32;
  return crypto::hex(crypto::hmac_sha256(crypto::derive(keys.first(), purpose), of))
      .substr(0, digits);
}

}  // namespace

std::optional<Instant> door_of(db::Tx& tx, PlaceId place) {
  return tx.one<Instant>(door_opened, {{"place", place}});
}

bool set_door(db::Tx& tx, const Env& env, const Act& act, const ReceptionPlace& place,
              bool is_open) {
  if (door_of(tx, place.id).has_value() == is_open) return false;
  const Instant now = env.clock.now();
  tx.run(is_open ? open_door_row : close_door_row, {{"place", place.id}, {"at", now}});
  acts::record_named(tx, act, ref_of(place.id), now,
                     is_open ? "reception_place.open_door" : "reception_place.close_door", {});
  return true;
}

std::string door_key(const crypto::KeyFile& keys, PlaceId place, Instant opened_at) {
  return vouched(keys, "receptions.door",
                 std::to_string(place.value) + " " + std::to_string(opened_at.micros));
}

std::string ticket_key(const crypto::KeyFile& keys, TicketId id) {
  const std::string number = std::to_string(id.value);
  return number + "-" + vouched(keys, "receptions.ticket", number);
}

std::optional<TicketId> ticket_of_key(const crypto::KeyFile& keys, std::string_view key) {
  const std::string_view number = key.substr(0, key.find('-'));
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id);
  if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
  if (!crypto::same_secret(key, ticket_key(keys, TicketId{id}))) return std::nullopt;
  return TicketId{id};
}

}  // namespace gandan::receptions
