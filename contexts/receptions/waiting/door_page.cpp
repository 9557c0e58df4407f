#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/waiting.hpp"
#include "contexts/receptions/waiting/door.hpp"
#include "contexts/receptions/waiting/pages.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

/// Before the place opens, in minutes: from then on people take numbers.
constexpr int early_minutes = 60;

struct AtDoor : Turn {
  AtDoor(const http::Request& from, const Services& with) : Turn(from, with) {}
  ReceptionPlace place = {};
  std::string key;
};

/// The place of the door with this address.
std::optional<ReceptionPlace> place_of_door(const Services& services, db::Tx& tx,
                                            std::string_view code, std::string_view key) {
  auto place = find_place(tx, code);
  const auto opened = place ? door_of(tx, place->id) : std::nullopt;
  if (!opened || !crypto::same_secret(key, door_key(services.keys.get(), place->id, *opened)))
    return std::nullopt;
  return place;
}

/// Why no number is given just now, a msgid; nullptr where one is.
const char* why_closed(const AtDoor& at, db::Tx& tx) {
  const auto book = at.services.rules.book();
  const Instant now = at.services.clock.now();
  const Date today = civil_date(now);
  const int minute = minute_of(now);
  bool receives = false;
  for (const Opening& opening : openings_on(tx, book->calendar(), at.place.id, today))
    receives = receives ||
               (minute >= opening.from_minute - early_minutes && minute < opening.until_minute);
  if (!receives) return N_("Nobody is received here just now, so no numbers are given.");
  if (waiting_at(tx, at.place.id, today, now).size() >= most_by_door)
    return N_("Very many wait already. Ask an officer for a number.");
  return nullptr;
}

http::Response show_door(const AtDoor& at) {
  const auto page = at.services.database.read([&](db::Tx& tx) {
    const char* closed = why_closed(at, tx);
    return DoorPage{.frame = pages::frame_for(at.request, at.place.name),
                    .name = at.place.name,
                    .action = place_page_href(at.place) + "/door/" + at.key,
                    .once = crypto::random_token(),
                    .lines = line_options(at.locale()),
                    .booking_label = at.tr(N_("Code of your booking, if you have one")),
                    .booking = look_up_booking(at, tx, at.place),
                    .closed = closed ? at.tr(closed) : std::string()};
  });
  return pages::render(at.request, views::door, page);
}

http::Response take_at_door(const AtDoor& at) {
  const auto line = parse_line(at.typed("line"));
  const std::string once = at.typed("once");
  if (!line || once.empty()) return show_door(at);
  const auto book = at.services.rules.book();
  const Env env = Env::of(at.services, *book);
  const Given given = at.services.database.write([&](db::Tx& tx) -> Given {
    if (why_closed(at, tx) != nullptr) return {};
    return give_ticket(
        tx, env, Act::by_resident(), at.place,
        {.line = *line, .idempotency_key = receipts::stored_key(env.keys, once, {at.place.code})},
        at.typed("booking"));
  });
  if (!given.ticket) return show_door(at);
  Href next("/tickets/" + ticket_key(env.keys, given.ticket->id));
  return http::Response::redirect(next.with("door", at.key).text());
}

http::Response at_door(const Services& services, const http::Request& request,
                       std::string_view code, std::string_view key) {
  AtDoor at(request, services);
  static_cast<void>(services.keys.get());  // opened before the transaction that needs it
  const auto place =
      services.database.read([&](db::Tx& tx) { return place_of_door(services, tx, code, key); });
  if (!place) return http::Response::not_found();
  at.place = *place;
  at.key = key;
  return request.method == http::Method::post ? take_at_door(at) : show_door(at);
}

}  // namespace

std::vector<pages::Option> line_options(const i18n::Locale& locale) {
  std::vector<pages::Option> options;
  for (const Line line : ticket_lines)
    options.push_back({std::string(name(line)), std::string(locale.tr(label(line)))});
  return options;
}

LookedUp look_up_booking(const Turn& turn, db::Tx& tx, const ReceptionPlace& place) {
  LookedUp found{.typed = text::clean(turn.request.query.get("booking"))};
  if (text::is_blank(found.typed)) return found;
  const auto booking = booked(tx, found.typed);
  const bool is_here =
      booking && booking->place == place.id && booking->day == turn.words.today &&
      booking->starts_at &&
      (booking->state == BookingState::booked || booking->state == BookingState::arrived);
  if (!is_here) {
    found.words =
        turn.tr(N_("There is no booking of today with this code here. Numbers are given "
                   "without one too."));
    return found;
  }
  found.code = booking->code;
  found.words = turn.locale().tr(N_("Booked for {time}. Press what they come for."),
                                 {{"time", turn.locale().time(*booking->starts_at)}});
  return found;
}

Given give_ticket(db::Tx& tx, const Env& env, const Act& act, const ReceptionPlace& place,
                  NewTicket wanted, std::string_view typed_booking) {
  const std::string typed = text::clean(typed_booking);
  if (text::is_blank(typed)) return {.ticket = take_ticket(tx, env, act, place.id, wanted)};
  const auto booking = booked(tx, typed);
  if (!booking || booking->place != place.id || booking->day != env.clock.today())
    return {.is_unbooked = true};
  if (auto here = ticket_of_booking(tx, booking->id)) return {.ticket = std::move(here)};
  if (booking->state != BookingState::booked) return {.is_unbooked = true};
  wanted.booking = booking->id;
  wanted.expected_at = booking->starts_at;
  Given given{.ticket = take_ticket(tx, env, act, place.id, wanted)};
  static_cast<void>(arrived(tx, env, act, booking->id, given.ticket->id));
  return given;
}

void add_door_pages(http::App& app, Services& services) {
  const auto door = [&services](http::Request& request, std::string_view place,
                                std::string_view key) {
    return at_door(services, request, place, key);
  };
  app.router.get("/receptions/{place}/door/{token}", http::key_holders(), door);
  app.router.post("/receptions/{place}/door/{token}", http::key_holders(), door);
}

}  // namespace gandan::receptions
