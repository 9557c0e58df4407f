#include "contexts/receptions/booking/booking.hpp"

#include <algorithm>

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
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

constexpr int most_waiting = 100;  // for one day of a place

const db::Sql booking_by_id{"select ", booking_columns, " from bookings b where b.id = :id"};
const db::Sql booking_by_code{"select ", booking_columns, " from bookings b where b.code = :code"};
const db::Sql booking_by_key{"select ", booking_columns,
                             " from bookings b where b.idempotency_key = :key"};
const db::Sql bookings_of_day{
    "select ", booking_columns,
    " from bookings b where b.place_id = :place and b.day = :day order by "
    "b.starts_at is null, b.starts_at, b.id"};
const db::Sql bookings_ahead{"select ", booking_columns,
                             " from bookings b where b.place_id = :place and b.day >= :day and ",
                             sql::booking_is_ahead, " order by b.day, b.id"};
const db::Sql first_waiting{"select ", booking_columns,
                            " from bookings b where b.place_id = :place and b.day = :day and ",
                            sql::booking_waits, " order by b.booked_at, b.id limit 1"};
const db::Sql count_waiting{
    "select count(*) from bookings b where b.place_id = :place and b.day = :day and ",
    sql::booking_waits};
const db::Sql count_of_person{
    "select count(*) from bookings b where b.person_key = :key and b.day = :day and b.place_id = "
    ":place and ",
    sql::booking_counts, " and b.id <> :but"};
const db::Sql days_waited_for{"select b.place_id, b.day from bookings b where ", sql::booking_waits,
                              " and b.day >= :day group by "
                              "b.place_id, b.day order by b.place_id, b.day"};
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
    "ticket_id = :ticket, visit_id = :visit, ended_at = :ended_at, reason = :reason where id = "
    ":id"};
static_assert(BookingState{1} == BookingState::waiting && BookingState{2} == BookingState::booked &&
              BookingState{3} == BookingState::arrived);

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

/// `by_place`: it was not who booked.
void tell_of_booking(db::Tx& tx, const Env& env, const Booking& booking, BookingVerb verb,
                     bool by_place = false) {
  if (env.by_mail)
    letters::queue(tx, ref_of(booking.id), name(verb), env.clock.now(), by_place ? 1 : 0);
}

/// Who waits longest for that day has it now, where it is a slot yet; false where it is none, and
/// where nobody waits.
bool give_to_who_waits(db::Tx& tx, const Env& env, const ReceptionPlace& place, Instant at) {
  const auto opening = opening_of_slot(tx, env, place, at);
  if (!opening) return false;
  auto next = tx.one<Booking>(first_waiting, {{"place", place.id}, {"day", civil_date(at)}});
  if (!next || !take_seat(tx, env, place, *opening, at, next->id)) return false;
  next->state = BookingState::booked;
  next->starts_at = at;
  next->head_day = opening->head_day;
  save_booking(tx, *next);
  acts::record(tx, Act::by_system(), ref_of(next->id), env.clock.now(), BookingVerb::take_slot,
               {{"starts_at", at.micros}});
  tell_of_booking(tx, env, *next, BookingVerb::take_slot);
  return true;
}

std::optional<BookingError> wrong_with_booking(const NewBooking& wanted) {
  const bool has_matter = wanted.is_unsaid || !text::is_blank(wanted.matter);
  const bool is_long = text::length(wanted.matter) > longest_booking_matter ||
                       text::length(wanted.named_code) > longest_booking_line ||
                       text::length(wanted.needs_language) > longest_booking_line;
  if (!has_matter || is_long) return BookingError::matter_missing;
  const BookingContact& contact = wanted.contact;
  if (text::is_blank(contact.name) || text::length(contact.name) > longest_booking_line)
    return BookingError::name_missing;
  const bool is_contact_long = text::length(contact.phone) > longest_booking_line ||
                               text::length(contact.email) > longest_booking_line;
  const bool is_email = contact.email.empty() || text::is_email(contact.email);
  if (is_contact_long || !is_email) return BookingError::contact_missing;
  return std::nullopt;
}

/// Whether a slot of that day is free: then nobody needs to wait.
bool has_free_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place, Date day) {
  const auto slots = slots_on(tx, env, place, day);
  return std::ranges::any_of(slots, [](const Slot& slot) { return slot.free > 0; });
}

/// Whether the day is full, and a day on which people are received.
bool is_day_to_wait_for(db::Tx& tx, const Env& env, const ReceptionPlace& place, Date day) {
  return !slots_on(tx, env, place, day).empty();
}

/// Whether who can be reached so has as many bookings there that day as the place lets them.
bool has_most(db::Tx& tx, const ReceptionPlace& place, const std::string& person, Date day,
              BookingId but = {}) {
  const auto has = tx.one<int>(count_of_person,
                               {{"key", person}, {"day", day}, {"place", place.id}, {"but", but}});
  return has.value_or(0) >= place.most_a_day;
}

