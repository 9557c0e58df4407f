// Lists of petitions: what is asked for, the rows, and paging by key. Public pages, officers'
// lists, the API and the records behind a figure of the report all come from here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/petition.hpp"
#include "kernel/people/within.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/query.hpp"

namespace gandan::petitions {

/// How a petition stands beside its limit, as of a day. Pending is neither answered nor withdrawn;
/// overdue is answered, withdrawn or open past the limit, on time all the rest. In a standing
/// (standing.hpp): kept is answered by the limit, answered_late after it, late is pending past it,
/// not_due pending before it. Open waits for an answer today (it was not given back or withdrawn).
enum class Verdict : std::uint8_t {
  answered = 1,
  pending = 2,
  on_time = 3,
  overdue = 4,
  open = 5,
  late = 6,
  kept = 7,
  answered_late = 8,
  not_due = 9
};
[[nodiscard]] std::optional<Verdict> parse_verdict(std::string_view text);
[[nodiscard]] std::string_view name(Verdict verdict);

/// Until when a day's verdicts look: its end, or now where it is today.
[[nodiscard]] Instant judged_until(const Clock& clock, Date as_of);

/// In SQL: the moment at which the limit of a petition `p` is judged on :as_of. A clock that stands
/// (for the reply of who sent it, or for good since it was withdrawn) is judged as it stopped.
inline constexpr std::string_view judged_at =
    "case when p.answered_at <= :as_of then p.answered_at when p.stopped_at <= :as_of then "
    "p.stopped_at else :as_of end";
/// In SQL: withdrawn by :as_of.
inline const std::string withdrawn_by =
    db::joined({"(", sql::is_withdrawn, " and p.stopped_at <= :as_of)"});

/// In SQL: the outcome of a petition `p` that was answered by :as_of, as it was told on that day.
/// What was imported without its letter has the one outcome that came with it.
inline constexpr std::string_view outcome_by =
    "coalesce((select a.outcome from petition_answered l join petition_answers a on a.id = "
    "l.answer_id where l.petition_id = p.id and a.answered_at <= :as_of order by a.answered_at "
    "desc, "
    "a.id desc limit 1), p.outcome)";

/// Whose eyes: a resident sees what is public; an officer what is not sealed, or that too.
enum class Sight : std::uint8_t { open, held, sealed };

/// What is with these bodies, or lies in these areas: how far an officer sees, or a report looks.
using people::Within;

/// By the day of receipt, by the due date (the first first), or by the day of the answer (the
/// newest first, and only what is answered).
enum class Order : std::uint8_t { newest, oldest, due, answered };

/// Stands in a filter for "none": what is with no body yet, whose province or field nobody knows.
inline constexpr UnitId no_unit{};
/// Matches nothing: what was asked for by a code that nobody knows.
inline constexpr UnitId unknown_unit{-1};
inline constexpr FieldId unknown_field{-1};
inline constexpr FieldId no_field{};

/// So many rows of an index a narrowed list looks at before it asks whether to go on: whatever is
/// asked for, a page costs no more when ten million are stored.
inline constexpr int most_looked_at = 20'000;

struct Filter {
  std::string words;
  std::optional<Kind> kind;
  std::optional<State> state;
  std::optional<Outcome> outcome;
  std::optional<FieldId> field;
  std::vector<UnitId> bodies;     ///< any of these: a body, and those it succeeded; no_unit
  std::vector<UnitId> provinces;  ///< any of these; no_unit
  std::vector<UnitId> places;     ///< any of these
  bool or_places = false;         ///< in one of the provinces or in one of the places
  std::optional<UnitId> unit;     ///< its name in an address; within_unit() gives its reach
  std::optional<TopicId> topic;
  std::optional<Date> from, to;  ///< day of receipt, both included
  std::optional<Verdict> verdict;
  std::optional<Date> as_of;       ///< for verdict, outcome and unit; today where it is missing
  std::optional<db::Query> among;  ///< SELECT of one column: only of these ids
  bool open_only = false;          ///< not yet answered, given back or withdrawn
  Sight sight = Sight::open;
  int look = most_looked_at;

