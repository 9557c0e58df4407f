// Rows as they are stored, each in the order of its columns (`NAME_columns`).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "contexts/receptions/reception.hpp"
#include "lib/db/value.hpp"

namespace gandan::receptions {

/// Where citizens are received. Stored.
enum class PlaceKind : std::uint8_t {
  seat = 1,    ///< trụ sở tiếp công dân: of a province, of the nation
  office = 2,  ///< địa điểm tiếp công dân of one body
};

struct ReceptionPlace {
  PlaceId id;
  std::string code;  ///< in addresses: "UBND-20", "UBND-20-2"
  UnitId body;
  PlaceKind kind = PlaceKind::office;
  std::string name, address;
  std::string directions;  ///< how to get there
  std::string phone;
  std::string languages;    ///< besides Vietnamese, as people read them
  std::int64_t access = 0;  ///< bits of Access
  bool online = false;      ///< has what Decree 154/2026 art. 18 asks for
  int counters = 1;         ///< so many are received at once
  int slot_minutes = 30;    ///< rules of booking, which the place sets
  int soonest_hours = 24;   ///< before a slot
  int horizon_days = 30;    ///< ahead
  int most_a_day = 1;       ///< bookings of a person
  Date opened_on;
  std::optional<Date> closed_on;
};
inline constexpr std::string_view place_columns =
    "p.id, p.code, p.body_id, p.kind, p.name, p.address, p.directions, p.phone, p.languages, "
    "p.access, p.online, p.counters, p.slot_minutes, p.soonest_hours, p.horizon_days, "
    "p.most_a_day, p.opened_on, p.closed_on";

struct Hours {
  HoursId id;
  PlaceId place;
  int weekday = 1;  ///< 1 Monday … 7 Sunday
  int from_minute = 0, until_minute = 0;
  Date valid_from;
  std::optional<Date> valid_until;  ///< the last day
};
inline constexpr std::string_view hours_columns =
    "h.id, h.place_id, h.weekday, h.from_minute, h.until_minute, h.valid_from, h.valid_until";

/// How often a closure comes back. Stored.
enum class Repeats : std::uint8_t { once = 0, weekly = 1, monthly = 2, yearly = 3 };
struct Closure {
  ClosureId id;
  PlaceId place;
  Date first_day, last_day;                      ///< of its first time
  std::optional<int> from_minute, until_minute;  ///< nothing: whole days
  Repeats repeats = Repeats::once;
  std::optional<Date> until_day;  ///< the last day on which it may come back
  std::string reason;
  std::optional<Date> instead_on;  ///< when people are received in its place
  Instant entered_at;
  std::optional<Instant> ended_at;  ///< taken back
};
inline constexpr std::string_view closure_columns =
    "c.id, c.place_id, c.first_day, c.last_day, c.from_minute, c.until_minute, c.repeats, "
    "c.until_day, c.reason, c.instead_on, c.entered_at, c.ended_at";

/// Stored.
enum class DayKind : std::uint8_t { regular = 1, ad_hoc = 2 };
/// Stored.
enum class DayState : std::uint8_t {
  ahead = 1,   ///< published; not over yet
  held = 2,    ///< by `held_by`
  missed = 3,  ///< with the reason
  moved = 4,   ///< to `moved_to`, with the reason
};
namespace sql {  // of a day `d`
inline constexpr std::string_view day_is_ahead = "d.state = 1";
inline constexpr std::string_view day_is_held = "d.state = 2";
inline constexpr std::string_view day_is_held_by_head = "(d.state = 2 and d.held_by = 2)";
static_assert(DayState{1} == DayState::ahead && DayState{2} == DayState::held);
}  // namespace sql
/// A day on which the head of a body receives.
struct HeadDay {
  DayId id;
  PlaceId place;
  UnitId body;
  DayKind kind = DayKind::regular;
  Date day;
  int from_minute = 0, until_minute = 0;
  DayState state = DayState::ahead;
  std::string head;     ///< who will receive, as the schedule says it
  std::string subject;  ///< what on; may be empty
  std::optional<HeardBy> held_by;
  std::string reason;  ///< of what was missed or moved
  std::optional<DayId> moved_to;
  Instant published_at;
  std::optional<Instant> ended_at;
};
inline constexpr std::string_view day_columns =
    "d.id, d.place_id, d.body_id, d.kind, d.day, d.from_minute, d.until_minute, d.state, d.head, "
    "d.subject, d.held_by, d.reason, d.moved_to, d.published_at, d.ended_at";

struct Booking {
  BookingId id;
  std::string code;
  PlaceId place;
  Date day;
  std::optional<Instant> starts_at;  ///< nothing on the waiting list
  BookingState state = BookingState::waiting;
  std::string matter;      ///< in two sentences; of a denunciation under the seal, and empty here
  std::string named_code;  ///< of a petition or an earlier visit that it is about
  std::int64_t needs = 0;  ///< bits of Need
  std::string needs_language;
  bool online = false;
  std::optional<int> online_ground;  ///< Decree 154/2026 art. 20, its item
  int people = 1;
  std::string language;                   ///< of letters
  std::optional<std::string> person_key;  ///< HMAC of the telephone or address, for most_a_day
  std::optional<DayId> head_day;
  std::optional<TicketId> ticket;
  std::optional<VisitId> visit;
  Instant booked_at;
  std::optional<Instant> ended_at;
  std::string reason;  ///< why the place cancelled or moved it
};
inline constexpr std::string_view booking_columns =
    "b.id, b.code, b.place_id, b.day, b.starts_at, b.state, b.matter, b.named_code, b.needs, "
    "b.needs_language, b.online, b.online_ground, b.people, b.language, b.person_key, b.day_id, "
    "b.ticket_id, b.visit_id, b.booked_at, b.ended_at, b.reason";

/// Stored.
enum class TicketState : std::uint8_t {
  waiting = 1,
  called = 2,
  served = 3,   ///< sits before the officer
  on_hold = 4,  ///< gave way: did not come when called, or waits for a paper
  done = 5,
  left = 6,
};
namespace sql {  // of a ticket `t`
inline constexpr std::string_view ticket_waits = "t.state = 1";
inline constexpr std::string_view ticket_is_called = "t.state = 2";
inline constexpr std::string_view ticket_is_here = "t.state in (1, 2, 3, 4)";
inline constexpr std::string_view ticket_is_done = "t.state = 5";
inline constexpr std::string_view period_is_served = "p.state = 3";  // a period `p`
static_assert(TicketState{1} == TicketState::waiting && TicketState{2} == TicketState::called &&
              TicketState{3} == TicketState::served && TicketState{4} == TicketState::on_hold &&
              TicketState{5} == TicketState::done);
}  // namespace sql
/// In which order one is called. Stored.
enum class Rank : std::uint8_t { booked = 1, priority = 2, walk_in = 3, gave_way = 4 };

struct Ticket {
  TicketId id;
  PlaceId place;
  Date day;
  int line = 1;    ///< the letter before its number: 1 A (head), 2 B (complaints), …; waiting/
  int number = 0;  ///< of that line and day
  Rank rank = Rank::walk_in;
  std::optional<Instant> expected_at;  ///< of who booked
  TicketState state = TicketState::waiting;
  std::optional<int> counter;
  std::optional<BookingId> booking;
  std::optional<VisitId> visit;
  std::int64_t needs = 0;
  Instant came_at;
  int calls = 0;
};
inline constexpr std::string_view ticket_columns =
    "t.id, t.place_id, t.day, t.line, t.number, t.rank, t.expected_at, t.state, t.counter, "
    "t.booking_id, t.visit_id, t.needs, t.came_at, t.calls";

/// A matter in the book: the columns of form 03/TCD in brackets.
struct Visit {
  VisitId id;
  std::string code;
  PlaceId place;
  UnitId body;
  int book_year = 0, book_number = 0;  ///< (1)
  Instant received_at;                 ///< (2)
  Instant entered_at;
  VisitId sitting;  ///< the first row of what was said in one go; itself where it is that
  Kind kind = Kind::proposal;  ///< (6)
  State state = State::told;
  VisitChannel channel = VisitChannel::in_person;
  HeardBy heard_by = HeardBy::officer;
  std::optional<DayId> head_day;
  std::string matter;          ///< (5); sealed and empty of a denunciation
  int people = 1;              ///< (7): how many with the same matter
  int present = 1;             ///< of whom so many came
  std::string handled_before;  ///< (8): which body has decided, and by what
  bool is_competent = false;   ///< (9)
  Outcome outcome = Outcome::guided;
  std::optional<Ground> ground;            ///< where refused
  std::optional<UnitId> directed_unit;     ///< (10), (11): to whom guided or forwarded …
  std::string directed_to;                 ///< … in words where no unit is meant
  std::string document;                    ///< number of that letter, or of the notice
  std::optional<Instant> due_at, told_at;  ///< by when who came is told, and when they were
  bool is_read_back = false;               ///< read to who cannot write, and confirmed (art. 14)
  bool is_hot = false;                     ///< an officer shows it to the leader
  std::optional<FieldId> field;
  std::optional<UnitId> area, province;  ///< which the matter is about
  VisitId matter_id;  ///< the first visit on this matter; itself where it is that
  int turn = 1;       ///< the how manieth on this matter
  std::optional<BookingId> booking;
  std::optional<TicketId> ticket;
  std::string followed;  ///< (12)
  std::string note;      ///< (13)
};
inline constexpr std::string_view visit_columns =
    "v.id, v.code, v.place_id, v.body_id, v.book_year, v.book_number, v.received_at, v.entered_at, "
    "v.sitting_id, v.kind, v.state, v.channel, v.heard_by, v.day_id, v.matter, v.people, "
    "v.present, v.handled_before, v.is_competent, v.outcome, v.ground, v.directed_unit_id, "
    "v.directed_to, v.document, v.due_at, v.told_at, v.is_read_back, v.is_hot, v.field_id, "
    "v.area_id, v.province_id, v.matter_id, v.turn, v.booking_id, v.ticket_id, v.followed, v.note";

/// Who came: of no denunciation (record/people.hpp).
struct Person {
  PersonRole role = PersonRole::own_matter;
  std::string name, address, phone, email;
  std::string
      identity;  ///< number of the paper (Decree 154/2026 art. 12); sealed where it is stored
  [[nodiscard]] bool empty() const {
    return name.empty() && address.empty() && phone.empty() && email.empty() && identity.empty();
  }
};

struct Paper {
  std::string name;
  std::optional<int> pages;
  PaperCondition condition = PaperCondition::original;
};
/// A receipt for papers (form 02/TCD).
struct ReceiptRow {
  ReceiptId id;
  VisitId visit;
  PlaceId place;
  int book_year = 0, number = 0;
  int copies = 2;
  Instant given_at;
};
inline constexpr std::string_view receipt_columns =
    "r.id, r.visit_id, r.place_id, r.book_year, r.number, r.copies, r.given_at";

/// What the head concluded at a reception.
struct Conclusion {
  ConclusionId id;
  VisitId visit;
  std::string number;  ///< of the notice
  Date concluded_on;
  std::string concluded_by;  ///< name and office, as the notice says it
  std::string text;
  std::string contact;  ///< whom who came may ask (art. 25(3))
  Instant entered_at;
};
inline constexpr std::string_view conclusion_columns =
    "c.id, c.visit_id, c.number, c.concluded_on, c.concluded_by, c.text, c.contact, c.entered_at";

/// Stored.
enum class ItemState : std::uint8_t { owed = 1, done = 2 };
namespace sql {  // of an item `i`
inline constexpr std::string_view item_is_owed = "i.state = 1";
inline constexpr std::string_view item_is_done = "i.state = 2";
static_assert(ItemState{1} == ItemState::owed && ItemState{2} == ItemState::done);
}  // namespace sql
struct ConclusionItem {
  ItemId id;
  ConclusionId conclusion;
  VisitId visit;
  int position = 0;
  UnitId body;
  std::string product;
  Date due_on;
  std::int64_t undertaking = 0;  ///< of kernel/tasks
  ItemState state = ItemState::owed;
  std::optional<Instant> done_at;
  std::string report;  ///< what the body says that it did
};
inline constexpr std::string_view item_columns =
    "i.id, i.conclusion_id, i.visit_id, i.position, i.body_id, i.product, i.due_on, "
    "i.undertaking_id, i.state, i.done_at, i.report";

}  // namespace gandan::receptions