/// What is stored of the form; of the same words for another time it is another form.
std::string key_of_booking_form(const Env& env, const NewBooking& wanted) {
  const std::string when =
      wanted.starts_at ? std::to_string(wanted.starts_at->micros) : std::to_string(wanted.day.days);
  return receipts::stored_key(
      env.keys, wanted.holder,
      {std::to_string(wanted.place.id.value), wanted.matter, wanted.contact.name,
       wanted.contact.phone, wanted.contact.email, when});
}

Booking row_of_booking(const Env& env, const NewBooking& wanted, const std::string& person) {
  return {.id = env.ids.next<BookingId>(),
          .code = records::new_code(booking_prefix),
          .place = wanted.place.id,
          .day = wanted.day,
          .starts_at = wanted.starts_at,
          .state = wanted.starts_at ? BookingState::booked : BookingState::waiting,
          .matter = wanted.is_unsaid ? std::string() : wanted.matter,
          .named_code = wanted.named_code,
          .needs = wanted.needs,
          .needs_language = wanted.needs_language,
          .people = std::clamp(wanted.people, 1, 1000),
          .language = wanted.language,
          .person_key = person,
          .booked_at = env.clock.now()};
}

void store_booking(db::Tx& tx, const Booking& booking, const BookingContact& contact,
                   const std::string& key) {
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
                          {"name", contact.name},
                          {"phone", contact.phone},
                          {"email", contact.email}});
}

/// Its seat; or a place on the waiting list of a day that is full.
std::optional<BookingError> seat_booking(db::Tx& tx, const Env& env, const NewBooking& wanted,
                                         Booking& booking) {
  release_slot(tx, env, wanted.place, wanted.holder);
  if (!wanted.starts_at) {
    if (!is_day_to_wait_for(tx, env, wanted.place, wanted.day)) return BookingError::slot_gone;
    if (has_free_slot(tx, env, wanted.place, wanted.day)) return BookingError::slots_left;
    const auto waiting =
        tx.one<int>(count_waiting, {{"place", wanted.place.id}, {"day", wanted.day}});
    if (waiting.value_or(0) >= most_waiting) return BookingError::slot_gone;
    return std::nullopt;
  }
  const auto opening = opening_of_slot(tx, env, wanted.place, *wanted.starts_at);
  if (!opening || civil_date(*wanted.starts_at) != wanted.day) return BookingError::slot_gone;
  if (!take_seat(tx, env, wanted.place, *opening, *wanted.starts_at, booking.id))
    return BookingError::slot_gone;
  booking.head_day = opening->head_day;
  return std::nullopt;
}

void end_booking(db::Tx& tx, const Env& env, const Act& act, Booking& booking,
                 std::string_view reason, bool by_place) {
  give_up_seat(tx, booking.id);
  booking.state = BookingState::cancelled;
  booking.ended_at = env.clock.now();
  booking.reason = reason;
  save_booking(tx, booking);
  acts::record(tx, act, ref_of(booking.id), *booking.ended_at, BookingVerb::cancel);
  tell_of_booking(tx, env, booking, BookingVerb::cancel, by_place);
  const auto place = find_place(tx, booking.place);
  if (place && booking.starts_at) give_to_who_waits(tx, env, *place, *booking.starts_at);
}

/// Whether people are still received when it was said that they are, and by whom.
bool is_kept_by(const std::vector<Opening>& openings, const Booking& booking) {
  if (!booking.starts_at) return !openings.empty();
  const int minute = minute_of(*booking.starts_at);
  return std::ranges::any_of(openings, [&](const Opening& each) {
    const bool is_by_head = !booking.head_day || each.head_day == booking.head_day;
    return each.from_minute <= minute && minute < each.until_minute && is_by_head;
  });
}

}  // namespace

Result<Booked, BookingError> book(db::Tx& tx, const Env& env, const Act& act,
                                  const NewBooking& wanted) {
  if (const auto wrong = wrong_with_booking(wanted)) return fail(*wrong);
  const auto person = key_of_person(env, wanted.contact);
  if (!person) return fail(BookingError::contact_missing);
  const std::string key = key_of_booking_form(env, wanted);
  if (!key.empty())
    if (auto before = tx.one<Booking>(booking_by_key, {{"key", key}}))
      return Booked{std::move(*before), true};
  if (!is_within_horizon(env, wanted.place, wanted.day)) return fail(BookingError::slot_gone);
  Booking booking = row_of_booking(env, wanted, *person);
  if (const auto refused = seat_booking(tx, env, wanted, booking)) return fail(*refused);
  // Behind the seat: who asks for a time that is none learns nothing of whose number they typed.
  if (has_most(tx, wanted.place, *person, wanted.day)) return fail(BookingError::too_many);
  store_booking(tx, booking, wanted.contact, key);
  acts::record(tx, act, ref_of(booking.id), booking.booked_at,
               wanted.starts_at ? BookingVerb::book : BookingVerb::wait,
               {{"day", booking.day.days}, {"place", booking.place.value}});
  letters::subscribe(tx, env,
                     {.record = ref_of(booking.id),
                      .code = booking.code,
                      .email = wanted.contact.email,
                      .language = booking.language});
  return Booked{std::move(booking)};
}

