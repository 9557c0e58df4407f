// How many petitions there are, by facet, and what came to bodies by month: what the fold of
// petitions (kernel/indicators) counts of each.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids/unit_id.hpp"
#include "kernel/indicators/folds.hpp"
#include "kernel/indicators/standing.hpp"
#include "kernel/indicators/totals.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

using indicators::Standing, indicators::Totals, indicators::TotalsHolder;

/// Under which the totals of petitions stand, and how far they are folded. Of what is public, since
/// each opens the list of what it counts: "field", "body", "place", "state", "kind", "year"; "open"
/// and "late" (value 0), late being open and past the limit. Of all, as in the report: "received"
/// (value 0); by year of receipt "year_received"; and of years and bodies what standing_of() reads.
/// What is sealed, and what is hidden, counts as sealed_figures.hpp says.
inline constexpr std::string_view in_totals = "petitions";

/// How limits were kept by a body, ever, under all that it is known as (Directory::known_as); or
/// with what came in a year.
[[nodiscard]] Standing standing_of(const Totals& totals, const std::vector<UnitId>& body);
[[nodiscard]] Standing standing_of_year(const Totals& totals, int year);

/// Counts what the journal says has changed, and what has grown late. Each petition's part is
/// remembered, so that counting it again changes nothing.
[[nodiscard]] indicators::Fold totals_fold();
/// Folds petitions until nothing is left, a transaction a batch.
void fold_all(db::Database& database, const Clock& clock);

/// The totals and the months of bodies that are not the sums of what was counted, as "state 5" and
/// "body 12 202610"; for the invariants.
[[nodiscard]] std::vector<std::string> wrong_totals(db::Tx& tx);

/// 202610 for a day in October 2026.
[[nodiscard]] int month_number(Date date);

/// What came to a body in one month, and what has become of it.
struct Month {
  int month = 0;  ///< as month_number() writes it
  std::int64_t received = 0, answered = 0;
  std::int64_t on_time = 0;  ///< answered within the limit
};
/// The months of a body since `from`, under all that it is known as, oldest first; those in which
/// nothing came are left out.
[[nodiscard]] std::vector<Month> months_of(db::Tx& tx, const std::vector<UnitId>& body, Date from);

}  // namespace gandan::petitions
