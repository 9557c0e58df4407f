// What a context says of its figures: its indicators, each with its definition, and by what they
// can be broken down. All else of a report is computed from that and from what it counts.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/parts.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::indicators {

class Counting;
struct Question;

/// How an indicator of several groups comes of those of each.
enum class Adds : std::uint8_t {
  sum,    ///< a record is in one group
  once,   ///< what several groups share counts once in a row (Counting::shared)
  ratio,  ///< a part of a whole, of the row's own sums: ratios are never added
};

/// Texts are msgids; an empty one is not shown.
struct Indicator {
  std::string_view name;     ///< in JSON, alone of its subject: "answered_late"
  const char* definition;    ///< in one sentence
  const char* heading = "";  ///< of its column: "Answered late"
  const char* label = "";    ///< under its figure: "answered late"
  Adds adds = Adds::sum;
  std::string_view part = {};                  ///< of a ratio: the name of an indicator
  std::array<std::string_view, 2> whole = {};  ///< of a ratio: one, or two that are added
  bool of_standing = false;                    ///< in JSON it stands in "standing" alone
  std::string_view tag = {};  ///< adds up with those of other subjects that have the same
};

// Those of whatever is owed by a day (Standing). A subject has all of them or none; between them it
// may have others.
inline constexpr Indicator answered{
    .name = "answered",
    .definition = N_("Answered by the day of the report, or given back with the reason."),
    .heading = N_("Answered"),
    .label = N_("answered"),
    .tag = "answered"};
inline constexpr Indicator answered_on_time{
    .name = "answered_on_time",
    .definition = N_("Of the answered: by its limit, or without one."),
    .heading = N_("Answered in time"),
    .tag = "answered_on_time"};
inline constexpr Indicator answered_late{.name = "answered_late",
                                         .definition = N_("Of the answered: after its limit."),
                                         .heading = N_("Answered late"),
                                         .tag = "answered_late"};
inline constexpr Indicator overdue{
    .name = "pending_overdue",
    .definition = N_("Waits for its answer on the day of the report, past its limit."),
    .heading = N_("Overdue"),
    .label = N_("overdue"),
    .tag = "overdue"};
inline constexpr Indicator not_due{
    .name = "not_due",
    .definition = N_("Waits for its answer on the day of the report, and its limit has not passed, "
                     "or its clock stands."),
    .heading = N_("Not due yet"),
    .label = N_("not due yet"),
    .of_standing = true,
    .tag = "not_due"};
inline constexpr Indicator in_time{
    .name = "in_time",
    .definition = N_("Answered in time, of what was answered or is overdue. Of fewer than five "
                     "nothing is said."),
    .heading = N_("In time, of what fell due"),
    .label = N_("in time, of what fell due"),
    .adds = Adds::ratio,
    .part = "answered_on_time",
    .whole = {"answered", "pending_overdue"},
    .of_standing = true};

/// What the number of a group is.
enum class Axis : std::uint8_t {
  own,    ///< the context's: `key_of` says what
  field,  ///< of the list of fields; 0 for none
  unit,   ///< a body or an area, told as what it is on the report's day; 0 for none
  province,
  area,   ///< a commune, told as what it is on the report's day; 0 for none
  level,  ///< of the unit that the number is
  month,  ///< of the day that the number is (since 1970)
};

/// How a row is known.
struct Key {
  std::string key;    ///< stable: a name, a code, "2026-07"
  const char* label;  ///< a msgid
};

/// Of what has no field, body or place, in place of a code.
inline constexpr std::string_view none_key = "none";

struct Breakdown {
  std::string_view name;  ///< in addresses and JSON: "place"
  const char* heading;    ///< "By province"
  const char* row;        ///< what a row is: "Province"
  Axis axis = Axis::own;
  std::string_view number;  ///< for the context's own SQL: the number of a record's group
  const char* none = "";    ///< what has none: "Place not known"
  Key (*key_of)(std::int64_t number) = nullptr;  ///< where the axis is the context's own
  const char* tab = "";     ///< "Map": in the row of tabs; the others stand in the form alone
  const char* most = "";    ///< of the row with the most: with {name}, {n} and {total}
  bool shows_flow = false;  ///< drawn as a flow from its rows to the outcomes
  /// The page of a row's unit, where there is one.
  std::string (*page_of)(const units::Directory& names, const units::Unit& unit) = nullptr;
};

/// What becomes of a record: one of those into which all that came is divided.
struct Outflow {
  std::string_view indicator;
  const char* label;
  pages::Tone tone = pages::Tone::plain;
};

/// What is counted: petitions, visits, meetings.
struct Subject {
  std::string_view name;  ///< of its report, its files and its totals: "petitions"
  const char* unit;       ///< what its figures count: N_("petitions")
  const char* title;
  const char* note;  ///< with {from}, {to} and {as_of}
  const char* from;  ///< label of the first day: "Received from"
  std::vector<Indicator> indicators;
  std::vector<Breakdown> breakdowns;      ///< in the form; the first where none is asked for
  std::vector<std::string_view> figures;  ///< in large, above the table
  /// What charts show. Rows are in its order, but months, and it is told beside the period before.
  std::string_view measure;
  std::string_view beside_months = {};  ///< another beside it, by month
  std::string_view beside_bars = {};    ///< a ratio beside it, in bars
  const char* months_title;             ///< of the columns by month
  const char* map_title;                ///< of the map of provinces
  std::vector<Outflow> outcomes = {};   ///< of flows; their columns stand beside flows alone
  /// In one sentence how much came, with {n}, {from} and {to}; where there is none, it is said by
  /// the heading of the measure.
  const char* came = "";
  std::string open_data = {};  ///< where all records that everybody may read are: an address
  /// Whoever asks is told what they may be told: the context looks who it is.
  std::function<std::shared_ptr<const Counting>(db::Tx&, const Question&)> count;

  /// Of its report: "/reports/petitions".
  [[nodiscard]] std::string address() const { return "/reports/" + std::string(name); }
  /// By communes, where it has that; null where not.
  [[nodiscard]] const Breakdown* by_area() const;
  [[nodiscard]] bool is_outcome(std::string_view indicator) const;
  /// Where in `indicators`. Throws std::logic_error where there is none of this name.
  [[nodiscard]] std::size_t at(std::string_view indicator) const;
  [[nodiscard]] bool has_standing() const;
  /// By its name; none (of the outer two) for a name that nobody knows, null for "none".
  [[nodiscard]] std::optional<const Breakdown*> breakdown(std::string_view named) const;
};

/// Throws std::logic_error where a name stands twice, a definition or the words of a breakdown are
/// missing, a name leads nowhere, or a tag is that of a ratio.
void check(std::span<const Subject> subjects);

}  // namespace gandan::indicators
