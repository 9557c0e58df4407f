#include "contexts/receptions/booking/booking.hpp"

#include <algorithm>
#include <map>

#include "contexts/receptions/schedule/times.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/letters/outbox.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/records/codes.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"

namespace gandan::receptions {
namespace {

const db::Sql booking_by_id{"select ", booking_columns, " from bookings b where b.id = :id"};
const db::Sql booking_by_code{"select ", booking_columns, " from bookings b where b.code = :code"};
const db::Sql booking_by_key{"select ", booking_columns,
                             " from bookings b where b.idempotency_key = :key"};
const db::Sql bookings_of_day{"select ", booking_columns,
                              " from bookings b where b.place_id = :place and b.day = :day order by "
                              "b.starts_at is null, b.starts_at, b.id"};
const db::Sql bookings_ahead{"select ", booking_columns,
                             " from bookings b where b.place_id = :place and b.day >= :day and "
                             "b.state = 2 order by b.day, b.id"};
const db::Sql first_waiting{"select ", booking_columns,
                            " from bookings b where b.place_id = :place and b.day = :day and "
                            "b.state = 1 order by b.booked_at, b.id limit 1"};
const db::Sql count_of_person{
    "select count(*) from bookings b where b.person_key = :key and b.day = :day and b.place_id = "
    ":place and b.state in (1, 2, 3)"};
const db::Sql insert_booking{R"(
  insert into bookings (id, code, place_id, day, starts_at, state, matter, named_code, needs,
    needs_language, online, online_ground, people, language, person_key, day_id, ticket_id,
    visit_id, booked_at, ended_at, reason, idempotency_key)
  values (:id, :code, :place, :day, :starts_at, :state, :matter, :named_code, :needs,
    :needs_language, 0, null, :people, :language, :person_key, :head_day, null, null, :at, null, '',
    :key))"};
const db::Sql insert_contact{
    "insert into booking_contacts (booking_id, name, phone, email) values (:id, :name, :phone, "
    ":email)"};
const db::Sql select_contact{
    "select c.name, c.phone, c.email from booking_contacts c where c.booking_id = :id"};
const db::Sql update_booking{
    "update bookings set day = :day, starts_at = :starts_at, state = :state, day_id = :head_day, "
    "ticket_id = :ticket, visit_id = :visit, ended_at = :ended_at, reason = :reason where id = :id"};
const db::Sql taken_seats{
    "select starts_at, count(*) from booking_slots where place_id = :place and starts_at >= :from "
    "and starts_at < :until and (booking_id is not null or held_until > :now) group by starts_at"};
const db::Sql release_held{
    "delete from booking_slots where place_id = :place and starts_at >= :from and booking_id is "
    "null and holder = :holder"};
const db::Sql release_expired{
    "delete from booking_slots where place_id = :place and starts_at = :starts_at and booking_id is "
    "null and held_until <= :now"};
const db::Sql insert_seat{
    "insert into booking_slots (place_id, starts_at, seat, booking_id, holder, held_until) values "
    "(:place, :starts_at, :seat, :booking, :holder, :held_until) on conflict do nothing"};
const db::Sql delete_seat{"delete from booking_slots where booking_id = :booking"};
static_assert(BookingState{1} == BookingState::waiting && BookingState{2} == BookingState::booked &&
              BookingState{3} == BookingState::arrived);

constexpr std::size_t longest_matter = 1000;

struct TakenSlot {
  Instant starts_at;
  int taken = 0;
};

/// The head receives one after the other.
int seats_of(const ReceptionPlace& place, const Opening& opening) {
  return opening.head_day ? 1 : place.counters;
}

std::vector<Slot> slots_of(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                           const Schedule& schedule, Date day) {
  const Instant soonest = env.clock.now() + std::chrono::hours(place.soonest_hours);
  std::map<Instant, int> taken;
  for (const TakenSlot& each : tx.all<TakenSlot>(taken_seats, {{"place", place.id},
                                                               {"from", start_of(day)},
                                                               {"until", start_of(day + 1)},
                                                               {"now", env.clock.now()}}))
    taken[each.starts_at] = each.taken;
  std::vector<Slot> slots;
  for (const Opening& opening : schedule.openings_on(day, env.rules.calendar()))
    for (int minute = opening.from_minute; minute + place.slot_minutes <= opening.until_minute;
         minute += place.slot_minutes) {
      const Instant at = moment_of(day, minute);
      if (at < soonest || at <= env.clock.now()) continue;
      slots.push_back({at, std::max(0, seats_of(place, opening) - taken[at]), opening.head_day});
    }
  return slots;
}

bool is_within_horizon(const Env& env, const ReceptionPlace& place, Date day) {
  return day >= env.clock.today() && day <= env.clock.today() + place.horizon_days;
}

std::string digest_of_holder(const Env& env, std::string_view holder) {
  return crypto::hex(
      crypto::hmac_sha256(crypto::derive(env.keys.first(), "who fills in a booking"), holder));
}

/// Of who can be told by telephone or e-mail; nothing where neither can be one.
std::optional<std::string> key_of_person(const Env& env, const BookingContact& contact) {
  std::string plain;
  if (const auto phone = text::parse_telephone(contact.phone))
    plain = *phone;
  else if (text::is_email(contact.email))
    plain = text::fold(contact.email, text::Fold::exact);
  if (plain.empty()) return std::nullopt;
  return crypto::hex(
      crypto::hmac_sha256(crypto::derive(env.keys.first(), "who books a reception"), plain));
}

struct Seat {
  Instant starts_at;
  int seats = 1;
  std::optional<BookingId> booking = {};  ///< nothing: held
  std::string holder = {};
};

/// The first that is free; false where none is. Another transaction that takes the same one makes
/// this one run again.
bool take_seat(db::Tx& tx, const Env& env, const ReceptionPlace& place, const Seat& wanted) {
  const Instant now = env.clock.now();
  tx.run(release_expired,
         {{"place", place.id}, {"starts_at", wanted.starts_at}, {"now", now}});
  const std::optional<Instant> held_until =
      wanted.booking ? std::nullopt : std::optional(now + held_for);
  for (int seat = 1; seat <= wanted.seats; ++seat)
    if (tx.run(insert_seat, {{"place", place.id},
                             {"starts_at", wanted.starts_at},
                             {"seat", seat},
                             {"booking", wanted.booking},
                             {"holder", wanted.holder},
                             {"held_until", held_until}}) == 1)
      return true;
  return false;
}

/// The opening that a slot begins in; nothing where it is no slot that can be booked now.
std::optional<Opening> opening_of_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                                       Instant at) {
  const Date day = civil_date(at);
  if (!is_within_horizon(env, place, day)) return std::nullopt;
  const Instant soonest = env.clock.now() + std::chrono::hours(place.soonest_hours);
  if (at < soonest || at <= env.clock.now()) return std::nullopt;
  const int minute = minute_of(at);
  for (const Opening& opening : openings_on(tx, env.rules.calendar(), place.id, day))
    if (minute >= opening.from_minute && minute + place.slot_minutes <= opening.until_minute &&
        (minute - opening.from_minute) % place.slot_minutes == 0 &&
        moment_of(day, minute) == at)
      return opening;
  return std::nullopt;
}

void save_booking(db::Tx& tx, const Booking& booking) {
  tx.run(update_booking, {{"id", booking.id},
                          {"day", booking.day},
                          {"starts_at", booking.starts_at},
                          {"state", booking.state},
                          {"head_day", booking.head_day},
                          {"ticket", booking.ticket},
                          {"visit", booking.visit},
                          {"ended_at", booking.ended_at},
                          {"reason", booking.reason}});
}

void tell_of_booking(db::Tx& tx, const Env& env, const Booking& booking, BookingVerb verb) {
  if (env.by_mail) letters::queue(tx, ref_of(booking.id), name(verb), env.clock.now());
}

/// Who waits longest for that day has it now, where it is a slot yet.
void give_to_who_waits(db::Tx& tx, const Env& env, PlaceId id, Instant at) {
  const auto place = find_place(tx, id);
  const auto opening = place ? opening_of_slot(tx, env, *place, at) : std::nullopt;
  if (!opening) return;
  auto next = tx.one<Booking>(first_waiting, {{"place", id}, {"day", civil_date(at)}});
  if (!next) return;
  if (!take_seat(tx, env, *place, {at, seats_of(*place, *opening), next->id})) return;
  next->state = BookingState::booked;
  next->starts_at = at;
  next->head_day = opening->head_day;
  save_booking(tx, *next);
  acts::record(tx, Act::by_system(), ref_of(next->id), env.clock.now(), BookingVerb::take_slot,
               {{"starts_at", at.micros}});
  tell_of_booking(tx, env, *next, BookingVerb::take_slot);
}

std::optional<BookingError> wrong_with_booking(const NewBooking& wanted) {
  if (text::is_blank(wanted.matter) || wanted.matter.size() > 4 * longest_matter)
    return BookingError::matter_missing;
  if (text::is_blank(wanted.contact.name)) return BookingError::name_missing;
  return std::nullopt;
}

/// Whether a slot of that day is free: then nobody needs to wait.
bool has_free_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place, Date day) {
  const auto slots = slots_on(tx, env, place, day);
  return std::ranges::any_of(slots, [](const Slot& slot) { return slot.free > 0; });
}

}  // namespace

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

