#include <algorithm>
#include <charconv>

#include "contexts/receptions/booking/book_pages.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/views/waiting.hpp"
#include "contexts/receptions/waiting/door.hpp"
#include "contexts/receptions/waiting/pace.hpp"
#include "contexts/receptions/waiting/pages.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;
using http::Request;
using http::Response;

constexpr const char* waiting_path = "/desk/waiting";

/// What is done with a ticket: its name in addresses, its button, and what is said afterwards.
struct TicketDeedWords {
  TicketDeed deed;
  std::string_view name;
  const char* label;
  const char* done;
};
constexpr TicketDeedWords ticket_deeds[] = {
    {TicketDeed::serve, "serve", N_("Has come"), N_("Is received now.")},
    {TicketDeed::again, "again", N_("Call again"), N_("Called again.")},
    {TicketDeed::did_not_come, "absent", N_("Did not come"),
     N_("Called again, or put behind the others, or gone: who does not come gives way.")},
    {TicketDeed::hold, "hold", N_("Hold"), N_("The number is kept until they are back.")},
    {TicketDeed::back, "back", N_("Is back"), N_("Waits again, as before.")},
    {TicketDeed::finish, "finish", N_("Finished"), N_("Finished.")},
    {TicketDeed::leave, "leave", N_("Has left"), N_("Has left.")}};

/// What else is said of a deed, by the word in the address.
struct WaitingWords {
  std::string_view done;
  const char* words;
};
constexpr WaitingWords waiting_words[] = {
    {"ticket_given", N_("The number is given.")},
    {"ticket_unbooked", N_("There is no booking of today with this code here. Give a number "
                           "without it.")},
    {"ticket_called", N_("Called. The number stands on the wall.")},
    {"ticket_none", N_("Nobody waits.")},
    {"ticket_unfit", N_("Nothing was done: somebody else was faster. Look at the list again.")},
    {"door_open", N_("People take numbers themselves from now on.")},
    {"door_closed", N_("Numbers are given by officers alone from now on. The address at the door "
                       "is worth nothing any more.")}};
constexpr std::string_view ticket_done_prefix = "ticket_";

const TicketDeedWords* words_of(TicketDeed deed) {
  return std::ranges::find(ticket_deeds, deed, &TicketDeedWords::deed);
}
const TicketDeedWords* deed_in_address(std::string_view name) {
  const auto found = std::ranges::find(ticket_deeds, name, &TicketDeedWords::name);
  return found == std::end(ticket_deeds) ? nullptr : &*found;
}

std::int64_t number_in(std::string_view typed) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
  return error == std::errc() && end == typed.data() + typed.size() ? value : 0;
}

struct AtWaiting : Desk {
  AtWaiting(const Request& from, const Services& with) : Desk(from, with) {}
  ReceptionPlace place = {};

  /// Of the officer, as they last said it: the first.
  [[nodiscard]] int counter() const {
    const bool is_sent = request.method == http::Method::post;
    const auto typed = number_in((is_sent ? request.form : request.query).get("counter"));
    return static_cast<int>(std::clamp<std::int64_t>(typed, 1, std::max(place.counters, 1)));
  }
  [[nodiscard]] std::string path(std::string_view deed = {}) const {
    std::string path = waiting_href(place);
    if (!deed.empty()) path.append("/").append(deed);
    return path;
  }
  [[nodiscard]] std::string counter_label(int n) const {
    return words.locale.tr(N_("counter {n}"), {{"n", std::to_string(n)}});
  }
};

std::optional<ReceptionPlace> place_of_room(const AtWaiting& at, std::string_view code) {
  return at.services.database.read([&](db::Tx& tx) -> std::optional<ReceptionPlace> {
    auto place = find_place(tx, code);
    if (!place || !may_at_place(tx, at.act(), receive_citizens, *place)) return std::nullopt;
    return place;
  });
}

// ---- the queue ---------------------------------------------------------------------------------