  // What officers' lists ask for besides.
  std::vector<State> states;    ///< any of these
  std::optional<Within> reach;  ///< lists of a unit ask for it too
  std::optional<Visibility> visibility;
  bool may_be_published = false;                ///< the sender did not refuse it
  std::optional<bool> denunciations;            ///< only these, or none of them
  std::optional<Instant> due_from, due_before;  ///< when the running clock is due
  Order order = Order::newest;                  ///< without words
  bool best_first = true;                       ///< with words; else what was entered last
};

using db::Cursor;

struct ListRow {
  PetitionId id;
  std::string code;
  Kind kind = Kind::proposal;
  State state = State::received;
  Visibility visibility = Visibility::open;
  std::optional<Outcome> outcome;
  std::string title;
  std::string asked_by;
  std::string place_name;  ///< of the unit; what was typed where it is none
  std::optional<UnitId> province, place, body;
  std::optional<FieldId> field;
  std::optional<TopicId> topic;
  Instant received_at;
  std::optional<Instant> due_at, answered_at;
  std::int64_t position = 0;  ///< of the cursor, as is `tier`
  int tier = 0;

  [[nodiscard]] Cursor cursor() const { return {tier, position, id.value}; }
};

struct Page {
  std::vector<ListRow> rows;
  std::optional<Cursor> next;  ///< nothing on the last page
  /// The look ended after `Filter::look` rows, not at the end: `next` looks further back.
  bool cut = false;
};

/// What came from an area and its parts, or went to a body and its parts, in the units of a day.
[[nodiscard]] Within reach_of(db::Tx& tx, UnitId unit, Date as_of);
/// The filter, with what belongs to its unit: its reach, or the provinces and places of an area
/// whose list is walked by their index.
[[nodiscard]] Filter within_unit(db::Tx& tx, const Clock& clock, Filter filter);
/// How many of a public list there are, but never counts beyond `most`; `more` where there are, or
/// where the look ended before (Filter::look).
struct Tally {
  std::int64_t n = 0;
  bool more = false;
};
[[nodiscard]] Tally count_newest(db::Tx& tx, const Clock& clock, const Filter& filter, int most);

/// In the order asked for; with words the best tier first, or the newest. `limit` is 1 … 100.
[[nodiscard]] Page list(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
                        std::optional<Cursor> after = {});
/// Of the first `most` in the order asked for, but by words: by what a page ends with each.
[[nodiscard]] std::vector<Cursor> keys(db::Tx& tx, const Clock& clock, const Filter& filter,
                                       int most);
/// How many there are, but never counts beyond `most`: what "more than 1,000" is said from.
[[nodiscard]] int count(db::Tx& tx, const Clock& clock, const Filter& filter, int most = 1000);

/// The newest of `filter.among`, `limit` at most: these are few, so no index of a list is walked.
[[nodiscard]] std::vector<ListRow> newest_among(db::Tx& tx, const Clock& clock,
                                                const Filter& filter, int limit);

/// What a list tells of a row besides: the text in which its words were found, and how many ask
/// it, those who joined among them.
struct RowDetail {
  std::string text;
  std::int64_t askers = 1;
};
/// Of rows that everybody may read, in their order; the text only `with_text`.
[[nodiscard]] std::vector<RowDetail> details_of(db::Tx& tx, const std::vector<ListRow>& rows,
                                                bool with_text);

/// What the facets count of a match.
struct Match {
  State state = State::received;
  std::optional<FieldId> field;
  std::optional<UnitId> body, province;
  Instant received_at;
};
struct Matches {
  std::vector<Match> rows;
  bool more = false;  ///< there are more, or may be further back than was looked
};
/// The newest matches, at most `most`; with words, those of the best tiers.
[[nodiscard]] Matches newest_matches(db::Tx& tx, const Clock& clock, const Filter& filter,
                                     int most);

}  // namespace gandan::petitions