bool hold_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place, Instant starts_at,
               std::string_view holder) {
  const auto opening = opening_of_slot(tx, env, place, starts_at);
  if (!opening || holder.empty()) return false;
  const std::string digest = digest_of_holder(env, holder);
  tx.run(release_held, {{"place", place.id}, {"from", env.clock.now()}, {"holder", digest}});
  return take_seat(tx, env, place, {starts_at, seats_of(place, *opening), std::nullopt, digest});
}

Result<Booking, BookingError> book(db::Tx& tx, const Env& env, const Act& act,
                                   const NewBooking& wanted) {
  if (const auto wrong = wrong_with_booking(wanted)) return fail(*wrong);
  const auto person = key_of_person(env, wanted.contact);
  if (!person) return fail(BookingError::contact_missing);
  const std::string key = receipts::stored_key(
      env.keys, wanted.holder, {wanted.matter, wanted.contact.name, wanted.contact.phone});
  if (!key.empty())
    if (auto before = tx.one<Booking>(booking_by_key, {{"key", key}})) return std::move(*before);
  const ReceptionPlace& place = wanted.place;
  if (!is_within_horizon(env, place, wanted.day)) return fail(BookingError::slot_gone);
  const auto has = tx.one<int>(count_of_person,
                               {{"key", *person}, {"day", wanted.day}, {"place", place.id}});
  if (has.value_or(0) >= place.most_a_day) return fail(BookingError::too_many);
  Booking booking{.id = env.ids.next<BookingId>(),
                  .code = records::new_code(booking_prefix),
                  .place = place.id,
                  .day = wanted.day,
                  .starts_at = wanted.starts_at,
                  .state = wanted.starts_at ? BookingState::booked : BookingState::waiting,
                  .matter = wanted.matter,
                  .named_code = wanted.named_code,
                  .needs = wanted.needs,
                  .needs_language = wanted.needs_language,
                  .people = std::clamp(wanted.people, 1, 1000),
                  .language = wanted.language,
                  .person_key = person,
                  .booked_at = env.clock.now()};
  if (wanted.starts_at) {
    const auto opening = opening_of_slot(tx, env, place, *wanted.starts_at);
    if (!opening || civil_date(*wanted.starts_at) != wanted.day)
      return fail(BookingError::slot_gone);
    if (!wanted.holder.empty())
      tx.run(release_held, {{"place", place.id},
                            {"from", env.clock.now()},
                            {"holder", digest_of_holder(env, wanted.holder)}});
    if (!take_seat(tx, env, place, {*wanted.starts_at, seats_of(place, *opening), booking.id}))
      return fail(BookingError::slot_gone);
    booking.head_day = opening->head_day;
  } else if (has_free_slot(tx, env, place, wanted.day)) {
    return fail(BookingError::slots_left);
  }
  tx.run(insert_booking, {{"id", booking.id},
                          {"code", booking.code},
                          {"place", booking.place},
                          {"day", booking.day},
                          {"starts_at", booking.starts_at},
                          {"state", booking.state},
                          {"matter", booking.matter},
                          {"named_code", booking.named_code},
                          {"needs", booking.needs},
                          {"needs_language", booking.needs_language},
                          {"people", booking.people},
                          {"language", booking.language},
                          {"person_key", booking.person_key},
                          {"head_day", booking.head_day},
                          {"at", booking.booked_at},
                          {"key", key.empty() ? std::nullopt : std::optional(key)}});
  tx.run(insert_contact, {{"id", booking.id},
                          {"name", wanted.contact.name},
                          {"phone", wanted.contact.phone},
                          {"email", wanted.contact.email}});
  acts::record(tx, act, ref_of(booking.id), booking.booked_at,
               wanted.starts_at ? BookingVerb::book : BookingVerb::wait,
               {{"day", booking.day.days}, {"place", booking.place.value}});
  letters::subscribe(tx, env,
                     {.record = ref_of(booking.id),
                      .code = booking.code,
                      .email = wanted.contact.email,
                      .language = booking.language});
  return booking;
}

