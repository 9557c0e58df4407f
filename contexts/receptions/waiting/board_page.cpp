#include "contexts/receptions/public/openings.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/waiting.hpp"
#include "contexts/receptions/waiting/door.hpp"
#include "contexts/receptions/waiting/live.hpp"
#include "contexts/receptions/waiting/pace.hpp"
#include "contexts/receptions/waiting/pages.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/turn/turn.hpp"

namespace gandan::receptions {
namespace {

/// In seconds: how soon a browser without a script asks again.
constexpr const char* board_again = "15";
constexpr const char* ticket_again = "30";

/// A page whose script runs says so in its address, and is told of changes instead.
void reload_where_no_script_runs(const http::Request& request, http::Response& response,
                                 const char* seconds) {
  if (!request.query.has("live")) response.headers.set("Refresh", seconds);
}

const db::Sql select_last_move{R"(
  select max(p.began_at) from tickets t join ticket_periods p on p.ticket_id = t.id
  where t.place_id = :place and t.day = :day)"};
constexpr std::chrono::hours still_receives{1};  // who works beyond the hours calls as before

/// Outside of the hours and an hour after the last number moved; else empty.
std::string closed_in_words(const Turn& turn, const ReceptionPlace& place) {
  const Wording& words = turn.words;
  const Instant now = turn.services.clock.now();
  const auto book = turn.services.rules.book();
  return turn.services.database.read([&](db::Tx& tx) -> std::string {
    const auto last = tx.one<std::optional<Instant>>(select_last_move,
                                                     {{"place", place.id}, {"day", words.today}});
    if (last && *last && **last + still_receives > now) return {};
    const auto schedule = Schedule::read(tx, place.id, words.today, words.today + days_shown);
    const Told told = opening_in_words(words, schedule, book->calendar(), minute_of(now));
    if (told.now.tone == pages::Tone::settled) return {};
    std::string said = words.tr(N_("Nobody is received now."));
    const std::string& when = told.next.empty() ? told.now.word : told.next;
    return schedule.hours().empty() ? std::string() : said + " " + when + ".";
  });
}

http::Response show_board(const Services& services, const http::Request& request,
                          std::string_view code) {
  const auto room = room_now(services, code);
  if (!room) return http::Response::not_found();
  const Turn turn(request, services);
  BoardPage page{
      .frame = pages::frame_for(request, room->place.name),
      .name = room->place.name,
      .length = turn.locale().ntr("{n} waits.", "{n} wait.", std::ssize(room->waiting), {}),
      .events_href = place_page_href(room->place) + "/events"};
  page.frame.wide = true;
  page.closed = closed_in_words(turn, room->place);
  page.frame.section = "receptions";
  for (const Ticket& ticket : room->called) {
    if (page.called.size() == calls_on_board) break;
    BoardCall call{.number = name_of(ticket), .counter = counter_in_words(turn.locale(), ticket)};
    call.said = turn.locale().tr(N_("Number {number}, {counter}"),
                                 {{"number", call.number}, {"counter", call.counter}});
    page.called.push_back(std::move(call));
  }
  for (const Ticket& ticket : room->waiting)
    if (page.next.size() < next_on_board) page.next.push_back(name_of(ticket));
  auto response = pages::render(request, views::board, page);
  reload_where_no_script_runs(request, response, board_again);
  return response;
}

std::string state_in_words(const Turn& turn, const Ticket& ticket) {
  switch (ticket.state) {
    case TicketState::waiting:
      return ticket.rank == Rank::gave_way
                 ? turn.tr(N_("You were called and did not come. You wait behind the others now."))
                 : turn.tr(N_("You wait."));
    case TicketState::called:
      return turn.locale().tr(N_("Please come: {counter}."),
                              {{"counter", counter_in_words(turn.locale(), ticket)}});
    case TicketState::served:
      return turn.tr(N_("You are received."));
    case TicketState::on_hold:
      return turn.tr(N_("Your number is kept. Tell an officer when you are back."));
    case TicketState::done:
    case TicketState::left:
      break;
  }
  return turn.tr(N_("This number is done with. Who still wants to be received takes a new one."));
}

/// From this day's pace, and honest about its spread.
std::string wait_in_words(const i18n::Locale& locale, const Wait& wait) {
  std::string words = wait.ahead == 0 ? std::string(locale.tr(N_("You are next.")))
                                      : locale.ntr("{n} is called before you.",
                                                   "{n} are called before you.", wait.ahead, {});
  words += " ";
  if (!wait.minutes)
    return words + std::string(locale.tr(
                       N_("How long that takes cannot be said yet: too few were received today.")));
  const std::string most = locale.number(std::int64_t{wait.minutes->most});
  if (wait.minutes->least == 0)
    return words +
           locale.tr(N_("By today's pace that takes up to {most} minutes."), {{"most", most}});
  return words +
         locale.tr(N_("By today's pace that takes between {least} and {most} minutes."),
                   {{"least", locale.number(std::int64_t{wait.minutes->least})}, {"most", most}});
}

/// The tablet at the door goes back to it, where the address says that the number was taken there.
std::string door_href_of(const Turn& turn, db::Tx& tx, const ReceptionPlace& place) {
  const std::string typed(turn.request.query.get("door"));
  const auto opened = door_of(tx, place.id);
  if (typed.empty() || !opened || typed != door_key(turn.services.keys.get(), place.id, *opened))
    return {};
  return place_page_href(place) + "/door/" + typed;
}

http::Response show_ticket(const Services& services, const http::Request& request,
                           std::string_view key) {
  const auto id = ticket_of_key(services.keys.get(), key);
  if (!id) return http::Response::not_found();
  const Turn turn(request, services);
  const auto page = services.database.read([&](db::Tx& tx) -> std::optional<TicketPage> {
    const auto ticket = find_ticket(tx, *id);
    const auto place = ticket ? find_place(tx, ticket->place) : std::nullopt;
    if (!place) return std::nullopt;
    const auto here = ticket->day == turn.words.today ? ticket : std::nullopt;
    const bool is_over =
        !here || here->state == TicketState::done || here->state == TicketState::left;
    TicketPage made{.frame = pages::frame_for(request, turn.tr(N_("Your number"))),
                    .number = name_of(*ticket),
                    .state = here ? state_in_words(turn, *here)
                                  : turn.tr(N_("This number was of another day.")),
                    .place = place->name,
                    .door_href = door_href_of(turn, tx, *place)};
    if (!is_over) made.events_href = place_page_href(*place) + "/events";
    if (here && here->state == TicketState::waiting)
      made.wait = wait_in_words(turn.locale(), wait_of(tx, *here, services.clock.now()));
    return made;
  });
  if (!page) return http::Response::not_found();
  auto response = pages::render(request, views::ticket, *page);
  if (!page->events_href.empty()) reload_where_no_script_runs(request, response, ticket_again);
  return response;
}

}  // namespace

std::string counter_in_words(const i18n::Locale& locale, const Ticket& ticket) {
  return locale.tr(N_("counter {n}"), {{"n", std::to_string(ticket.counter.value_or(1))}});
}

void add_board_pages(http::App& app, Services& services) {
  app.router.get("/receptions/{place}/board", http::everyone(),
                 [&services](http::Request& request, std::string_view place) {
                   return show_board(services, request, place);
                 });
  app.router.get("/receptions/{place}/events", http::everyone(),
                 [&services, rooms = std::make_shared<LiveRooms>()](http::Request& request,
                                                                    std::string_view place) {
                   return LiveRooms::listen(rooms, services, request, place);
                 });
  app.router.get("/tickets/{token}", http::key_holders(),
                 [&services](http::Request& request, std::string_view key) {
                   return show_ticket(services, request, key);
                 });
}

}  // namespace gandan::receptions
