#include "contexts/receptions/record/committed.hpp"

#include "contexts/receptions/record/rows.hpp"
#include "kernel/files/files.hpp"
#include "kernel/journal/parts_in_sql.hpp"
#include "kernel/people/committed.hpp"
#include "kernel/people/kept.hpp"

namespace gandan::receptions {
namespace {

using journal::both, journal::nth, journal::numbers, journal::parts_of_rows, journal::texts;

const db::Sql visit_parts{parts_of_rows(
    "visits v", "v.id",
    {{"'code'", "v.code"},
     {"'book'", numbers({"v.place_id", "v.body_id", "v.book_year", "v.book_number", "v.received_at",
                         "v.entered_at", "v.sitting_id"})},
     {"'heard'", numbers({"v.kind", "v.channel", "v.heard_by", "v.day_id", "v.people", "v.present",
                          "v.is_read_back", "v.is_hot"})},
     {"'outcome'", both(numbers({"v.state", "v.outcome", "v.ground", "v.is_competent",
                                 "v.directed_unit_id", "v.due_at", "v.told_at"}),
                        texts({"v.directed_to", "v.document"}))},
     {"'matter'",
      both(numbers({"v.field_id", "v.area_id", "v.province_id", "v.matter_id", "v.turn"}),
           texts({"v.matter", "v.handled_before"}))},
     {"'followed'", texts({"v.followed", "v.note"})}})};

const db::Sql parts_beside_visit{
    parts_of_rows(
        "visit_people q", "q.visit_id",
        {{nth("person", {"q.position"}),
          both(numbers({"q.role"}), texts({"q.name", "q.address", "q.phone", "q.email"}))}}),
    " union all ",
    parts_of_rows("visit_receipts r join visit_papers a on a.receipt_id = r.id", "r.visit_id",
                  {{nth("paper", {"r.id", "a.position"}),
                    both(numbers({"r.place_id", "r.book_year", "r.number", "r.copies", "r.given_at",
                                  "a.pages", "a.condition"}),
                         texts({"a.name"}))}}),
    " union all ",
    parts_of_rows(
        "visit_notes n", "n.visit_id",
        {{nth("note", {"n.at", "n.verb"}), both(numbers({"n.for_visitor"}), texts({"n.text"}))}}),
    " union all ",
    parts_of_rows("conclusions c", "c.visit_id",
                  {{nth("conclusion", {"c.id"}),
                    both(numbers({"c.concluded_on", "c.entered_at"}),
                         texts({"c.number", "c.concluded_by", "c.text", "c.contact"}))}}),
    " union all ",
    parts_of_rows("conclusion_items i", "i.visit_id",
                  {{nth("item", {"i.id"}),
                    both(numbers({"i.conclusion_id", "i.position", "i.body_id", "i.due_on",
                                  "i.undertaking_id", "i.state", "i.done_at"}),
                         texts({"i.product", "i.report"}))}})};

const db::Sql files_of_visit{files::parts_of_files("visit")};

const db::Sql identity_boxes{
    "select q.visit_id as id, 'identity ' || q.position as part, q.identity as value from "
    "visit_people q where length(q.identity) > 0 and q.visit_id in (",
    db::these_ids, ")"};
const db::Sql sealed_parts_of_visit{people::parts_under_seal("visit")};
const db::Sql sealed_boxes_of_visit{people::boxes_under_seal("visit")};

const db::Sql booking_parts{
    parts_of_rows(
        "bookings b", "b.id",
        {{"'booking'",
          both(numbers({"b.place_id", "b.day", "b.starts_at", "b.state", "b.needs", "b.online",
                        "b.online_ground", "b.people", "b.booked_at", "b.ended_at"}),
               texts({"b.code", "b.matter", "b.named_code", "b.needs_language", "b.reason"}))}}),
    " union all ",
    parts_of_rows("booking_contacts c", "c.booking_id",
                  {{"'contact'", texts({"c.name", "c.phone", "c.email"})}})};
const db::Sql sealed_parts_of_booking{people::parts_under_seal("booking")};
const db::Sql sealed_boxes_of_booking{people::boxes_under_seal("booking")};

const db::Sql day_parts{parts_of_rows(
    "reception_days d", "d.id",
    {{"'day'",
      both(numbers({"d.place_id", "d.body_id", "d.kind", "d.day", "d.from_minute", "d.until_minute",
                    "d.state", "d.held_by", "d.moved_to", "d.published_at", "d.ended_at"}),
           texts({"d.head", "d.subject", "d.reason"}))}})};

const db::Sql place_parts{
    parts_of_rows(
        "reception_places p", "p.id",
        {{"'place'", both(numbers({"p.body_id", "p.kind", "p.access", "p.online", "p.counters",
                                   "p.slot_minutes", "p.soonest_hours", "p.horizon_days",
                                   "p.most_a_day", "p.opened_on", "p.closed_on"}),
                          texts({"p.code", "p.name", "p.address", "p.directions", "p.phone",
                                 "p.languages"}))}}),
    " union all ",
    parts_of_rows("reception_hours h", "h.place_id",
                  {{nth("hours", {"h.id"}), numbers({"h.weekday", "h.from_minute", "h.until_minute",
                                                     "h.valid_from", "h.valid_until"})}}),
    " union all ",
    parts_of_rows(
        "reception_closures c", "c.place_id",
        {{nth("closure", {"c.id"}),
          both(numbers({"c.first_day", "c.last_day", "c.from_minute", "c.until_minute", "c.repeats",
                        "c.until_day", "c.instead_on", "c.entered_at", "c.ended_at"}),
               texts({"c.reason"}))}})};

const db::Sql session_parts{
    parts_of_rows(
        "online_sessions s", "s.id",
        {{"'session'", both(numbers({"s.place_id", "s.day_id", "s.starts_at", "s.planned_until",
                                     "s.ground", "s.decided_at", "s.told_at", "s.rehearsed_at",
                                     "s.connected_at", "s.rules_shown_at", "s.cancelled_at",
                                     "s.ended_at", "s.signed_at", "s.kept_until"}),
                            texts({"s.minutes", "s.signed_by", "s.reason"}))}}),
    " union all ",
    parts_of_rows(
        "online_sites o", "o.session_id",
        {{nth("site", {"o.position"}), both(numbers({"o.role", "o.body_id", "o.joined_at"}),
                                            texts({"o.name", "o.address", "o.takes_part"}))}})};

journal::Committed of_visits() {
  std::vector<std::string> columns{"visits.code",
                                   "visits.matter",
                                   "visits.handled_before",
                                   "visits.directed_to",
                                   "visits.document",
                                   "visits.followed",
                                   "visits.note",
                                   "visit_people.name",
                                   "visit_people.address",
                                   "visit_people.phone",
                                   "visit_people.email",
                                   "visit_people.identity",
                                   "visit_papers.name",
                                   "visit_notes.text",
                                   "conclusions.number",
                                   "conclusions.concluded_by",
                                   "conclusions.text",
                                   "conclusions.contact",
                                   "conclusion_items.product",
                                   "conclusion_items.report"};
  return {.kind = "visit",
          .words = {&visit_parts, &parts_beside_visit, &files_of_visit, &sealed_parts_of_visit},
          .boxes = {&identity_boxes, &sealed_boxes_of_visit},
          .columns = std::move(columns)};
}

}  // namespace

journal::Commitments commitments_to_receptions() {
  return {.records = {of_visits(),
                      {.kind = "booking",
                       .words = {&booking_parts, &sealed_parts_of_booking},
                       .boxes = {&sealed_boxes_of_booking},
                       .columns = {"bookings.code", "bookings.matter", "bookings.named_code",
                                   "bookings.needs_language", "bookings.reason",
                                   "booking_contacts.name", "booking_contacts.phone",
                                   "booking_contacts.email"}},
                      {.kind = "reception_day",
                       .words = {&day_parts},
                       .columns = {"reception_days.head", "reception_days.subject",
                                   "reception_days.reason"}},
                      {.kind = "reception_place",
                       .words = {&place_parts},
                       .columns = {"reception_closures.reason"},
                       .may_end = true},
                      {.kind = "online_session",
                       .words = {&session_parts},
                       .columns = {"online_sessions.minutes", "online_sessions.signed_by",
                                   "online_sessions.reason", "online_sites.name",
                                   "online_sites.address", "online_sites.takes_part"}}},
          .not_committed = {
              {"visits.source", "the name of a file that was imported"},
              {"visits.source_id", "the number of a row in that file"},
              {"visits.idempotency_key", "a digest, so that what is sent twice counts once"},
              {"visit_people.identity_key", "a digest of a number that is committed to as a box"},
              {"visit_search.words", "made of words that are committed to where they stand"},
              {"tickets.idempotency_key", "a digest, so that what is sent twice takes one number"},
              {"bookings.person_key", "a digest of how to reach who books"},
              {"bookings.idempotency_key", "a digest, so that what is sent twice counts once"},
              {"booking_slots.holder", "a digest that is kept for ten minutes"}}};
}

std::vector<journal::Kept> kept_of_receptions() {
  std::vector<journal::Kept> all{
      {"visits", "select id from visits", "visit", {"visit.enter", "visit.import"}},
      {.what = "receipts for papers (visit/receipt)",
       .records = "select visit_id || '/' || id as id from visit_receipts",
       .subject_kind = "visit",
       .verbs = {"visit.receipt"},
       .facts = {"receipt"}},
      {.what = "conclusions (visit/conclusion)",
       .records = "select visit_id || '/' || id as id from conclusions",
       .subject_kind = "visit",
       .verbs = {"visit.conclude"},
       .facts = {"conclusion"}},
      {.what = "what was done of conclusions (visit/item)",
       .records =
           db::joined({"select i.visit_id || '/' || i.id as id from conclusion_items i where ",
                       sql::item_is_done}),
       .subject_kind = "visit",
       .verbs = {"visit.report"},
       .facts = {"item"}},
      {"bookings", "select id from bookings", "booking", {"booking.book", "booking.wait"}}};
  for (journal::Kept& sealed : people::kept_under_seal("visit")) all.push_back(std::move(sealed));
  return all;
}

}  // namespace gandan::receptions
