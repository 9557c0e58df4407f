// The waiting room of a day: numbers without a name, in the order in which they are called, each
// one's way as periods from which all times are computed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/record/places.hpp"
#include "contexts/receptions/record/rows.hpp"

namespace gandan::receptions {

/// What somebody came for: officers see it, and may call those of one line. The number says nothing
/// of it. Stored.
enum class Line : std::uint8_t { head = 1, dispute = 2, proposal = 3 };
inline constexpr Line ticket_lines[] = {Line::head, Line::dispute, Line::proposal};
[[nodiscard]] std::string_view name(Line line);
[[nodiscard]] const char* label(Line line);
[[nodiscard]] std::optional<Line> parse_line(std::string_view name);
/// "014"
[[nodiscard]] std::string name_of(const Ticket& ticket);

/// What can happen to a ticket. The names are stored: "ticket.call".
enum class TicketVerb : std::uint8_t {
  take,
  call,
  call_again,
  give_way,  ///< put behind the others
  serve,
  hold,
  come_back,
  finish,
  leave,
};
[[nodiscard]] std::string_view name(TicketVerb verb);

struct NewTicket {
  Line line = Line::proposal;
  bool has_priority = false;  ///< old, with a small child, pregnant, disabled, of merit
  std::optional<BookingId> booking = {};
  std::optional<Instant> expected_at = {};          ///< of who booked
  std::optional<std::string> idempotency_key = {};  ///< receipts::stored_key
};
/// The next number of the day. Whoever takes one is not asked who they are. The same key takes the
/// same number again.
[[nodiscard]] Ticket take_ticket(db::Tx& tx, const Env& env, const Act& act, PlaceId place,
                                 const NewTicket& taken);
[[nodiscard]] std::optional<Ticket> find_ticket(db::Tx& tx, TicketId id);
[[nodiscard]] std::optional<Ticket> ticket_of_booking(db::Tx& tx, BookingId booking);

/// Who waits, in the order in which they are called: who booked once their time has come, who has
/// priority, the others as they came; who gave way stands behind all that waited then.
[[nodiscard]] std::vector<Ticket> waiting_at(db::Tx& tx, PlaceId place, Date day, Instant now);
/// Those of the day in a state, as they came.
[[nodiscard]] std::vector<Ticket> tickets_in(db::Tx& tx, PlaceId place, Date day,
                                             TicketState state);

/// Who is called and has not come yet, the last call first.
[[nodiscard]] std::vector<Ticket> called_at(db::Tx& tx, PlaceId place, Date day);

/// The next one, to this counter, of all lines or of one; nothing where nobody waits. Two officers
/// who call at once call two people.
[[nodiscard]] std::optional<Ticket> call_next(db::Tx& tx, const Env& env, const Act& act,
                                              PlaceId place, int counter,
                                              std::optional<Line> line = {});
/// What an officer may do with a ticket.
enum class TicketDeed : std::uint8_t {
  again,         ///< called → called once more
  did_not_come,  ///< called once → called again; twice → behind the others; after that → left
  serve,         ///< called → served
  hold,          ///< called or served → on hold: fetches a paper
  back,          ///< on hold → waiting, as before
  finish,        ///< served → done; a booking was heard
  leave,         ///< anybody who is here → left
};
/// False where the ticket's state does not allow it: somebody else was faster.
[[nodiscard]] bool do_with_ticket(db::Tx& tx, const Env& env, const Act& act, TicketId id,
                                  TicketDeed deed);
/// Of the place and of today, and not over: what a visit may be tied to.
[[nodiscard]] std::optional<Ticket> ticket_here(db::Tx& tx, const Env& env, PlaceId place,
                                                TicketId id);
/// The visit was entered for it, and it is done.
void mark_entered(db::Tx& tx, const Env& env, const Act& act, const Ticket& ticket, VisitId visit);

}  // namespace gandan::receptions
