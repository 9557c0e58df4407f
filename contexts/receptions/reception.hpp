// A reception of citizens (tiếp công dân): what a visit, a booking and what is around them are,
// their states, their course, and their words. Rows are in record/rows.hpp, each room's use cases
// in it.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/ids/ref.hpp"
#include "kernel/ids/unit_id.hpp"
#include "kernel/states/course.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

namespace gandan::receptions {

using PlaceId = Id<struct ReceptionPlaceTag>;
using HoursId = Id<struct ReceptionHoursTag>;
using ClosureId = Id<struct ReceptionClosureTag>;
using DayId = Id<struct ReceptionDayTag>;
using BookingId = Id<struct BookingTag>;
using TicketId = Id<struct TicketTag>;
using VisitId = Id<struct VisitTag>;
using ReceiptId = Id<struct VisitReceiptTag>;
using ConclusionId = Id<struct ConclusionTag>;
using ItemId = Id<struct ConclusionItemTag>;
using SessionId = Id<struct OnlineSessionTag>;

/// What codes begin with: of a visit (tiếp dân), of a booking (lịch hẹn).
inline constexpr std::string_view visit_prefix = "TD", booking_prefix = "LH";

/// As the journal, the seal and the other contexts know them.
[[nodiscard]] inline Ref ref_of(VisitId id) {
  return {"visit", id.value};
}
[[nodiscard]] inline Ref ref_of(BookingId id) {
  return {"booking", id.value};
}
[[nodiscard]] inline Ref ref_of(PlaceId id) {
  return {"reception_place", id.value};
}
[[nodiscard]] inline Ref ref_of(DayId id) {
  return {"reception_day", id.value};
}
[[nodiscard]] inline Ref ref_of(TicketId id) {
  return {"ticket", id.value};
}
[[nodiscard]] inline Ref ref_of(SessionId id) {
  return {"online_session", id.value};
}

// ---- the book ----------------------------------------------------------------------------------
// Beside an enum stand the conditions that SQL puts to it, so that no number stands in a query.

/// The kinds of the law (Law 42/2013/QH13 art. 2), numbered as petitions are. Stored.
enum class Kind : std::uint8_t { proposal = 1, report = 2, complaint = 3, denunciation = 4 };
inline constexpr Kind kinds[] = {Kind::complaint, Kind::denunciation, Kind::proposal, Kind::report};

/// What is still owed to who came. Stored; what is below 3 is open, in the indexes too.
enum class State : std::uint8_t {
  open = 1,         ///< they are to be told what becomes of it (Law 42/2013 art. 28)
  notice_owed = 2,  ///< refused; the head's notice is owed (Decree 154/2026 art. 4(3))
  told = 3,         ///< on the spot, in writing, or by the notice
};

/// What became of it: each visit has one. Stored. "Hướng xử lý" of form 03/TCD.
enum class Outcome : std::uint8_t {
  accepted = 1,          ///< tiếp nhận, thụ lý để giải quyết
  guided = 2,            ///< hướng dẫn: told where to turn
  returned = 3,          ///< trả lại đơn
  forwarded = 4,         ///< chuyển đơn
  answered_at_once = 5,  ///< trả lời ngay (Decree 154/2026 art. 25(3))
  refused = 6,           ///< từ chối tiếp công dân
};
inline constexpr Outcome outcomes[] = {Outcome::accepted,         Outcome::guided,
                                       Outcome::returned,         Outcome::forwarded,
                                       Outcome::answered_at_once, Outcome::refused};

/// Why nobody was received: Law 42/2013 art. 9(1) to (3), then Decree 154/2026 art. 4(1) a to k.
/// Stored.
enum class Ground : std::uint8_t {
  not_in_control = 1,      ///< art. 9(1)
  threatens = 2,           ///< art. 9(2)
  settled_before = 3,      ///< art. 9(3): by a notice
  carries_weapons = 4,     ///< art. 4(1)a
  evades_check = 5,        ///< b
  records_unbidden = 6,    ///< c
  incites = 7,             ///< d
  has_no_guardian = 8,     ///< đ
  shows_no_authority = 9,  ///< e
  not_of_the_kinds = 10,   ///< g
  nothing_new = 11,        ///< h: by a notice
  judged_by_court = 12,    ///< i
  with_another_body = 13,  ///< k
};
inline constexpr std::size_t ground_count = 13;

/// Who received. Stored.
enum class HeardBy : std::uint8_t { officer = 1, head = 2, deputy = 3 };
/// Where. Stored.
enum class VisitChannel : std::uint8_t { in_person = 1, online = 2 };
/// As what somebody came (Decree 154/2026 art. 13, Law 42/2013 art. 29). Stored.
enum class PersonRole : std::uint8_t {
  own_matter = 1,
  representative = 2,  ///< of a group
  authorised = 3,      ///< by a written authority
  lawyer = 4,
  legal_aid = 5,
};
inline constexpr PersonRole person_roles[] = {PersonRole::own_matter, PersonRole::representative,
                                              PersonRole::authorised, PersonRole::lawyer,
                                              PersonRole::legal_aid};
/// How a paper is (form 02/TCD note 5). Stored.
enum class PaperCondition : std::uint8_t { original = 1, copy = 2, certified_copy = 3 };
inline constexpr PaperCondition paper_conditions[] = {
    PaperCondition::original, PaperCondition::copy, PaperCondition::certified_copy};

/// What can happen to a visit. The names are stored: "visit.enter".
enum class Verb : std::uint8_t {
  // The course.
  tell,         ///< who came was told what becomes of it
  give_notice,  ///< the notice of refusal was issued (form 01/TCD)
  decide,       ///< another outcome than that which was entered
  // What changes no state.
  enter,
  import,
  receipt,   ///< papers were received (form 02/TCD)
  conclude,  ///< the head's conclusion (art. 25)
  report,    ///< a body reports that it did what was concluded
  petition,  ///< it became a petition, or joined one
  note,      ///< what the last two columns of the book say
  attach,    ///< photographs, papers or a recording were added
};
inline constexpr std::size_t verb_count = static_cast<std::size_t>(Verb::attach) + 1;

using Step = states::Step<State, Verb>;
/// All that may happen to the state of a visit. It begins told, open or with a notice owed.
inline constexpr Step course[] = {
    {State::open, Verb::tell, State::told},   {State::open, Verb::decide, State::open},
    {State::open, Verb::decide, State::told}, {State::notice_owed, Verb::give_notice, State::told},
    {State::told, Verb::decide, State::open}, {State::told, Verb::decide, State::told},
};

namespace sql {  // of a visit `v`
inline constexpr std::string_view is_open = "v.state in (1, 2)";
inline constexpr std::string_view awaits_result = "v.state = 1";
inline constexpr std::string_view awaits_notice = "v.state = 2";
inline constexpr std::string_view is_denunciation = "v.kind = 4";
inline constexpr std::string_view is_no_denunciation = "v.kind <> 4";
inline constexpr std::string_view is_accepted = "v.outcome = 1";
inline constexpr std::string_view is_guided = "v.outcome = 2";
inline constexpr std::string_view is_returned = "v.outcome = 3";
inline constexpr std::string_view is_forwarded = "v.outcome = 4";
inline constexpr std::string_view is_answered_at_once = "v.outcome = 5";
inline constexpr std::string_view is_refused = "v.outcome = 6";
inline constexpr std::string_view owes_notice_by_ground = "v.ground in (3, 11)";
inline constexpr std::string_view is_heard_by_head = "v.heard_by = 2";
/// Of the rows of one sitting the one with which who came is counted.
inline constexpr std::string_view begins_sitting = "v.sitting_id = v.id";
static_assert(State{1} == State::open && State{2} == State::notice_owed && State{3} == State::told);
static_assert(Kind{4} == Kind::denunciation && HeardBy{2} == HeardBy::head);
static_assert(Ground{3} == Ground::settled_before && Ground{11} == Ground::nothing_new);
static_assert(Outcome{1} == Outcome::accepted && Outcome{2} == Outcome::guided &&
              Outcome{3} == Outcome::returned && Outcome{4} == Outcome::forwarded &&
              Outcome{5} == Outcome::answered_at_once && Outcome{6} == Outcome::refused);
}  // namespace sql

/// Whether the head must issue a notice (form 01/TCD) on this ground; else it is explained on the
/// spot (Decree 154/2026 art. 4(2) and (3)).
[[nodiscard]] constexpr bool needs_notice(Ground ground) {
  return ground == Ground::settled_before || ground == Ground::nothing_new;
}
/// Whether the ground can be one of a matter of this kind: art. 9(3) speaks of complaints and
/// denunciations, art. 4(1)h of proposals and reports; the others of any.
[[nodiscard]] constexpr bool fits_kind(Ground ground, Kind kind) {
  const bool is_of_dispute = kind == Kind::complaint || kind == Kind::denunciation;
  if (ground == Ground::settled_before) return is_of_dispute;
  if (ground == Ground::nothing_new) return !is_of_dispute;
  return true;
}
/// The article, as forms and pages quote it in every language of the law: "khoản 3 Điều 9 Luật …".
[[nodiscard]] std::string_view article_of(Ground ground);

// ---- a booking ---------------------------------------------------------------------------------

/// Stored; what is below 3 lies ahead.
enum class BookingState : std::uint8_t {
  waiting = 1,    ///< on the waiting list: no slot is free
  booked = 2,     ///< has its slot
  arrived = 3,    ///< has a ticket
  heard = 4,      ///< stands in the book
  cancelled = 5,  ///< by who booked, or by the place with a reason
  missed = 6,     ///< nobody came
};
/// The names are stored: "booking.book".
enum class BookingVerb : std::uint8_t { wait, book, take_slot, move, cancel, arrive, hear, miss };
inline constexpr std::size_t booking_verb_count = static_cast<std::size_t>(BookingVerb::miss) + 1;
using BookingStep = states::Step<BookingState, BookingVerb>;
inline constexpr BookingStep booking_course[] = {
    {BookingState::waiting, BookingVerb::take_slot, BookingState::booked},
    {BookingState::waiting, BookingVerb::cancel, BookingState::cancelled},
    {BookingState::waiting, BookingVerb::miss, BookingState::missed},
    {BookingState::booked, BookingVerb::move, BookingState::booked},
    {BookingState::booked, BookingVerb::cancel, BookingState::cancelled},
    {BookingState::booked, BookingVerb::arrive, BookingState::arrived},
    {BookingState::booked, BookingVerb::hear, BookingState::heard},
    {BookingState::booked, BookingVerb::miss, BookingState::missed},
    {BookingState::arrived, BookingVerb::hear, BookingState::heard},
    {BookingState::arrived, BookingVerb::miss, BookingState::missed},
};
namespace sql {  // of a booking `b`
inline constexpr std::string_view booking_waits = "b.state = 1";
inline constexpr std::string_view booking_is_booked = "b.state = 2";
inline constexpr std::string_view booking_is_ahead = "b.state in (1, 2)";
inline constexpr std::string_view booking_counts = "b.state in (1, 2, 3)";  // for who books
inline constexpr std::string_view booking_stands = "b.state in (2, 3)";
inline constexpr std::string_view booking_has_its_seat = "b.state in (2, 3, 4, 6)";
static_assert(BookingState{1} == BookingState::waiting && BookingState{2} == BookingState::booked &&
              BookingState{3} == BookingState::arrived && BookingState{4} == BookingState::heard &&
              BookingState{6} == BookingState::missed);
}  // namespace sql

/// What who comes needs, a bit each. Stored.
enum class Need : std::uint8_t {
  interpreter = 1,
  wheelchair = 2,
  sign_language = 4,
  companion = 8
};
inline constexpr Need needs[] = {Need::interpreter, Need::wheelchair, Need::sign_language,
                                 Need::companion};
/// What a place has for who comes, a bit each. Stored.
enum class Access : std::uint8_t {
  ramp = 1,
  lift = 2,
  toilet = 4,
  sign_language = 8,
  hearing_loop = 16,
  parking = 32
};
inline constexpr Access accesses[] = {Access::ramp,          Access::lift,         Access::toilet,
                                      Access::sign_language, Access::hearing_loop, Access::parking};

// ---- names and words ---------------------------------------------------------------------------

/// In code, files, JSON and CSS: "answered_at_once".
[[nodiscard]] std::string_view name(Kind kind);
[[nodiscard]] std::string_view name(State state);
[[nodiscard]] std::string_view name(Outcome outcome);
[[nodiscard]] std::string_view name(Ground ground);
[[nodiscard]] std::string_view name(HeardBy by);
[[nodiscard]] std::string_view name(VisitChannel channel);
[[nodiscard]] std::string_view name(PersonRole role);
[[nodiscard]] std::string_view name(PaperCondition condition);
[[nodiscard]] std::string_view name(Verb verb);
[[nodiscard]] std::string_view name(BookingState state);
[[nodiscard]] std::string_view name(BookingVerb verb);
[[nodiscard]] std::string_view name(Need need);
[[nodiscard]] std::string_view name(Access access);
/// For people, msgids.
[[nodiscard]] const char* label(Kind kind);
[[nodiscard]] const char* label(State state);
[[nodiscard]] const char* label(Outcome outcome);
[[nodiscard]] const char* label(Ground ground);
[[nodiscard]] const char* label(HeardBy by);
[[nodiscard]] const char* label(VisitChannel channel);
[[nodiscard]] const char* label(PersonRole role);
[[nodiscard]] const char* label(PaperCondition condition);
[[nodiscard]] const char* label(BookingState state);
[[nodiscard]] const char* label(Need need);
[[nodiscard]] const char* label(Access access);
/// By name or, of the book's columns, by the Vietnamese words and their letters: "KN", "khiếu nại".
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view text);
[[nodiscard]] std::optional<Ground> parse_ground(std::string_view text);
[[nodiscard]] std::optional<HeardBy> parse_heard_by(std::string_view text);
[[nodiscard]] std::optional<PersonRole> parse_person_role(std::string_view text);
[[nodiscard]] std::optional<PaperCondition> parse_paper_condition(std::string_view text);
[[nodiscard]] std::optional<Need> parse_need(std::string_view text);
[[nodiscard]] std::optional<Access> parse_access(std::string_view text);
/// The Vietnamese of the book itself, whoever reads it: "Khiếu nại"; columns of form 03/TCD.
[[nodiscard]] std::string_view vietnamese(Kind kind);
[[nodiscard]] std::string_view vietnamese(PersonRole role);
[[nodiscard]] std::string_view vietnamese(Outcome outcome);

}  // namespace gandan::receptions
