// Letters about bookings: what changes, and the reminder of the day before.
#include <array>

#include "contexts/receptions/booking/book_pages.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "kernel/letters/outbox.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/letters/text.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/turn/turn.hpp"

namespace gandan::receptions {
namespace {

constexpr std::string_view reminder = "remind";

/// By place, whose index of days they walk.
const db::Sql booked_for_day{
    "select b.id from reception_places p join bookings b on b.place_id = p.id where b.day = :day "
    "and ",
    sql::booking_is_booked};

/// The day on which people are received in place of that which was closed or moved.
std::optional<Date> day_instead(db::Tx& tx, const Booking& booking) {
  if (booking.head_day)
    if (const auto day = find_day(tx, *booking.head_day); day && day->moved_to)
      if (const auto next = find_day(tx, *day->moved_to)) return next->day;
  const auto schedule = Schedule::read(tx, booking.place, booking.day, booking.day);
  const Closure* closure = schedule.closure_on(booking.day);
  return closure == nullptr ? std::nullopt : closure->instead_on;
}

/// What the letter says first; nullptr where what it tells of has passed.
const char* first_words(const Booking& booking, const letters::Errand& errand) {
  if (errand.letter == letters::received)
    return N_("Somebody gave this address when they booked a citizen reception: {when}, {place}.");
  if (errand.letter == name(BookingVerb::cancel))
    return errand.about == 1
               ? N_("The place of reception had to cancel your booking: {when}, {place}. You can "
                    "book another time, or come without one.")
               : N_("Your booking of a citizen reception is cancelled: {when}, {place}. You can "
                    "book another time, or come without one.");
  if (booking.state != BookingState::booked) return nullptr;
  if (errand.letter == reminder)
    return N_(
        "You have booked a citizen reception: {when}, {place}. If you cannot come, cancel it "
        "with its key, so that somebody else gets the time.");
  if (errand.letter == name(BookingVerb::take_slot))
    return N_("A time has become free, and it is yours: {when}, {place}.");
  return N_("Your booking of a citizen reception is moved: {when}, {place}.");
}

/// No word of the matter: a letter is read by whoever opens the mailbox.
std::optional<letters::Words> write_about_booking(db::Tx& tx, const Services& services,
                                                  const letters::Errand& errand,
                                                  const i18n::Locale& locale) {
  const auto booking = find_booking(tx, BookingId{errand.record.id});
  const auto place = booking ? find_place(tx, booking->place) : std::nullopt;
  const char* first = place ? first_words(*booking, errand) : nullptr;
  if (first == nullptr) return std::nullopt;
  const auto directory = units::Directory::load(tx);
  const Wording words{locale, *directory, services.clock.today()};
  letters::Paragraphs text;
  text.say(locale.tr(first, {{"when", time_of_booking(words, *booking)},
                             {"place", place->name + ", " + place->address}}));
  if (booking->state == BookingState::cancelled && errand.about == 1) {
    if (!booking->reason.empty())
      text.say(locale.tr(N_("The reason: {reason}"), {{"reason", booking->reason}}));
    if (const auto day = day_instead(tx, *booking))
      text.say(locale.tr(N_("People are received there instead on {date}."),
                         {{"date", locale.date(*day)}}));
  }
  return letters::Words{locale.tr(N_("Your booking {code}"), {{"code", booking->code}}),
                        text.take()};
}

void remind_of_tomorrow(db::Database& database, const Env& env) {
  if (!env.by_mail) return;
  const Date tomorrow = env.clock.today() + 1;
  database.write([&](db::Tx& tx) {
    if (receipts::was_done(tx, env.clock, env.keys, {"receptions.remind", tomorrow.iso()})) return;
    for (const BookingId id : tx.all<BookingId>(booked_for_day, {{"day", tomorrow}}))
      letters::queue(tx, ref_of(id), reminder, env.clock.now());
  });
}

}  // namespace

letters::Kind letters_about_bookings() {
  static constexpr std::array<std::string_view, 5> names{letters::received, "move", "cancel",
                                                         "take_slot", reminder};
  return {.record = "booking",
          .letters = names,
          .pages = "/bookings/",
          .section = "bookings",
          .promise = N_("You get a letter the day before, and when something changes."),
          .write = write_about_booking};
}

void add_booking_jobs(jobs::Registry& jobs, Services& services) {
  jobs.every("receptions.remind", {std::chrono::hours(24), std::chrono::hours(8)},
             [&services](db::Database& database) {
               const auto book = services.rules.book();
               remind_of_tomorrow(database, Env::of(services, *book));
             });
  jobs.every("receptions.waiting_list", {std::chrono::minutes(5)},
             [&services](db::Database& database) {
               const auto book = services.rules.book();
               const Env env = Env::of(services, *book);
               database.write([&](db::Tx& tx) { return give_free_slots(tx, env); });
             });
}

}  // namespace gandan::receptions
