#include "contexts/receptions/waiting/waiting.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "contexts/receptions/booking/booking.hpp"
#include "kernel/acts/record.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::receptions {
namespace {

const db::Sql ticket_by_id{"select ", ticket_columns, " from tickets t where t.id = :id"};
const db::Sql ticket_by_booking{"select ", ticket_columns,
                                " from tickets t where t.booking_id = :id"};
const db::Sql ticket_by_key{"select ", ticket_columns,
                            " from tickets t where t.idempotency_key = :key"};
const db::Sql tickets_waiting{"select ", ticket_columns,
                              " from tickets t where t.place_id = :place and t.day = :day and ",
                              sql::ticket_waits, " order by t.rank, t.came_at, t.id"};
const db::Sql gave_way_since{
    "select t.id, p.began_at from tickets t join ticket_periods p on p.ticket_id = t.id where "
    "t.place_id = :place and t.day = :day and t.rank = 4 and ",
    sql::ticket_waits, " and p.ended_at is null"};
const db::Sql tickets_by_state{
    "select ", ticket_columns,
    " from tickets t where t.place_id = :place and t.day = :day and t.state = :state "
    "order by t.came_at, t.id"};
const db::Sql tickets_called{
    "select ", ticket_columns,
    " from tickets t join ticket_periods p on p.ticket_id = t.id and p.ended_at is null "
    "where t.place_id = :place and t.day = :day and ",
    sql::ticket_is_called, " order by p.began_at desc, t.id"};
const db::Sql last_number{
    "select coalesce(max(number), 0) from tickets where place_id = :place and day = :day"};
const db::Sql insert_ticket{R"(
  insert into tickets (id, place_id, day, line, number, rank, expected_at, state, counter,
    booking_id, visit_id, needs, came_at, calls, idempotency_key)
  values (:id, :place, :day, :line, :number, :rank, :expected_at, :state, null, :booking, null, 0,
    :came_at, 0, :key))"};
// It is in the state from which it was judged until one of several takes it.
const db::Sql change_ticket{
    "update tickets set state = :to, rank = :rank, counter = :counter, visit_id = :visit, "
    "calls = :calls where id = :id and state = :from and calls = :calls_before"};
const db::Sql open_period{
    "select began_at from ticket_periods where ticket_id = :id order by began_at desc limit 1"};
const db::Sql end_period{
    "update ticket_periods set ended_at = :at where ticket_id = :id and ended_at is null"};
const db::Sql begin_period{R"(
  insert into ticket_periods (ticket_id, began_at, state, ended_at, counter)
  values (:id, :at, :state, :ended_at, :counter))"};
static_assert(Rank{4} == Rank::gave_way);

constexpr std::array line_names{"head", "dispute", "proposal"};
constexpr std::array line_labels{N_("To the head"), N_("Complaint or denunciation"),
                                 N_("Proposal, report or question")};
constexpr std::array ticket_verb_names{"take", "call",      "call_again", "give_way", "serve",
                                       "hold", "come_back", "finish",     "leave"};
static_assert(ticket_verb_names.size() == static_cast<std::size_t>(TicketVerb::leave) + 1);
/// How often somebody is called before they stand behind the others.
constexpr int calls_before_giving_way = 2;

bool is_over(TicketState state) {
  return state == TicketState::done || state == TicketState::left;
}

/// From now on in that state; one that is over has no length. Two periods never begin at once,
/// whatever the clock says.
void begin(db::Tx& tx, const Env& env, const Ticket& ticket) {
  const auto last = tx.one<Instant>(open_period, {{"id", ticket.id}});
  Instant at = env.clock.now();
  if (last && at <= *last) at = *last + std::chrono::microseconds(1);
  tx.run(end_period, {{"id", ticket.id}, {"at", at}});
  tx.run(begin_period, {{"id", ticket.id},
                        {"at", at},
                        {"state", ticket.state},
                        {"ended_at", is_over(ticket.state) ? std::optional(at) : std::nullopt},
                        {"counter", ticket.counter}});
}

/// Keeps what became of it; false where somebody else was faster.
bool save(db::Tx& tx, const Env& env, const Act& act, TicketVerb verb, const Ticket& before,
          const Ticket& after) {
  if (tx.run(change_ticket, {{"id", before.id},
                             {"from", before.state},
                             {"calls_before", before.calls},
                             {"to", after.state},
                             {"rank", after.rank},
                             {"counter", after.counter},
                             {"visit", after.visit},
                             {"calls", after.calls}}) != 1)
    return false;
  if (after.state != before.state) begin(tx, env, after);
  acts::record(tx, act, ref_of(before.id), env.clock.now(), verb);
  return true;
}

/// What happened to a ticket, as the journal names it.
TicketVerb verb_of(TicketDeed deed, const Ticket& after) {
  switch (deed) {
    case TicketDeed::again:
      return TicketVerb::call_again;
    case TicketDeed::did_not_come:
      if (after.state == TicketState::called) return TicketVerb::call_again;
      return after.state == TicketState::left ? TicketVerb::leave : TicketVerb::give_way;
    case TicketDeed::serve:
      return TicketVerb::serve;
    case TicketDeed::hold:
      return TicketVerb::hold;
    case TicketDeed::back:
      return TicketVerb::come_back;
    case TicketDeed::finish:
      return TicketVerb::finish;
    case TicketDeed::leave:
      break;
  }
  return TicketVerb::leave;
}

/// Called twice, then behind the others, then it is taken that they have left.
void give_way(Ticket& ticket) {
  if (ticket.rank == Rank::gave_way) {
    ticket.state = TicketState::left;
    ticket.counter.reset();
  } else if (ticket.calls < calls_before_giving_way) {
    ++ticket.calls;
  } else {
    ticket.state = TicketState::waiting;
    ticket.rank = Rank::gave_way;
    ticket.counter.reset();
  }
}

/// What the deed makes of the ticket; nothing where it does not fit.
std::optional<Ticket> after_deed(Ticket ticket, TicketDeed deed) {
  const bool is_called = ticket.state == TicketState::called;
  const bool is_served = ticket.state == TicketState::served;
  const auto to = [&](bool fits, TicketState state) -> std::optional<Ticket> {
    if (!fits) return std::nullopt;
    ticket.state = state;
    if (state != TicketState::served && state != TicketState::done) ticket.counter.reset();
    return ticket;
  };
  switch (deed) {
    case TicketDeed::again:
      if (!is_called) return std::nullopt;
      ++ticket.calls;
      return ticket;
    case TicketDeed::did_not_come:
      if (!is_called) return std::nullopt;
      give_way(ticket);
      return ticket;
    case TicketDeed::serve:
      return to(is_called, TicketState::served);
    case TicketDeed::hold:
      return to(is_called || is_served, TicketState::on_hold);
    case TicketDeed::back:
      return to(ticket.state == TicketState::on_hold, TicketState::waiting);
    case TicketDeed::finish:
      return to(is_served, TicketState::done);
    case TicketDeed::leave:
      return to(!is_over(ticket.state), TicketState::left);
  }
  return std::nullopt;
}

Rank rank_of(const NewTicket& taken) {
  if (taken.booking) return Rank::booked;
  return taken.has_priority ? Rank::priority : Rank::walk_in;
}

}  // namespace

