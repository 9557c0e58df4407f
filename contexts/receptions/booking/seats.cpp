#include "contexts/receptions/booking/seats.hpp"

#include <algorithm>

#include "contexts/receptions/schedule/times.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::receptions {
namespace {

const db::Sql taken_seats{
    "select starts_at, count(*) from booking_slots where place_id = :place and starts_at >= :from "
    "and starts_at < :until and (booking_id is not null or held_until > :now) group by starts_at"};
const db::Sql release_held{
    "delete from booking_slots where place_id = :place and starts_at >= :from and booking_id is "
    "null and holder = :holder"};
const db::Sql release_expired{
    "delete from booking_slots where place_id = :place and starts_at = :starts_at and booking_id "
    "is "
    "null and held_until <= :now"};
const db::Sql insert_seat{
    "insert into booking_slots (place_id, starts_at, seat, booking_id, holder, held_until) values "
    "(:place, :starts_at, :seat, :booking, :holder, :held_until) on conflict do nothing"};
const db::Sql delete_seat{"delete from booking_slots where booking_id = :booking"};

struct TakenSlot {
  Instant starts_at;
  int taken = 0;
};

std::vector<TakenSlot> taken_between(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                                     Instant from, Instant until) {
  return tx.all<TakenSlot>(
      taken_seats,
      {{"place", place.id}, {"from", from}, {"until", until}, {"now", env.clock.now()}});
}

std::chrono::microseconds length_of(const ReceptionPlace& place) {
  return std::chrono::minutes(place.slot_minutes);
}

/// Seats of slots that began otherwise, before hours or lengths were changed, and reach into this.
int taken_beside(const std::vector<TakenSlot>& all, const ReceptionPlace& place, Instant at) {
  int taken = 0;
  for (const TakenSlot& each : all) {
    const auto apart = each.starts_at < at ? at - each.starts_at : each.starts_at - at;
    if (each.starts_at != at && apart < length_of(place)) taken += each.taken;
  }
  return taken;
}

int taken_at(const std::vector<TakenSlot>& all, Instant at) {
  const auto found = std::ranges::find(all, at, &TakenSlot::starts_at);
  return found == all.end() ? 0 : found->taken;
}

/// The head receives one after the other.
int seats_of(const ReceptionPlace& place, const Opening& opening) {
  return opening.head_day ? 1 : place.counters;
}

bool is_soon_enough(const Env& env, const ReceptionPlace& place, Instant at) {
  return at > env.clock.now() && at >= env.clock.now() + std::chrono::hours(place.soonest_hours);
}

std::vector<Slot> slots_of(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                           const Schedule& schedule, Date day) {
  const auto openings = schedule.openings_on(day, env.rules.calendar());
  if (openings.empty()) return {};
  const auto taken = taken_between(tx, env, place, start_of(day), start_of(day + 1));
  std::vector<Slot> slots;
  for (const Opening& opening : openings)
    for (int minute = opening.from_minute; minute + place.slot_minutes <= opening.until_minute;
         minute += place.slot_minutes) {
      const Instant at = moment_of(day, minute);
      if (!is_soon_enough(env, place, at)) continue;
      const int free =
          seats_of(place, opening) - taken_at(taken, at) - taken_beside(taken, place, at);
      slots.push_back({at, std::max(0, free), opening.head_day});
    }
  return slots;
}

std::string digest_of_holder(const Env& env, std::string_view holder) {
  return crypto::hex(
      crypto::hmac_sha256(crypto::derive(env.keys.first(), "who fills in a booking"), holder));
}

/// Whose a seat is to be: a booking's, or held by who fills in the form.
struct SeatTaker {
  std::optional<BookingId> booking = {};
  std::string holder = {};
};

bool take_for(db::Tx& tx, const Env& env, const ReceptionPlace& place, const Opening& opening,
              Instant at, const SeatTaker& taker) {
  const Instant now = env.clock.now();
  tx.run(release_expired, {{"place", place.id}, {"starts_at", at}, {"now", now}});
  const auto near = taken_between(tx, env, place, at + -length_of(place), at + length_of(place));
  const int seats = seats_of(place, opening) - taken_beside(near, place, at);
  const std::optional<Instant> held_until =
      taker.booking ? std::nullopt : std::optional(now + held_for);
  for (int seat = 1; seat <= seats; ++seat)
    if (tx.run(insert_seat, {{"place", place.id},
                             {"starts_at", at},
                             {"seat", seat},
                             {"booking", taker.booking},
                             {"holder", taker.holder},
                             {"held_until", held_until}}) == 1)
      return true;
  return false;
}

}  // namespace

bool is_within_horizon(const Env& env, const ReceptionPlace& place, Date day) {
  const bool is_open = day >= place.opened_on && (!place.closed_on || day < *place.closed_on);
  return is_open && day >= env.clock.today() && day <= env.clock.today() + place.horizon_days;
}

std::vector<Slot> slots_on(db::Tx& tx, const Env& env, const ReceptionPlace& place, Date day) {
  if (!is_within_horizon(env, place, day)) return {};
  return slots_of(tx, env, place, Schedule::read(tx, place.id, day, day), day);
}

std::vector<BookableDay> bookable_days(db::Tx& tx, const Env& env, const ReceptionPlace& place) {
  const Date today = env.clock.today(), last = today + place.horizon_days;
  const auto schedule = Schedule::read(tx, place.id, today, last);
  std::vector<BookableDay> days;
  for (Date day = today; day <= last; day = day + 1) {
    const auto slots = slots_of(tx, env, place, schedule, day);
    if (slots.empty()) continue;
    BookableDay it{.day = day};
    for (const Slot& slot : slots) {
      it.free += slot.free;
      it.has_head = it.has_head || slot.head_day;
    }
    days.push_back(it);
  }
  return days;
}

std::optional<Opening> opening_of_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                                       Instant at) {
  const Date day = civil_date(at);
  if (!is_within_horizon(env, place, day) || !is_soon_enough(env, place, at)) return std::nullopt;
  const int minute = minute_of(at);
  for (const Opening& opening : openings_on(tx, env.rules.calendar(), place.id, day))
    if (minute >= opening.from_minute && minute + place.slot_minutes <= opening.until_minute &&
        (minute - opening.from_minute) % place.slot_minutes == 0 && moment_of(day, minute) == at)
      return opening;
  return std::nullopt;
}

bool hold_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place, Instant starts_at,
               std::string_view holder) {
  const auto opening = opening_of_slot(tx, env, place, starts_at);
  if (!opening || holder.empty()) return false;
  release_slot(tx, env, place, holder);
  return take_for(tx, env, place, *opening, starts_at, {.holder = digest_of_holder(env, holder)});
}

void release_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                  std::string_view holder) {
  if (holder.empty()) return;
  tx.run(
      release_held,
      {{"place", place.id}, {"from", env.clock.now()}, {"holder", digest_of_holder(env, holder)}});
}

bool take_seat(db::Tx& tx, const Env& env, const ReceptionPlace& place, const Opening& opening,
               Instant starts_at, BookingId booking) {
  return take_for(tx, env, place, opening, starts_at, {.booking = booking});
}

void give_up_seat(db::Tx& tx, BookingId booking) {
  tx.run(delete_seat, {{"booking", booking}});
}

}  // namespace gandan::receptions
