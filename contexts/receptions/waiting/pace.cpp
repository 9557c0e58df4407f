#include "contexts/receptions/waiting/pace.hpp"

#include <algorithm>

namespace gandan::receptions {
namespace {

/// In microseconds, of each ticket that is done, all its periods of a state together.
const db::Sql took_each{
    R"(
  select cast(sum(p.ended_at - p.began_at) as bigint) as took
  from tickets t join ticket_periods p on p.ticket_id = t.id
  where t.place_id = :place and t.day = :day and )",
    sql::ticket_is_done, R"( and p.state = :state
    and p.ended_at is not null
  group by t.id order by took)"};
const db::Sql counters_at_work{R"(
  select count(distinct p.counter) from tickets t join ticket_periods p on p.ticket_id = t.id
  where t.place_id = :place and t.day = :day and )",
                               sql::period_is_served};

constexpr std::size_t fewest_served = 4;  ///< of fewer nothing is said
constexpr std::int64_t a_minute = 60'000'000;

std::vector<std::int64_t> times_in(db::Tx& tx, PlaceId place, Date day, TicketState state) {
  return tx.all<std::int64_t>(took_each, {{"place", place}, {"day", day}, {"state", state}});
}

std::optional<int> middle_in_minutes(const std::vector<std::int64_t>& times) {
  if (times.empty()) return std::nullopt;
  return static_cast<int>((times[times.size() / 2] + a_minute / 2) / a_minute);
}

}  // namespace

Wait wait_of(db::Tx& tx, const Ticket& ticket, Instant now) {
  Wait wait;
  for (const Ticket& other : waiting_at(tx, ticket.place, ticket.day, now)) {
    if (other.id == ticket.id) break;
    ++wait.ahead;
  }
  const auto took = times_in(tx, ticket.place, ticket.day, TicketState::served);
  if (took.size() < fewest_served) return wait;
  const auto counters = std::max<std::int64_t>(
      tx.one<std::int64_t>(counters_at_work, {{"place", ticket.place}, {"day", ticket.day}})
          .value_or(1),
      1);
  // Those ahead, each as short as all but a tenth of today's; or as long, and who sits there now.
  const std::int64_t quick = took[took.size() / 10], slow = took[took.size() * 9 / 10];
  const auto least = static_cast<int>(quick * wait.ahead / counters / a_minute);
  const auto most =
      static_cast<int>((slow * (wait.ahead + 1) / counters + a_minute - 1) / a_minute);
  wait.minutes = {least, std::max(most, least + 1)};
  return wait;
}

DayPace pace_of(db::Tx& tx, PlaceId place, Date day) {
  const auto heard = times_in(tx, place, day, TicketState::served);
  return {.done = static_cast<int>(heard.size()),
          .waited = middle_in_minutes(times_in(tx, place, day, TicketState::waiting)),
          .heard = middle_in_minutes(heard)};
}

}  // namespace gandan::receptions