std::string_view name(Line line) {
  return line_names.at(static_cast<std::size_t>(line) - 1);
}
const char* label(Line line) {
  return line_labels.at(static_cast<std::size_t>(line) - 1);
}
std::optional<Line> parse_line(std::string_view typed) {
  for (const Line line : ticket_lines)
    if (name(line) == typed) return line;
  return std::nullopt;
}

std::string name_of(const Ticket& ticket) {
  std::string number = std::to_string(ticket.number);
  if (number.size() < 3) number.insert(0, 3 - number.size(), '0');
  return number;
}

std::string_view name(TicketVerb verb) {
  return ticket_verb_names.at(static_cast<std::size_t>(verb));
}

Ticket take_ticket(db::Tx& tx, const Env& env, const Act& act, PlaceId place,
                   const NewTicket& taken) {
  if (taken.idempotency_key)
    if (auto same = tx.one<Ticket>(ticket_by_key, {{"key", taken.idempotency_key}})) return *same;
  Ticket ticket{.id = env.ids.next<TicketId>(),
                .place = place,
                .day = env.clock.today(),
                .line = static_cast<int>(taken.line),
                .rank = rank_of(taken),
                .expected_at = taken.expected_at,
                .booking = taken.booking,
                .came_at = env.clock.now()};
  ticket.number = tx.one<int>(last_number, {{"place", place}, {"day", ticket.day}}).value_or(0) + 1;
  tx.run(insert_ticket, {{"id", ticket.id},
                         {"place", place},
                         {"day", ticket.day},
                         {"line", ticket.line},
                         {"number", ticket.number},
                         {"rank", ticket.rank},
                         {"expected_at", ticket.expected_at},
                         {"state", ticket.state},
                         {"booking", ticket.booking},
                         {"came_at", ticket.came_at},
                         {"key", taken.idempotency_key}});
  begin(tx, env, ticket);
  acts::record(tx, act, ref_of(ticket.id), ticket.came_at, TicketVerb::take,
               {{"place", place.value}, {"number", ticket.number}});
  return ticket;
}

