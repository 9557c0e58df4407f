#include "contexts/receptions/waiting/booked.hpp"

#include "kernel/acts/record.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

const db::Sql booking_by_code{"select ", booking_columns, " from bookings b where b.code = :code"};
const db::Sql booking_arrives{
    "update bookings set state = :to, ticket_id = :ticket where id = :id and state = :from"};
const db::Sql booking_is_heard{
    "update bookings as b set state = :to, visit_id = :visit where b.id = :id and ",
    sql::booking_stands};

}  // namespace

std::optional<Booking> booked(db::Tx& tx, std::string_view typed) {
  const std::size_t slash = typed.rfind('/');  // a scanner types the whole address
  if (slash != std::string_view::npos) typed.remove_prefix(slash + 1);
  const auto code = text::parse_tracking_code(typed, booking_prefix);
  return code ? tx.one<Booking>(booking_by_code, {{"code", *code}}) : std::nullopt;
}

bool arrived(db::Tx& tx, const Env& env, const Act& act, BookingId id, TicketId ticket) {
  if (tx.run(booking_arrives, {{"id", id},
                               {"to", BookingState::arrived},
                               {"from", BookingState::booked},
                               {"ticket", ticket}}) != 1)
    return false;
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::arrive);
  return true;
}

void heard(db::Tx& tx, const Env& env, const Act& act, BookingId id, std::optional<VisitId> visit) {
  if (tx.run(booking_is_heard, {{"id", id}, {"to", BookingState::heard}, {"visit", visit}}) != 1)
    return;
  acts::record(tx, act, ref_of(id), env.clock.now(), BookingVerb::hear);
}

}  // namespace gandan::receptions
