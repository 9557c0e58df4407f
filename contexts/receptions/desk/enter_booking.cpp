#include "contexts/receptions/desk/enter_booking.hpp"

#include <algorithm>

#include "contexts/receptions/book/enter.hpp"
#include "contexts/receptions/booking/book_pages.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "kernel/module/services.hpp"
#include "kernel/turn/href.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

void fill_in_empty(pages::Field& field, const std::string& value) {
  if (field.value.empty()) field.value = value;
}

void choose_option(desk::Choice& choice, std::string_view value) {
  for (pages::Option& option : choice.options) option.chosen = option.value == value;
}

void fill_in_person(db::Tx& tx, const Booking& booking, VisitEntryPage& page) {
  const auto contact = contact_of(tx, booking.id);
  if (!contact) return;
  for (pages::Field& field : page.person) {
    if (field.name == "name") fill_in_empty(field, contact->name);
    if (field.name == "phone") fill_in_empty(field, contact->phone);
    if (field.name == "email") fill_in_empty(field, contact->email);
  }
}

/// The petition that they named when they booked: the visit belongs to it, unless the officer says
/// otherwise.
void tie_to_named(const Desk& desk, const Booking& booking, VisitEntryPage& page) {
  if (!page.has_petitions || booking.named_code.empty()) return;
  if (!text::parse_tracking_code(booking.named_code, desk.services.intake->prefix)) {
    fill_in_empty(page.before.field, booking.named_code);
    return;
  }
  fill_in_empty(page.joins, booking.named_code);
  choose_option(page.follows, "joins");
}

void tell_of_booking_at_desk(const Desk& desk, const Booking& booking, VisitEntryPage& page) {
  const auto add = [&](const char* label, std::string value) {
    if (!value.empty()) page.booked_as.push_back({desk.tr(label), std::move(value)});
  };
  add(N_("Booking"), booking.code);
  add(N_("When"), time_of_booking(desk.words, booking));
  add(N_("What they need"), needs_of_booking(desk.words, booking));
  if (booking.matter.empty()) add(N_("What they come for"), desk.tr(N_("They tell you alone")));
}

void list_who_comes(const Desk& desk, db::Tx& tx, const std::vector<ReceptionPlace>& places,
                    VisitEntryPage& page) {
  for (const ReceptionPlace& place : places)
    for (const Booking& booking : bookings_of(tx, place.id, desk.words.today)) {
      if (!can_be_heard(booking) || !booking.starts_at) continue;
      const auto contact = contact_of(tx, booking.id);
      page.booked.push_back({time_of_day(minute_of(*booking.starts_at)),
                             contact ? contact->name : booking.code,
                             Href("/desk/receptions/new").with("booking", booking.code).text()});
    }
}

}  // namespace

void take_from_booking(const Desk& desk, db::Tx& tx, std::string_view typed, VisitEntryPage& page) {
  const auto places = places_within(tx, desk.officer, receive_citizens, desk.words.today);
  list_who_comes(desk, tx, places, page);
  page.booking = {.name = "booking",
                  .label = desk.tr(N_("Code of the booking")),
                  .value = std::string(typed),
                  .optional = true,
                  .short_input = true,
                  .max_length = 40};
  if (typed.empty()) return;
  const auto booking = booked(tx, typed);
  const auto place =
      !booking ? places.end() : std::ranges::find(places, booking->place, &ReceptionPlace::id);
  if (place == places.end() || !can_be_heard(*booking)) {
    page.booking.error = desk.tr(no_booking);
    return;
  }
  page.carried_booking = booking->code;
  tell_of_booking_at_desk(desk, *booking, page);
  if (desk.request.method == http::Method::post) return;  // what was typed stands
  choose_option(page.place, place->code);
  fill_in_empty(page.matter, booking->matter);
  fill_in_person(tx, *booking, page);
  tie_to_named(desk, *booking, page);
}

}  // namespace gandan::receptions