std::optional<Ticket> find_ticket(db::Tx& tx, TicketId id) {
  return tx.one<Ticket>(ticket_by_id, {{"id", id}});
}
std::optional<Ticket> ticket_of_booking(db::Tx& tx, BookingId booking) {
  return tx.one<Ticket>(ticket_by_booking, {{"id", booking}});
}

std::vector<Ticket> waiting_at(db::Tx& tx, PlaceId place, Date day, Instant now) {
  struct Since {
    TicketId id;
    Instant at;
  };
  std::map<std::int64_t, Instant> gave_way;
  for (const Since& each : tx.all<Since>(gave_way_since, {{"place", place}, {"day", day}}))
    gave_way.emplace(each.id.value, each.at);
  auto all = tx.all<Ticket>(tickets_waiting, {{"place", place}, {"day", day}});
  // Who booked for later is one of those who came, until their time has come.
  const auto rank_now = [&](const Ticket& ticket) {
    const bool is_due = ticket.expected_at.value_or(now) <= now;
    if (ticket.rank == Rank::booked) return is_due ? Rank::booked : Rank::walk_in;
    return ticket.rank == Rank::gave_way ? Rank::walk_in : ticket.rank;
  };
  const auto since = [&](const Ticket& ticket) {
    if (rank_now(ticket) == Rank::booked) return ticket.expected_at.value_or(ticket.came_at);
    const auto late = gave_way.find(ticket.id.value);
    return late == gave_way.end() ? ticket.came_at : late->second;
  };
  std::ranges::stable_sort(all, [&](const Ticket& a, const Ticket& b) {
    const Rank first = rank_now(a), second = rank_now(b);
    return first != second ? first < second : since(a) < since(b);
  });
  return all;
}

std::vector<Ticket> tickets_in(db::Tx& tx, PlaceId place, Date day, TicketState state) {
  return tx.all<Ticket>(tickets_by_state, {{"place", place}, {"day", day}, {"state", state}});
}

std::vector<Ticket> called_at(db::Tx& tx, PlaceId place, Date day) {
  return tx.all<Ticket>(tickets_called, {{"place", place}, {"day", day}});
}

std::optional<Ticket> call_next(db::Tx& tx, const Env& env, const Act& act, PlaceId place,
                                int counter, std::optional<Line> line) {
  for (const Ticket& next : waiting_at(tx, place, env.clock.today(), env.clock.now())) {
    if (line && next.line != static_cast<int>(*line)) continue;
    Ticket called = next;
    called.state = TicketState::called;
    called.counter = counter;
    ++called.calls;
    if (save(tx, env, act, TicketVerb::call, next, called)) return called;
  }
  return std::nullopt;
}

bool do_with_ticket(db::Tx& tx, const Env& env, const Act& act, TicketId id, TicketDeed deed) {
  const auto ticket = find_ticket(tx, id);
  const auto after = ticket ? after_deed(*ticket, deed) : std::nullopt;
  if (!after || !save(tx, env, act, verb_of(deed, *after), *ticket, *after)) return false;
  if (deed == TicketDeed::finish && ticket->booking) heard(tx, env, act, *ticket->booking, {});
  return true;
}

std::optional<Ticket> ticket_here(db::Tx& tx, const Env& env, PlaceId place, TicketId id) {
  auto ticket = find_ticket(tx, id);
  const bool is_here = ticket && ticket->place == place && ticket->day == env.clock.today() &&
                       !is_over(ticket->state);
  return is_here ? ticket : std::nullopt;
}

void mark_entered(db::Tx& tx, const Env& env, const Act& act, const Ticket& ticket, VisitId visit) {
  Ticket entered = ticket;
  entered.state = TicketState::done;
  entered.visit = visit;
  if (save(tx, env, act, TicketVerb::finish, ticket, entered) && ticket.booking)
    heard(tx, env, act, *ticket.booking, visit);
}

}  // namespace gandan::receptions
