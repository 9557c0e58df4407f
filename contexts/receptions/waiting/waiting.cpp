#include "contexts/receptions/waiting/waiting.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::receptions {
namespace {

const db::Sql ticket_by_id{"select ", ticket_columns, " from tickets t where t.id = :id"};
const db::Sql ticket_by_booking{"select ", ticket_columns,
                                " from tickets t where t.booking_id = :id"};
const db::Sql tickets_waiting{"select ", ticket_columns,
                              " from tickets t where t.place_id = :place and t.day = :day and ",
                              sql::ticket_waits, " order by t.rank, t.came_at, t.id"};
const db::Sql tickets_by_state{"select ", ticket_columns,
                               " from tickets t where t.place_id = :place and t.day = :day and "
                               "t.state = :state order by t.came_at, t.id"};
const db::Sql last_number{
    "select coalesce(max(number), 0) from tickets where place_id = :place and day = :day and line = "
    ":line"};
const db::Sql insert_ticket{R"(
  insert into tickets (id, place_id, day, line, number, rank, expected_at, state, counter,
    booking_id, visit_id, needs, came_at, calls)
  values (:id, :place, :day, :line, :number, :rank, :expected_at, :state, null, :booking, null, 0,
    :came_at, 0))"};
// It waits until one of several takes it.
const db::Sql take_waiting{
    "update tickets set state = :state, counter = :counter, calls = calls + 1 where id = :id and "
    "state = 1"};
const db::Sql call_once_more{"update tickets set calls = calls + 1 where id = :id and state = 2"};
const db::Sql change_ticket{
    "update tickets set state = :to, rank = :rank, counter = :counter, visit_id = :visit where id = "
    ":id and state = :from"};
const db::Sql end_period{
    "update ticket_periods set ended_at = :at where ticket_id = :id and ended_at is null"};
const db::Sql begin_period{R"(
  insert into ticket_periods (ticket_id, began_at, state, ended_at, counter)
  values (:id, :at, :state, null, :counter))"};
const db::Sql at_counter{"select ", ticket_columns,
                         " from tickets t where t.place_id = :place and t.day = :day and t.counter = "
                         ":counter and t.state in (2, 3)"};
/// How long each that is over took, in microseconds.
const db::Sql served_today{
    "select p.ended_at - p.began_at from ticket_periods p join tickets t on t.id = p.ticket_id where "
    "t.place_id = :place and t.day = :day and p.state = 3 and p.ended_at is not null order by 1"};
static_assert(TicketState{2} == TicketState::called && TicketState{3} == TicketState::served);

constexpr std::array line_names{"head", "dispute", "proposal"};
constexpr std::array line_labels{N_("To the head"), N_("Complaint or denunciation"),
                                 N_("Proposal, report or question")};

/// From now on in another state; the moment is behind that at which the last one began.
void begin(db::Tx& tx, const Env& env, TicketId id, TicketState state, std::optional<int> counter) {
  const Instant now = env.clock.now();
  tx.run(end_period, {{"id", id}, {"at", now}});
  tx.run(begin_period, {{"id", id}, {"at", now}, {"state", state}, {"counter", counter}});
}

bool fits(TicketState from, TicketState to) {
  const bool is_here = from != TicketState::done && from != TicketState::left;
  switch (to) {
    case TicketState::served:
      return from == TicketState::called;
    case TicketState::on_hold:
      return from == TicketState::called || from == TicketState::served;
    case TicketState::waiting:
      return from == TicketState::on_hold;
    case TicketState::left:
      return is_here;
    case TicketState::done:
      return from == TicketState::served || from == TicketState::called;
    case TicketState::called:
      return false;  // call_next alone
  }
  return false;
}

bool change(db::Tx& tx, const Env& env, const Ticket& ticket, TicketState to,
            std::optional<VisitId> visit) {
  const bool keeps_counter = to == TicketState::served;
  const auto counter = keeps_counter ? ticket.counter : std::nullopt;
  const Rank rank = to == TicketState::waiting ? Rank::gave_way : ticket.rank;
  if (tx.run(change_ticket, {{"id", ticket.id},
                             {"from", ticket.state},
                             {"to", to},
                             {"rank", rank},
                             {"counter", counter},
                             {"visit", visit}}) != 1)
    return false;
  begin(tx, env, ticket.id, to, counter);
  return true;
}

std::string signature_of(const crypto::KeyFile& keys, std::string_view number) {
  constexpr std::size_t signature_size = 16;  // of hexadecimal digits
  return crypto::hex(crypto::hmac_sha256(crypto::derive(keys.first(), "tickets"), number))
      .substr(0, signature_size);
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
  return static_cast<char>('A' + ticket.line - 1) + number;
}

Ticket take_ticket(db::Tx& tx, const Env& env, PlaceId place, const NewTicket& taken) {
  Ticket ticket{.id = env.ids.next<TicketId>(),
                .place = place,
                .day = env.clock.today(),
                .line = static_cast<int>(taken.line),
                .rank = taken.booking         ? Rank::booked
                        : taken.has_priority ? Rank::priority
                                             : Rank::walk_in,
                .expected_at = taken.expected_at,
                .booking = taken.booking,
                .came_at = env.clock.now()};
  ticket.number =
      tx.one<int>(last_number, {{"place", place}, {"day", ticket.day}, {"line", ticket.line}})
          .value_or(0) +
      1;
  tx.run(insert_ticket, {{"id", ticket.id},
                         {"place", place},
                         {"day", ticket.day},
                         {"line", ticket.line},
                         {"number", ticket.number},
                         {"rank", ticket.rank},
                         {"expected_at", ticket.expected_at},
                         {"state", ticket.state},
                         {"booking", ticket.booking},
                         {"came_at", ticket.came_at}});
  tx.run(begin_period, {{"id", ticket.id},
                        {"at", ticket.came_at},
                        {"state", ticket.state},
                        {"counter", std::optional<int>()}});
  return ticket;
}

std::optional<Ticket> find_ticket(db::Tx& tx, TicketId id) {
  return tx.one<Ticket>(ticket_by_id, {{"id", id}});
}
std::optional<Ticket> ticket_of_booking(db::Tx& tx, BookingId booking) {
  return tx.one<Ticket>(ticket_by_booking, {{"id", booking}});
}

std::vector<Ticket> waiting_at(db::Tx& tx, PlaceId place, Date day, Instant now) {
  auto all = tx.all<Ticket>(tickets_waiting, {{"place", place}, {"day", day}});
  // Who booked for later is one of those who came, until their time has come.
  const auto rank_now = [&](const Ticket& ticket) {
    const bool is_early = ticket.rank == Rank::booked && ticket.expected_at.value_or(now) > now;
    return is_early ? Rank::walk_in : ticket.rank;
  };
  std::ranges::stable_sort(all, [&](const Ticket& a, const Ticket& b) {
    const Rank first = rank_now(a), second = rank_now(b);
    if (first != second) return first < second;
    if (first == Rank::booked && a.expected_at != b.expected_at)
      return a.expected_at.value_or(now) < b.expected_at.value_or(now);
    return a.came_at < b.came_at;
  });
  return all;
}

std::vector<Ticket> tickets_in(db::Tx& tx, PlaceId place, Date day, TicketState state) {
  return tx.all<Ticket>(tickets_by_state, {{"place", place}, {"day", day}, {"state", state}});
}

std::optional<Ticket> call_next(db::Tx& tx, const Env& env, PlaceId place, int counter) {
  const Date day = env.clock.today();
  for (const Ticket& before :
       tx.all<Ticket>(at_counter, {{"place", place}, {"day", day}, {"counter", counter}}))
    static_cast<void>(change(tx, env, before,
                             before.state == TicketState::served ? TicketState::done
                                                                 : TicketState::on_hold,
                             before.visit));
  for (Ticket& next : waiting_at(tx, place, day, env.clock.now())) {
    if (tx.run(take_waiting,
               {{"id", next.id}, {"state", TicketState::called}, {"counter", counter}}) != 1)
      continue;  // the other officer was faster
    begin(tx, env, next.id, TicketState::called, counter);
    next.state = TicketState::called;
    next.counter = counter;
    ++next.calls;
    return next;
  }
  return std::nullopt;
}

bool call_again(db::Tx& tx, TicketId id) {
  return tx.run(call_once_more, {{"id", id}}) == 1;
}

bool move_ticket(db::Tx& tx, const Env& env, TicketId id, TicketState to) {
  const auto ticket = find_ticket(tx, id);
  return ticket && fits(ticket->state, to) && change(tx, env, *ticket, to, ticket->visit);
}

void mark_served(db::Tx& tx, const Env& env, TicketId id, std::optional<VisitId> visit) {
  const auto ticket = find_ticket(tx, id);
  if (!ticket || ticket->state == TicketState::done || ticket->state == TicketState::left) return;
  static_cast<void>(change(tx, env, *ticket, TicketState::done, visit));
}

Wait wait_of(db::Tx& tx, const ReceptionPlace& place, const Ticket& ticket, Instant now) {
  constexpr std::size_t fewest_served = 3;  // of fewer nothing is said
  Wait wait;
  for (const Ticket& other : waiting_at(tx, place.id, ticket.day, now)) {
    if (other.id == ticket.id) break;
    ++wait.ahead;
  }
  const auto took =
      tx.all<std::int64_t>(served_today, {{"place", place.id}, {"day", ticket.day}});
  if (took.size() < fewest_served) return wait;
  // As many receive as did today, and each takes as long as one in four did at most, or at least.
  const int counters = std::max(place.counters, 1);
  const auto minutes = [&](std::int64_t each) {
    constexpr std::int64_t a_minute = 60'000'000;
    return static_cast<int>((each * wait.ahead / counters + a_minute - 1) / a_minute);
  };
  wait.least_minutes = minutes(took[took.size() / 4]);
  wait.most_minutes = std::max(minutes(took[took.size() * 3 / 4]), *wait.least_minutes + 1);
  return wait;
}

std::string key_of(const crypto::KeyFile& keys, TicketId id) {
  const std::string number = std::to_string(id.value);
  return number + "-" + signature_of(keys, number);
}

std::optional<TicketId> ticket_of_key(const crypto::KeyFile& keys, std::string_view key) {
  const std::size_t mark = key.find('-');
  if (mark == std::string_view::npos) return std::nullopt;
  const std::string_view number = key.substr(0, mark);
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id);
  const bool is_number = error == std::errc() && end == number.data() + number.size();
  if (!is_number || signature_of(keys, number) != key.substr(mark + 1)) return std::nullopt;
  return TicketId{id};
}

}  // namespace gandan::receptions
