#include <charconv>

#include "contexts/receptions/booking/book_pages.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/record/visits.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/booking.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/receipts/cookies.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

using http::Request;
using http::Response;

/// One request of who booked.
struct Holder : Turn {
  Booking booking;
  std::string done = {};
};

receipts::Receipt receipt_of_booking(const Booking& booking) {
  return {"booking", booking.code};
}

void add_fact_of_booking(const Holder& at, ToldBooking& told, const char* label,
                         std::string value) {
  if (!value.empty()) told.facts.push_back({at.tr(label), std::move(value)});
}

/// Slots of the next days on which one is free.
void offer_other_slots(const Holder& at, db::Tx& tx, const Env& env, ToldBooking& told) {
  constexpr std::size_t most = 40;
  const auto place = find_place(tx, at.booking.place);
  if (!place) return;
  told.to = {.name = "slot", .label = at.tr(N_("Another time")), .error = at.error_of("slot")};
  for (const BookableDay& day : bookable_days(tx, env, *place)) {
    if (day.free == 0 || told.slots.size() >= most) continue;
    for (const Slot& slot : slots_on(tx, env, *place, day.day)) {
      if (slot.free == 0 || told.slots.size() >= most) continue;
      told.slots.push_back(
          {std::to_string(slot.starts_at.micros),
           at.tr(weekday_name(weekday_of(day.day))) + " " + at.locale().date_time(slot.starts_at)});
    }
  }
  told.may_change = !told.slots.empty();
}

pages::Badge state_of_booking(const Holder& at, Instant now) {
  const Booking& booking = at.booking;
  const bool is_settled =
      booking.state == BookingState::heard || booking.state == BookingState::arrived;
  if (is_settled) return {at.tr(label(booking.state)), pages::Tone::settled};
  if (booking.state == BookingState::cancelled)
    return {at.tr(label(booking.state)), pages::Tone::late};
  // Whoever was received without the code came too: that its time is over is all that is known.
  if (!lies_ahead(booking, now)) return {at.tr(N_("Its time is over")), pages::Tone::plain};
  return {at.tr(label(booking.state)), pages::Tone::open};
}

/// What the book says: who has the key of the booking is who came.
void tell_what_came_of_it(const Holder& at, db::Tx& tx, ToldBooking& told) {
  const auto visit = at.booking.visit ? find_visit(tx, *at.booking.visit) : std::nullopt;
  if (!visit || is_sealed(*visit)) return;
  told.facts.push_back({at.tr(N_("Your visit")), visit->code, "/visits/" + visit->code});
  add_fact_of_booking(at, told, N_("What becomes of it"), at.tr(label(visit->outcome)));
}

ToldBooking told_booking(const Holder& at, db::Tx& tx, const Env& env) {
  const Booking& booking = at.booking;
  ToldBooking told{.state = state_of_booking(at, env.clock.now())};
  const auto place = find_place(tx, booking.place);
  add_fact_of_booking(at, told, N_("When"), time_of_booking(at.words, booking));
  if (place) {
    told.facts.push_back(
        {at.tr(N_("Where")), place->name + ", " + place->address, place_page_href(*place)});
  }
  add_fact_of_booking(
      at, told, N_("What you come for"),
      booking.matter.empty() ? at.tr(N_("You tell it to the officer alone")) : booking.matter);
  add_fact_of_booking(at, told, N_("Code"), booking.named_code);
  add_fact_of_booking(at, told, N_("What you need"), needs_of_booking(at.words, booking));
  add_fact_of_booking(at, told, N_("Why it changed"), booking.reason);
  tell_what_came_of_it(at, tx, told);
  told.may_cancel = lies_ahead(booking, env.clock.now());
  if (told.may_cancel && booking.state == BookingState::booked)
    offer_other_slots(at, tx, env, told);
  told.typed_key = at.typed("author_key");
  return told;
}

Response show_booking(const Holder& at, bool is_opened, bool shows_key) {
  const auto book = at.services.rules.book();
  const Env env = Env::of(at.services, *book);
  BookingPage page{.frame = pages::frame_for(at.request, at.tr(N_("Your booking"))),
                   .action = "/bookings/" + at.booking.code,
                   .code = at.booking.code,
                   .done = at.done,
                   .key = {.name = "author_key",
                           .label = at.tr(N_("Your private key")),
                           .hint = at.tr(N_("Ten digits, shown when you booked.")),
                           .error = at.error_of("author_key"),
                           .value = std::string(at.request.form.get("author_key")),
                           .short_input = true,
                           .autocomplete = "off",
                           .max_length = 20},
                   .errors = at.errors};
  page.frame.section = "bookings";
  page.frame.has_errors = !at.errors.empty();
  if (shows_key) {
    page.shown_key = receipts::private_key(at.services.keys.get(), receipt_of_booking(at.booking));
    if (!at.request.site.empty()) {
      page.url = at.request.link(page.action);
      page.code_as_qr = qr::encode(page.url);
    }
  }
  if (is_opened || shows_key)
    at.services.database.read([&](db::Tx& tx) {
      page.told = told_booking(at, tx, env);
      if (shows_key) page.told->typed_key = page.shown_key;
      const auto subscription = letters::find_subscription(tx, at.booking.code);
      page.asks_to_confirm =
          shows_key && at.services.post != nullptr && subscription &&
          letters::state_of(*subscription) == letters::SubscriptionState::unconfirmed;
    });
  if (!page.told || page.told->may_change)
    page.frame.form =
        pages::PageForm{.id = "key", .name = "do", .value = page.told ? "move" : "show"};
  return pages::render(at.request, views::booking_page, page, at.status());
}

