// The duty of heads to receive themselves: days that the law asks for, and what became of them.
#pragma once
#include "contexts/receptions/schedule/schedule.hpp"
#include "kernel/rules/rules.hpp"
#include "kernel/units/units.hpp"

namespace gandan::receptions {

struct Duty {
  int owed = 0;            ///< by law, of the months and weeks that end in the time
  int held = 0;            ///< days on which the head received
  int held_by_deputy = 0;  ///< days on which a deputy did, and the head did not
  int missed = 0;          ///< published, and nobody received
  int unsaid = 0;          ///< past, and nobody has said what became of it
};

/// Of the head of a body, from `from` through `to`, as of today; what is owed begins with the first
/// whole month or week in which the body has a place of reception here.
[[nodiscard]] Duty duty_of(db::Tx& tx, const rules::Rulebook& book, const units::Unit& body,
                           Date from, Date to, Date today);

/// The rows of the law that ask for it on a day; often one, or none.
[[nodiscard]] std::vector<const rules::Limit*> duty_limits(const rules::Rulebook& book,
                                                           const units::Unit& body, Date day);

}  // namespace gandan::receptions