Result<Booking, BookingError> move_booking(db::Tx& tx, const Env& env, const Act& act, BookingId id,
                                           Instant to) {
  auto booking = find_booking(tx, id);
  const auto place = booking ? find_place(tx, booking->place) : std::nullopt;
  const bool is_booked = place && booking->state == BookingState::booked;
  if (!is_booked || !lies_ahead(*booking, env.clock.now())) return fail(BookingError::unfit);
  if (booking->starts_at == to) return *booking;
  const auto opening = opening_of_slot(tx, env, *place, to);
  if (!opening) return fail(BookingError::slot_gone);
  if (booking->person_key && has_most(tx, *place, *booking->person_key, civil_date(to), id))
    return fail(BookingError::too_many);
  const Instant from = *booking->starts_at;
  give_up_seat(tx, id);
  if (!take_seat(tx, env, *place, *opening, to, id))
    return fail(BookingError::slot_gone);  // and the seat is theirs as before
  booking->day = civil_date(to);
  booking->starts_at = to;
  booking->head_day = opening->head_day;
  save_booking(tx, *booking);
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::move, {{"starts_at", to.micros}});
  tell_of_booking(tx, env, *booking, BookingVerb::move);
  give_to_who_waits(tx, env, *place, from);
  return *booking;
}

Result<void, BookingError> cancel_booking(db::Tx& tx, const Env& env, const Act& act,
                                          BookingId id) {
  auto booking = find_booking(tx, id);
  if (!booking || !lies_ahead(*booking, env.clock.now())) return fail(BookingError::unfit);
  end_booking(tx, env, act, *booking, {}, false);
  return {};
}

int cancel_unfit(db::Tx& tx, const Env& env, const Act& act, PlaceId place,
                 std::string_view reason) {
  int cancelled = 0;
  for (Booking& booking :
       tx.all<Booking>(bookings_ahead, {{"place", place}, {"day", env.clock.today()}})) {
    const auto now = find_booking(tx, booking.id);  // who waited may have a slot by now
    if (!now || !lies_ahead(*now, env.clock.now())) continue;
    booking = *now;
    if (is_kept_by(openings_on(tx, env.rules.calendar(), place, booking.day), booking)) continue;
    end_booking(tx, env, act, booking, reason, true);
    ++cancelled;
  }
  return cancelled;
}

int give_free_slots(db::Tx& tx, const Env& env) {
  struct WaitedFor {
    PlaceId place;
    Date day;
  };
  int given = 0;
  for (const WaitedFor& each : tx.all<WaitedFor>(days_waited_for, {{"day", env.clock.today()}})) {
    const auto place = find_place(tx, each.place);
    if (!place) continue;
    for (const Slot& slot : slots_on(tx, env, *place, each.day))
      for (int seat = 0; seat < slot.free; ++seat)
        if (give_to_who_waits(tx, env, *place, slot.starts_at)) ++given;
  }
  return given;
}

std::optional<Booking> find_booking(db::Tx& tx, BookingId id) {
  return tx.one<Booking>(booking_by_id, {{"id", id}});
}

std::optional<Booking> find_booking(db::Tx& tx, std::string_view code) {
  return tx.one<Booking>(booking_by_code, {{"code", code}});
}

std::optional<Booking> booked(db::Tx& tx, std::string_view typed) {
  const std::size_t slash = typed.rfind('/');  // a scanner types the whole address
  if (slash != std::string_view::npos) typed.remove_prefix(slash + 1);
  const auto code = text::parse_tracking_code(typed, booking_prefix);
  return code ? find_booking(tx, *code) : std::nullopt;
}

std::vector<Booking> bookings_of(db::Tx& tx, PlaceId place, Date day) {
  return tx.all<Booking>(bookings_of_day, {{"place", place}, {"day", day}});
}

std::optional<BookingContact> contact_of(db::Tx& tx, BookingId id) {
  return tx.one<BookingContact>(select_contact, {{"id", id}});
}

bool lies_ahead(const Booking& booking, Instant now) {
  if (booking.state == BookingState::waiting) return civil_date(now) <= booking.day;
  return booking.state == BookingState::booked && now < *booking.starts_at;
}

bool can_be_heard(const Booking& booking) {
  return booking.state == BookingState::booked || booking.state == BookingState::arrived;
}

bool arrived(db::Tx& tx, const Env& env, const Act& act, BookingId id, TicketId ticket) {
  auto booking = find_booking(tx, id);
  if (!booking || booking->state != BookingState::booked) return false;
  booking->state = BookingState::arrived;
  booking->ticket = ticket;
  save_booking(tx, *booking);
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::arrive);
  return true;
}

void heard(db::Tx& tx, const Env& env, const Act& act, BookingId id, std::optional<VisitId> visit) {
  auto booking = find_booking(tx, id);
  if (!booking || !can_be_heard(*booking)) return;
  booking->state = BookingState::heard;
  booking->visit = visit;
  booking->ended_at = env.clock.now();
  save_booking(tx, *booking);
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::hear);
}

}  // namespace gandan::receptions