std::string note_of(const AtWaiting& at, const Ticket& ticket) {
  const i18n::Locale& locale = at.words.locale;
  std::string note = at.tr(label(static_cast<Line>(ticket.line)));
  const auto add = [&](const std::string& words) { note += ", " + words; };
  if (ticket.rank == Rank::priority) add(at.tr(N_("goes first")));
  if (ticket.rank == Rank::gave_way) add(at.tr(N_("gave way")));
  if (ticket.expected_at)
    add(locale.tr(N_("booked for {time}"), {{"time", locale.time(*ticket.expected_at)}}));
  if (ticket.counter) add(at.counter_label(*ticket.counter));
  if (ticket.calls > 1)
    add(locale.tr(N_("called {n} times"), {{"n", std::to_string(ticket.calls)}}));
  return note;
}

std::vector<TicketDeed> deeds_for(const Ticket& ticket) {
  switch (ticket.state) {
    case TicketState::called:
      return {TicketDeed::serve, TicketDeed::again, TicketDeed::did_not_come, TicketDeed::hold};
    case TicketState::served:
      return {TicketDeed::finish, TicketDeed::hold};
    case TicketState::on_hold:
      return {TicketDeed::back, TicketDeed::leave};
    case TicketState::waiting:
      return {TicketDeed::leave};
    case TicketState::done:
    case TicketState::left:
      break;
  }
  return {};
}

QueueLine queue_line_of(const AtWaiting& at, const Ticket& ticket) {
  QueueLine line{.number = name_of(ticket),
                 .note = note_of(at, ticket),
                 .ticket = std::to_string(ticket.id.value)};
  // Who sits there is entered into the book, as often as the officer comes back here.
  if (ticket.state == TicketState::served)
    line.buttons.push_back({at.path("enter"), at.tr(N_("Enter it into the book")), true});
  for (const TicketDeed deed : deeds_for(ticket))
    line.buttons.push_back({at.path(words_of(deed)->name), at.tr(words_of(deed)->label),
                            deed == TicketDeed::serve || deed == TicketDeed::back});
  return line;
}

void add_queue(const AtWaiting& at, WaitingPage& page, const char* title,
               const std::vector<Ticket>& tickets) {
  if (tickets.empty()) return;
  QueueGroup group{.title = at.tr(title), .lines = {}};
  for (const Ticket& ticket : tickets)
    if (group.lines.size() < most_on_desk) group.lines.push_back(queue_line_of(at, ticket));
  if (tickets.size() > most_on_desk)
    group.more = at.words.locale.tr(
        N_("And {n} more."),
        {{"n", at.words.locale.number(std::ssize(tickets) - std::ssize(group.lines))}});
  page.groups.push_back(std::move(group));
}

// ---- the page ----------------------------------------------------------------------------------

std::optional<qr::Code> code_of(const AtWaiting& at, const std::string& address) {
  if (at.request.site.empty()) return std::nullopt;
  return qr::encode(at.request.link(address));
}

/// The one that was just given, for whoever holds it.
std::optional<TicketSlip> slip_of(const AtWaiting& at, db::Tx& tx) {
  const auto ticket = find_ticket(tx, TicketId{number_in(at.request.query.get("slip"))});
  if (!ticket || ticket->place != at.place.id || ticket->day != at.words.today) return std::nullopt;
  TicketSlip slip{.number = name_of(*ticket),
                  .address = "/tickets/" + ticket_key(at.services.keys.get(), ticket->id)};
  slip.code = code_of(at, slip.address);
  return slip;
}

std::string pace_in_words(const i18n::Locale& locale, const DayPace& pace) {
  if (!pace.waited || !pace.heard)
    return std::string(locale.tr(N_("Nobody was received to the end today yet.")));
  return locale.ntr("{n} was received today.", "{n} were received today.", pace.done, {}) + " " +
         locale.tr(
             N_("Half of them waited at most {waited} minutes and were heard at most {heard}."),
             {{"waited", locale.number(std::int64_t{*pace.waited})},
              {"heard", locale.number(std::int64_t{*pace.heard})}});
}

void fill_door(const AtWaiting& at, db::Tx& tx, WaitingPage& page) {
  page.may_set_door = may_at_place(tx, at.act(), keep_reception_schedule, at.place);
  const auto opened = door_of(tx, at.place.id);
  if (!opened) return;
  page.door_href =
      place_page_href(at.place) + "/door/" + door_key(at.services.keys.get(), at.place.id, *opened);
  page.door_code = code_of(at, page.door_href);
}

constexpr int days_shown_ahead = 7;