Result<Booking, BookingError> move_booking(db::Tx& tx, const Env& env, const Act& act, BookingId id,
                                           Instant to) {
  auto booking = find_booking(tx, id);
  const auto place = booking ? find_place(tx, booking->place) : std::nullopt;
  if (!place || booking->state != BookingState::booked) return fail(BookingError::unfit);
  const auto opening = opening_of_slot(tx, env, *place, to);
  if (!opening) return fail(BookingError::slot_gone);
  if (booking->starts_at == to) return *booking;
  const Instant from = *booking->starts_at;
  tx.run(delete_seat, {{"booking", id}});
  if (!take_seat(tx, env, *place, {to, seats_of(*place, *opening), id}))
    return fail(BookingError::slot_gone);  // and the seat is theirs as before
  booking->day = civil_date(to);
  booking->starts_at = to;
  booking->head_day = opening->head_day;
  save_booking(tx, *booking);
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::move,
               {{"starts_at", to.micros}});
  tell_of_booking(tx, env, *booking, BookingVerb::move);
  give_to_who_waits(tx, env, booking->place, from);
  return *booking;
}

Result<void, BookingError> cancel_booking(db::Tx& tx, const Env& env, const Act& act, BookingId id,
                                          std::string_view reason) {
  auto booking = find_booking(tx, id);
  if (!booking ||
      (booking->state != BookingState::booked && booking->state != BookingState::waiting))
    return fail(BookingError::unfit);
  tx.run(delete_seat, {{"booking", id}});
  booking->state = BookingState::cancelled;
  booking->ended_at = env.clock.now();
  booking->reason = reason;
  save_booking(tx, *booking);
  acts::record(tx, act, ref_of(id), *booking->ended_at, BookingVerb::cancel);
  tell_of_booking(tx, env, *booking, BookingVerb::cancel);
  if (booking->starts_at) give_to_who_waits(tx, env, booking->place, *booking->starts_at);
  return {};
}

