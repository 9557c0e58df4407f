// What a body owes by a day (cam kết, nhiệm vụ): promised in an answer today. How it stands is told
// by its days and its ending, and chosen by nobody.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/ids/ref.hpp"
#include "kernel/ids/unit_id.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

namespace gandan::tasks {

using UndertakingId = Id<struct UndertakingTag>;

/// The numbers are stored.
enum class Ending : std::uint8_t { done = 1, withdrawn = 2 };
/// What who asked says of it. The numbers are stored.
enum class Word : std::uint8_t { done = 1, doubted = 2 };
namespace sql {  // of an undertaking `u`
inline constexpr std::string_view is_owed = "u.ending is null";
inline constexpr std::string_view is_done = "u.ending = 1";
inline constexpr std::string_view is_withdrawn = "u.ending = 2";
inline constexpr std::string_view is_shown = "u.shown = 1";
inline constexpr std::string_view is_doubted = "u.word = 2";
inline constexpr std::string_view is_not_doubted = "(u.word is null or u.word <> 2)";
inline constexpr std::string_view is_told_done = "u.word = 1";
static_assert(Ending{1} == Ending::done && Ending{2} == Ending::withdrawn);
static_assert(Word{1} == Word::done && Word{2} == Word::doubted);
}  // namespace sql

/// A row of `undertakings`, in the order of `undertaking_columns`.
struct Undertaking {
  UndertakingId id;
  std::string source_kind;
  std::int64_t source_id = 0;
  UnitId body;
  std::string what;  ///< the product; empty where the record that it comes from says it
  bool shown = false;
  Instant undertaken_at;
  Date first_due_on;  ///< the day that was said first; never forgotten
  Date due_on;        ///< the last day
  std::optional<Ending> ending;
  std::optional<Instant> ended_at;
  std::optional<std::string> evidence_kind;
  std::optional<std::int64_t> evidence_id;
  std::optional<Word> word;  ///< of who asked

  /// The record that it comes from. Borrows from this.
  [[nodiscard]] Ref source() const { return {source_kind, source_id}; }
};

/// As the journal knows it.
[[nodiscard]] inline Ref subject_of(UndertakingId id) {
  return {"undertaking", id.value};
}

/// How an undertaking stands on a day.
enum class State : std::uint8_t {
  not_due,   ///< chưa đến hạn
  due_soon,  ///< sắp đến hạn: within pages::soon_days
  overdue,   ///< quá hạn, chưa hoàn thành
  done,      ///< hoàn thành đúng hạn
  done_late,
  given_up,  ///< withdrawn by its day
  not_done,  ///< withdrawn after it
  doubted    ///< done, says the body; not yet, says who asked
};
/// As files say it: "done_late". Never changes.
[[nodiscard]] std::string_view name(State state);
[[nodiscard]] State state_of(const Undertaking& undertaking, Date today);
/// The English message for people, to be translated by the locale.
[[nodiscard]] const char* label(State state);

/// What can happen to it, as the journal says it ("undertaking.fulfil"). Names are stored: they
/// never change. Each is a use case in a file of its name.
enum class Verb : std::uint8_t { undertake, fulfil, extend, withdraw };
[[nodiscard]] std::string_view name(Verb verb);

}  // namespace gandan::tasks