/// Who has booked and is still to be heard, by their time.
void add_booked(const AtWaiting& at, db::Tx& tx, WaitingPage& page) {
  for (int days = 0; days <= days_shown_ahead; ++days)
    for (const Booking& booking : bookings_of(tx, at.place.id, at.words.today + days)) {
      if (!can_be_heard(booking) || !booking.starts_at) continue;
      const auto contact = contact_of(tx, booking.id);
      std::string who = contact ? contact->name : booking.code;
      if (booking.people > 1)
        who += ", " + at.words.locale.tr(N_("{n} people"), {{"n", std::to_string(booking.people)}});
      if (std::string needs = needs_of_booking(at.words, booking); !needs.empty())
        who += ". " + at.tr(N_("What they need")) + ": " + needs;
      page.booked.push_back({time_of_booking(at.words, booking), std::move(who)});
    }
}

WaitingPage waiting_page(const AtWaiting& at, db::Tx& tx) {
  const Date today = at.words.today;
  WaitingPage page{
      .frame = at.frame(tx, at.place.name),
      .rail = at.rail(tx, "waiting"),
      .name = at.place.name,
      .once = crypto::random_token(),
      .counter = std::to_string(at.counter()),
      .take_action = at.path("take"),
      .call_action = at.path("call"),
      .door_action = at.path("door"),
      .events_href = place_page_href(at.place) + "/events",
      .lines = line_options(at.words.locale),
      .room_href = at.path(),
      .booking_label = at.tr(N_("Code of the booking, where there is one")),
      .booking = look_up_booking(at, tx, at.place),
      .slip = slip_of(at, tx),
      .pace = pace_in_words(at.words.locale, pace_of(tx, at.place.id, today)),
      .board = {at.tr(N_("The screen for the wall")), place_page_href(at.place) + "/board"}};
  if (at.place.counters > 1)
    for (int n = 1; n <= at.place.counters; ++n)
      page.counters.push_back({std::to_string(n), at.counter_label(n), "", n == at.counter()});
  add_queue(at, page, N_("Called"), called_at(tx, at.place.id, today));
  add_queue(at, page, N_("Received now"), tickets_in(tx, at.place.id, today, TicketState::served));
  add_queue(at, page, N_("Wait, in this order"),
            waiting_at(tx, at.place.id, today, at.services.clock.now()));
  add_queue(at, page, N_("On hold"), tickets_in(tx, at.place.id, today, TicketState::on_hold));
  add_booked(at, tx, page);
  fill_door(at, tx, page);
  return page;
}

// ---- what is pressed ---------------------------------------------------------------------------

/// What was done, as the page then says it; or where one goes instead.
struct WaitingDone {
  std::string done;
  std::optional<TicketId> slip = {};
  std::string next = {};
};

WaitingDone give_at_desk(const AtWaiting& at, db::Tx& tx, const Env& env) {
  const Given given =
      give_ticket(tx, env, at.act(), at.place,
                  {.line = parse_line(at.request.form.get("line")).value_or(Line::proposal),
                   .has_priority = at.request.form.has("priority")},
                  at.request.form.get("booking"));
  if (given.is_unbooked) return {"ticket_unbooked"};
  return {"ticket_given", given.ticket->id};
}

/// The form of the book, with the ticket.
std::string entry_of(const AtWaiting& at, const Ticket& ticket) {
  return Href("/desk/receptions/new")
      .with("place", at.place.code)
      .with("ticket", std::to_string(ticket.id.value))
      .text();
}

WaitingDone do_with_it(const AtWaiting& at, db::Tx& tx, const Env& env, std::string_view deed) {
  const TicketId id{number_in(at.request.form.get("ticket"))};
  const auto ticket = ticket_here(tx, env, at.place.id, id);
  if (!ticket) return {"ticket_unfit"};
  if (deed == "enter") return {.done = {}, .next = entry_of(at, *ticket)};
  const TicketDeedWords& words = *deed_in_address(deed);
  if (!do_with_ticket(tx, env, at.act(), id, words.deed)) return {"ticket_unfit"};
  if (words.deed == TicketDeed::serve) return {.done = {}, .next = entry_of(at, *ticket)};
  return {std::string(ticket_done_prefix).append(words.name)};
}

WaitingDone set_door_by_officer(const AtWaiting& at, db::Tx& tx, const Env& env) {
  const bool is_open = at.request.form.get("open") == "yes";
  static_cast<void>(set_door(tx, env, at.act(), at.place, is_open));
  return {is_open ? "door_open" : "door_closed"};
}

