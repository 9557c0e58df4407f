// The waiting room of a day: tickets with a number and no name, in the order in which they are called,
// each one's way as periods from which all times are computed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/record/places.hpp"
#include "contexts/receptions/record/rows.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::receptions {

/// By matter, the letter before a number: A for the head.
enum class Line : std::uint8_t { head = 1, dispute = 2, proposal = 3 };
inline constexpr Line ticket_lines[] = {Line::head, Line::dispute, Line::proposal};
[[nodiscard]] std::string_view name(Line line);
[[nodiscard]] const char* label(Line line);
[[nodiscard]] std::optional<Line> parse_line(std::string_view name);
/// "B014"
[[nodiscard]] std::string name_of(const Ticket& ticket);

struct NewTicket {
  Line line = Line::proposal;
  bool has_priority = false;  ///< old, with a small child, pregnant, hurt, of merit
  std::optional<BookingId> booking = {};
  std::optional<Instant> expected_at = {};  ///< of who booked
};
/// The next number of the line and day. Whoever takes one is not asked who they are.
[[nodiscard]] Ticket take_ticket(db::Tx& tx, const Env& env, PlaceId place, const NewTicket& taken);
[[nodiscard]] std::optional<Ticket> find_ticket(db::Tx& tx, TicketId id);
[[nodiscard]] std::optional<Ticket> ticket_of_booking(db::Tx& tx, BookingId booking);

/// Who waits, in the order in which they are called: who booked once their time has come, who has
/// priority, the others as they came; last who gave way, as they came.
[[nodiscard]] std::vector<Ticket> waiting_at(db::Tx& tx, PlaceId place, Date day, Instant now);
/// Those of the day in a state, as they came.
[[nodiscard]] std::vector<Ticket> tickets_in(db::Tx& tx, PlaceId place, Date day, TicketState state);

/// The next one, to this counter; nothing where nobody waits. Two officers who call at once call two
/// people. Whom the counter called or served before has left it, and is done.
[[nodiscard]] std::optional<Ticket> call_next(db::Tx& tx, const Env& env, PlaceId place, int counter);
/// Called again; whether it is called.
[[nodiscard]] bool call_again(db::Tx& tx, TicketId id);
/// Whether the step fits its state: called → served, called or served → on hold (does not come, or
/// fetches a paper), on hold → waiting (behind the others), any that is here → left, served → done.
[[nodiscard]] bool move_ticket(db::Tx& tx, const Env& env, TicketId id, TicketState to);
/// A visit was entered for it, and it is done. Of a denunciation without the visit.
void mark_served(db::Tx& tx, const Env& env, TicketId id, std::optional<VisitId> visit);

/// What may be said of how long somebody still waits: from how long today's took.
struct Wait {
  int ahead = 0;
  std::optional<int> least_minutes, most_minutes;  ///< nothing where too few were served today
};
[[nodiscard]] Wait wait_of(db::Tx& tx, const ReceptionPlace& place, const Ticket& ticket,
                           Instant now);

/// What stands in the address of a ticket's page: the ticket, vouched for by the key file.
[[nodiscard]] std::string key_of(const crypto::KeyFile& keys, TicketId id);
[[nodiscard]] std::optional<TicketId> ticket_of_key(const crypto::KeyFile& keys,
                                                    std::string_view key);

}  // namespace gandan::receptions