int cancel_unfit(db::Tx& tx, const Env& env, const Act& act, PlaceId place,
                 std::string_view reason) {
  int cancelled = 0;
  for (const Booking& booking :
       tx.all<Booking>(bookings_ahead, {{"place", place}, {"day", env.clock.today()}})) {
    const int minute = minute_of(*booking.starts_at);
    const auto open = openings_on(tx, env.rules.calendar(), place, booking.day);
    const bool is_kept = std::ranges::any_of(open, [&](const Opening& each) {
      return each.from_minute <= minute && minute < each.until_minute &&
             each.head_day == booking.head_day;
    });
    if (!is_kept && cancel_booking(tx, env, act, booking.id, reason)) ++cancelled;
  }
  return cancelled;
}

std::optional<Booking> find_booking(db::Tx& tx, BookingId id) {
  return tx.one<Booking>(booking_by_id, {{"id", id}});
}

std::optional<Booking> find_booking(db::Tx& tx, std::string_view code) {
  return tx.one<Booking>(booking_by_code, {{"code", code}});
}

std::vector<Booking> bookings_of(db::Tx& tx, PlaceId place, Date day) {
  return tx.all<Booking>(bookings_of_day, {{"place", place}, {"day", day}});
}

std::optional<BookingContact> contact_of(db::Tx& tx, BookingId id) {
  return tx.one<BookingContact>(select_contact, {{"id", id}});
}

bool mark_arrived(db::Tx& tx, const Env& env, const Act& act, BookingId id, TicketId ticket) {
  auto booking = find_booking(tx, id);
  if (!booking || booking->state != BookingState::booked) return false;
  booking->state = BookingState::arrived;
  booking->ticket = ticket;
  save_booking(tx, *booking);
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::arrive);
  return true;
}

bool mark_heard(db::Tx& tx, const Env& env, const Act& act, BookingId id,
                std::optional<VisitId> visit) {
  auto booking = find_booking(tx, id);
  const bool stands = booking && (booking->state == BookingState::booked ||
                                  booking->state == BookingState::arrived);
  if (!stands) return false;
  booking->state = BookingState::heard;
  booking->visit = visit;
  booking->ended_at = env.clock.now();
  save_booking(tx, *booking);
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::hear);
  return true;
}

}  // namespace gandan::receptions