WaitingDone do_at_room(const AtWaiting& at, db::Tx& tx, std::string_view deed) {
  const auto book = at.services.rules.book();
  const Env env = Env::of(at.services, *book);
  const std::string said = receipts::said_by(at.officer.user.value, at.request);
  if (at.request.form.has("once") &&
      receipts::was_done(tx, env.clock, env.keys, {"receptions.waiting", said}))
    return {};
  if (deed == "take") return give_at_desk(at, tx, env);
  if (deed == "door") return set_door_by_officer(at, tx, env);
  if (deed != "call") return do_with_it(at, tx, env, deed);
  const auto called = call_next(tx, env, at.act(), at.place.id, at.counter(),
                                parse_line(at.request.form.get("line")));
  return {called ? "ticket_called" : "ticket_none"};
}

bool is_deed_of_room(const AtWaiting& at, std::string_view deed) {
  if (deed != "door")
    return deed == "take" || deed == "call" || deed == "enter" || deed_in_address(deed) != nullptr;
  return at.services.database.read(
      [&](db::Tx& tx) { return may_at_place(tx, at.act(), keep_reception_schedule, at.place); });
}

Response on_room(const Services& services, const Request& request, std::string_view code,
                 std::string_view deed) {
  AtWaiting at(request, services);
  const auto place = place_of_room(at, code);
  if (!place) return Response::not_found();
  at.place = *place;
  if (!is_deed_of_room(at, deed)) return Response::not_found();
  static_cast<void>(services.keys.get());  // opened before the transaction that needs it
  const WaitingDone done =
      services.database.write([&](db::Tx& tx) { return do_at_room(at, tx, deed); });
  if (!done.next.empty()) return Response::redirect(done.next);
  Href next(at.path());
  next.with("done", done.done).with("counter", std::to_string(at.counter()));
  if (done.slip) next.with("slip", std::to_string(done.slip->value));
  return Response::redirect(next.text());
}

Response show_room(const Services& services, const Request& request, std::string_view code) {
  AtWaiting at(request, services);
  const auto place = place_of_room(at, code);
  if (!place) return Response::not_found();
  at.place = *place;
  static_cast<void>(services.keys.get());
  const auto page = services.database.read([&](db::Tx& tx) { return waiting_page(at, tx); });
  return pages::render(request, views::waiting_room, page);
}

Response show_rooms(const Services& services, const Request& request) {
  const AtWaiting at(request, services);
  const auto page = services.database.read([&](db::Tx& tx) {
    WaitingPlaces list{.frame = at.frame(tx, at.tr(N_("Waiting rooms"))),
                       .rail = at.rail(tx, "waiting"),
                       .places = {}};
    for (const ReceptionPlace& place :
         places_within(tx, at.officer, receive_citizens, at.words.today))
      list.places.push_back({place.name, waiting_href(place)});
    return list;
  });
  return pages::render(request, views::waiting_places, page);
}

}  // namespace

std::string waiting_href(const ReceptionPlace& place) {
  std::string href = std::string(waiting_path) + "/";
  html::percent_encode(href, place.code);
  return href;
}

std::string said_of_waiting(const Desk& desk, std::string_view done) {
  for (const WaitingWords& words : waiting_words)
    if (words.done == done) return desk.tr(words.words);
  if (!done.starts_with(ticket_done_prefix)) return {};
  const TicketDeedWords* words = deed_in_address(done.substr(ticket_done_prefix.size()));
  return words ? desk.tr(words->done) : std::string();
}

void add_waiting_pages(http::App& app, Services& services) {
  using people::Where;
  const auto receives = [](Where where) { return people::permission(receive_citizens, where); };
  app.router.get(
      waiting_path, receives(Where::in_reach),
      [&services](Request& request) { return show_rooms(services, request); }, desk::route);
  app.router.get(
      "/desk/waiting/{place}", receives(Where::at_record),
      [&services](Request& request, std::string_view place) {
        return show_room(services, request, place);
      },
      desk::route);
  app.router.post(
      "/desk/waiting/{place}/{deed}", receives(Where::at_record),
      [&services](Request& request, std::string_view place, std::string_view deed) {
        return on_room(services, request, place, deed);
      },
      desk::route);
}

}  // namespace gandan::receptions
