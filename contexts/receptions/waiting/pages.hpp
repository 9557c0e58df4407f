// The waiting room as pages: the officers', the screen on the wall, the door at which people take a
// number, and the page of a number. None knows a name, and only the officers' knows the matter.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/receptions/waiting/waiting.hpp"
#include "kernel/desk/page_models.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/app.hpp"
#include "lib/qr/qr.hpp"

namespace gandan {
struct Services;
struct Turn;
}  // namespace gandan
namespace gandan::desk {
struct Desk;
}

namespace gandan::receptions {

/// A button that does something with a ticket.
struct QueueButton {
  std::string action, label;
  bool is_main = false;
};
struct QueueLine {
  std::string number, note, ticket;
  std::vector<QueueButton> buttons;
};
struct QueueGroup {
  std::string title;
  std::vector<QueueLine> lines;
  std::string more;  ///< how many stand behind them; empty where none do
};
/// What somebody who came is given.
struct TicketSlip {
  std::string number, address;
  std::optional<qr::Code> code;  ///< of the address, where the site knows its own
};

/// A code was looked up: who has it is given a number with their time.
struct LookedUp {
  std::string typed, code;  ///< as it was typed; as it is sent along, empty where there is none
  std::string words;        ///< what was found; empty where nothing was typed
};

/// Everything that officers press carries `once`, by which a button pressed twice does one deed,
/// and the counter at which they sit.
struct WaitingPage {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::string name, once, counter;
  std::string take_action, call_action, door_action, events_href;
  std::vector<pages::Option> counters;  ///< none where there is one alone
  std::vector<pages::Option> lines;     ///< what somebody came for
  std::string room_href, booking_label;
  LookedUp booking;
  std::optional<TicketSlip> slip;
  std::vector<QueueGroup> groups;
  std::vector<pages::Fact> booked;  ///< for today and the week that follows: when, and who
  std::string pace;                 ///< the day so far, in a sentence
  pages::Link board;
  bool may_set_door = false;
  std::string door_href;              ///< where people take numbers themselves; else empty
  std::optional<qr::Code> door_code;  ///< of it, where the site knows its own address
};
struct WaitingPlaces {
  pages::PageFrame frame;
  std::vector<pages::RailGroup> rail;
  std::vector<pages::Link> places;
};

struct BoardCall {
  std::string number, counter;
  std::string said;  ///< aloud: "Number 014, counter 1"
};
struct BoardPage {
  pages::PageFrame frame;
  std::string name;
  std::vector<BoardCall> called;  ///< the last call first
  std::vector<std::string> next;
  std::string length;       ///< how many wait, in words
  std::string closed;       ///< that nobody is received now, and when again; else empty
  std::string events_href;  ///< of what changes
};

struct TicketPage {
  pages::PageFrame frame;
  std::string number, state, place, wait;
  std::string events_href;  ///< empty where it is over
  std::string door_href;    ///< of the tablet on which it was taken; else empty
};

struct DoorPage {
  pages::PageFrame frame;
  std::string name, action, once;
  std::vector<pages::Option> lines;
  std::string booking_label;
  LookedUp booking;
  std::string closed;  ///< why no number is given now; empty where one is
};

/// So many stand on the wall.
inline constexpr std::size_t calls_on_board = 6, next_on_board = 12;
/// And so many of a state before the officers: a page stays small on a full day.
inline constexpr std::size_t most_on_desk = 30;

void add_waiting_pages(http::App& app, Services& services);
void add_board_pages(http::App& app, Services& services);
void add_door_pages(http::App& app, Services& services);
/// What was just done, in words; empty where it is none of these.
[[nodiscard]] std::string said_of_waiting(const desk::Desk& desk, std::string_view done);

[[nodiscard]] std::string counter_in_words(const i18n::Locale& locale, const Ticket& ticket);
/// "/desk/waiting/UBND-20"
[[nodiscard]] std::string waiting_href(const ReceptionPlace& place);
/// What somebody may come for, as a list to choose from.
[[nodiscard]] std::vector<pages::Option> line_options(const i18n::Locale& locale);
/// What the address asks for: a booking of today at the place.
[[nodiscard]] LookedUp look_up_booking(const Turn& turn, db::Tx& tx, const ReceptionPlace& place);
/// A ticket for who is there: with the code of a booking that is of today and here, or without one.
struct Given {
  std::optional<Ticket> ticket;
  bool is_unbooked = false;  ///< there is no such booking here today
};
[[nodiscard]] Given give_ticket(db::Tx& tx, const Env& env, const Act& act,
                                const ReceptionPlace& place, NewTicket wanted,
                                std::string_view typed_booking);

}  // namespace gandan::receptions