void change_booking(Holder& at, std::string_view deed) {
  const auto book = at.services.rules.book();
  const Env env = Env::of(at.services, *book);
  const Act act = Act::by_resident();
  if (deed == "cancel") {
    const auto done = at.services.database.write(
        [&](db::Tx& tx) { return cancel_booking(tx, env, act, at.booking.id); });
    if (done) at.done = at.tr(N_("The booking is cancelled. Somebody else can have the time now."));
  } else if (deed == "move") {
    std::int64_t micros = 0;
    const std::string typed = at.typed("slot");
    std::from_chars(typed.data(), typed.data() + typed.size(), micros);
    const auto done = at.services.database.write(
        [&](db::Tx& tx) { return move_booking(tx, env, act, at.booking.id, Instant{micros}); });
    if (done)
      at.done = at.tr(N_("The booking is moved."));
    else if (done.error() == BookingError::too_many)
      at.refuse("slot", N_("You have a booking there on that day already. Choose another day."));
    else
      at.refuse("slot", N_("Somebody has just taken this time. Choose another."));
  }
  at.booking =
      *at.services.database.read([&](db::Tx& tx) { return find_booking(tx, at.booking.id); });
}

Response open_booking(Holder& at) {
  if (pages::only_shows(at.request)) return show_booking(at, false, false);
  const bool is_theirs = receipts::is_private_key(
      at.services.keys.get(), receipt_of_booking(at.booking), at.request.form.get("author_key"));
  if (!is_theirs)
    at.refuse("author_key", N_("This is not the key of this booking. Look for the ten digits."));
  else
    change_booking(at, at.request.form.get("do"));
  return show_booking(at, is_theirs, false);
}

template <class Fn>
Response with_booking(const Request& request, Services& services, std::string_view typed, Fn&& fn) {
  const auto code = text::parse_tracking_code(typed, booking_prefix);
  auto booking = code ? services.database.read([&](db::Tx& tx) { return find_booking(tx, *code); })
                      : std::nullopt;
  if (!booking) return Response::not_found();
  Holder at{{request, services}, std::move(*booking)};
  return fn(at);
}

}  // namespace

std::string time_of_booking(const Wording& words, const Booking& booking) {
  const std::string day =
      words.tr(weekday_name(weekday_of(booking.day))) + " " + words.locale.date(booking.day);
  return booking.starts_at ? time_of_day(minute_of(*booking.starts_at)) + " " + day : day;
}

std::string needs_of_booking(const Wording& words, const Booking& booking) {
  std::string all;
  for (const Need need : needs)
    if ((booking.needs & static_cast<std::int64_t>(need)) != 0)
      all += (all.empty() ? "" : "; ") + words.tr(label(need));
  if (!booking.needs_language.empty()) all += (all.empty() ? "" : ": ") + booking.needs_language;
  return all;
}

records::Kind kind_of_bookings() {
  return {.name = "booking",
          .prefix = booking_prefix,
          .on_receipts = true,
          .find = [](db::Tx& tx, std::string_view code) -> std::optional<Ref> {
            const auto booking = find_booking(tx, code);
            return booking ? std::optional(ref_of(booking->id)) : std::nullopt;
          },
          .card = [](db::Tx& tx, std::int64_t id) -> std::optional<records::Card> {
            const auto booking = find_booking(tx, BookingId{id});
            if (!booking) return std::nullopt;
            return records::Card{"/bookings/" + booking->code, "", booking->code};
          }};
}

void add_booking_page(http::App& app, Services& services) {
  // The key has ten digits: who guesses is slowed down like who guesses passwords.
  const http::RouteOptions guarded{.rate_class = "sign-in"};
  app.router.get("/bookings/{code}", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return with_booking(request, services, code, [&](Holder& at) {
                     const bool has_just_booked =
                         receipts::shows_key(services.keys.get(), services.clock,
                                             receipts::sent_cookie, at.booking.code, request);
                     return show_booking(at, false, has_just_booked);
                   });
                 });
  app.router.post(
      "/bookings/{code}", http::key_holders(),
      [&services](Request& request, std::string_view code) {
        return with_booking(request, services, code, [](Holder& at) { return open_booking(at); });
      },
      guarded);
}

}  // namespace gandan::receptions
