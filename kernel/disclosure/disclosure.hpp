// What a figure may tell of matters that the law keeps secret: how small a count is never told from
// none, which quarters have closed, and whose eyes see more. Every context asks here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernel/ids/unit_id.hpp"
#include "kernel/people/principal.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::disclosure {

/// So few could tell who sent them, or against whom.
inline constexpr std::int64_t smallest_cell = 5;
/// A quarter is told of once so many calendar days have passed since its end.
inline constexpr int days_to_close = 30;

/// A secret count as everybody may read it: fewer than five, or the multiple of five at or below.
/// A sum is of what its cells say, never of what they count: whatever is subtracted from whatever,
/// nothing comes out that a cell does not say by itself.
struct Cell {
  std::int64_t at_least = 0;  ///< 0: fewer than five; of several, fewer than five in each
  [[nodiscard]] static Cell of(std::int64_t count);
  Cell& operator+=(const Cell& other);
  bool operator==(const Cell&) const = default;
};

/// What was received, by how it stood on the day its quarter closed.
struct Course {
  std::int64_t answered_in_time = 0, answered_late = 0;
  std::int64_t waits_in_time = 0, waits_late = 0;
};

/// A course as everybody may read it. Answered and late are told where each of the four parts is
/// five or more, so that no two of the three figures leave a smaller one between them.
struct Told {
  Cell received;
  std::optional<Cell> answered, late;
  [[nodiscard]] static Told of(const Course& course);
  Told& operator+=(const Told& other);
  bool operator==(const Told&) const = default;
};

/// A quarter of a calendar year.
struct Quarter {
  int year = 0;
  int number = 1;  ///< 1 … 4
  [[nodiscard]] static Quarter of(Date day);
  [[nodiscard]] Date first() const;
  [[nodiscard]] Date last() const;
  /// As of the end of this day it is told, and never otherwise.
  [[nodiscard]] Date closes() const { return last() + days_to_close; }
  [[nodiscard]] Quarter before() const;
  [[nodiscard]] std::string name() const;  ///< "2026-Q3"
  bool operator==(const Quarter&) const = default;
};

/// The quarters that lie in the period as a whole and have closed before `today`, the newest first,
/// at most `most`. What is stored has no part in it.
[[nodiscard]] std::vector<Quarter> closed_quarters(Date from, Date to, Date today, int most);

/// Whether the reader (none: a resident) holds the permission for all that a figure of `unit`
/// counts (none: of everything): by a role there or above that reaches what is beneath, or by one
/// at the unit alone where nothing is beneath it.
[[nodiscard]] bool holds(db::Tx& tx, const people::Principal* reader, people::Permission permission,
                         std::optional<UnitId> unit);

}  // namespace gandan::disclosure
