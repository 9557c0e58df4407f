#include "contexts/receptions/record/invariants.hpp"

#include <algorithm>
#include <iterator>

#include "contexts/receptions/online/online.hpp"
#include "contexts/receptions/record/rows.hpp"
#include "kernel/tasks/record.hpp"

namespace gandan::receptions {
namespace {

std::string visits_where(std::initializer_list<std::string_view> condition) {
  return "select v.id from visits v where " + db::joined(condition);
}

std::vector<invariants::Invariant> invariants_of_visits() {
  return {
      {"receptions.outcome", "a visit has one of the outcomes, and a ground where it was refused",
       visits_where(
           {"v.outcome not between 1 and 6 or (", sql::is_refused, ") <> (v.ground is not null)"})},
      {"receptions.owed",
       "what is still to be told has its day and was not told; what was told has the moment",
       visits_where({"(", sql::is_open, ") and v.told_at is not null or not (", sql::is_open,
                     ") and v.told_at is null or (", sql::is_open, ") and v.due_at is null"})},
      {"receptions.notice", "a notice is owed of what was refused on its grounds alone",
       visits_where({sql::awaits_notice, " and (v.ground is null or not ",
                     sql::owes_notice_by_ground, ")"})},
      {"receptions.sealed",
       "no word of a denunciation, and nobody who came with one, stands in clear",
       db::joined({"select v.id from visits v where ", sql::is_denunciation,
                   " and (v.matter <> '' or v.handled_before <> '' or v.directed_to <> '' or "
                   "v.document <> '' or v.followed <> '' or v.note <> '' or v.idempotency_key is "
                   "not null or exists (select 1 from visit_people q where q.visit_id = v.id) or "
                   "exists (select 1 from visit_notes n where n.visit_id = v.id and n.text <> '') "
                   "or exists (select 1 from visit_receipts r join visit_papers a on a.receipt_id "
                   "= r.id where r.visit_id = v.id and a.name <> ''))"})},
      {"receptions.people", "more people came than there are with the same matter, or nobody",
       visits_where({"v.present < 1 or v.people < v.present"})},
      {"receptions.sitting", "the rows of a sitting are of one place, and name its first",
       "select v.id from visits v left join visits f on f.id = v.sitting_id where f.id is null or "
       "f.sitting_id <> f.id or f.place_id <> v.place_id"},
      {"receptions.matter", "the visits on a matter name the first, and are counted",
       "select v.id from visits v left join visits f on f.id = v.matter_id where f.id is null or "
       "f.matter_id <> f.id or v.turn < 1 or (v.id = v.matter_id) <> (v.turn = 1)"},
      {"receptions.items",
       "what was concluded is owed by its day as long as it is not done, and not longer",
       db::joined({"select i.id from conclusion_items i left join (", tasks::owed_to("visit"),
                   ") u on u.source_id = i.visit_id and u.due_on = i.due_on where ",
                   sql::item_is_owed, " and u.source_id is null"})},
  };
}

std::vector<invariants::Invariant> invariants_of_days() {
  return {
      {"receptions.slots", "a seat at a slot is of a booking that stands there, or held",
       db::joined({"select s.seat as id from booking_slots s left join bookings b on b.id = "
                   "s.booking_id where s.booking_id is not null and (b.id is null or not ",
                   sql::booking_has_its_seat,
                   " or b.starts_at <> s.starts_at or b.place_id <> s.place_id)"})},
      {"receptions.booked", "a booking that stands has its seat",
       db::joined({"select b.id from bookings b where ", sql::booking_stands,
                   " and not exists (select 1 from booking_slots s where s.booking_id = b.id)"})},
      {"receptions.periods",
       "a ticket is in one state at a time, the last of its periods, and in none once it is over",
       db::joined({"select t.id from tickets t where (select count(*) from ticket_periods p where "
                   "p.ticket_id = t.id and p.ended_at is null) <> (case when ",
                   sql::ticket_is_here,
                   " then 1 else 0 end) or not exists (select 1 from ticket_periods p where "
                   "p.ticket_id = t.id and p.state = t.state and (p.ended_at is null) = (",
                   sql::ticket_is_here, "))"})},
      {"receptions.tickets",
       "a visit names a ticket of its place that is over, and a denunciation none",
       db::joined({"select v.id from visits v left join tickets t on t.id = v.ticket_id where "
                   "v.ticket_id is not null and (t.id is null or t.place_id <> v.place_id or ",
                   sql::ticket_is_here, " or ", sql::is_denunciation, ")"})},
      {"receptions.online",
       "an online reception is not called off and held, and of one about a denunciation no word of "
       "the minutes stands in clear",
       db::joined({"select s.id from online_sessions s where s.cancelled_at is not null and "
                   "s.ended_at is not null or ",
                   sql::online_is_on_denunciation, " and s.minutes <> ''"})},
  };
}

}  // namespace

std::vector<invariants::Invariant> invariants_of_receptions() {
  auto all = invariants_of_visits();
  std::ranges::move(invariants_of_days(), std::back_inserter(all));
  return all;
}

}  // namespace gandan::receptions
