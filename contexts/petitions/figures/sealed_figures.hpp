// How complaints and denunciations, and what came as one, enter figures: never into those that
// everybody may read, exactly for whom handles them at the unit, and by closed quarters in a
// statement of their own. How much that may say is kernel/disclosure's.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/record/record.hpp"
#include "kernel/disclosure/disclosure.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

/// It came as a complaint or a denunciation, at `at`.
void note_sealed(db::Tx& tx, PetitionId id, Kind kind, Instant at);
/// What came as `before`, and was counted as that, is found to be a complaint or a denunciation.
void note_found_sealed(db::Tx& tx, PetitionId id, Kind kind, Kind before, Instant at);

/// Which of the two a figure counts one by one. Nobody's eyes but those of whom handles them at the
/// figure's unit.
struct SealedSight {
  bool complaints = false, denunciations = false;
  [[nodiscard]] bool all() const { return complaints && denunciations; }
  bool operator==(const SealedSight&) const = default;
};
/// Of the reader (none: a resident), in a figure of `unit` (none: of everything).
[[nodiscard]] SealedSight sealed_sight(db::Tx& tx, const people::Principal* reader,
                                       std::optional<UnitId> unit);

/// In SQL: the petitions that a figure counts, received from :from to :to, as it counts them: what
/// was found to be sealed, and is not seen as such, was given back that day, with no body, field or
/// topic, as an officer gives back what is nobody's here.
[[nodiscard]] std::string counted_petitions(const SealedSight& sight);

/// What everybody may read of a quarter. A petition is of the quarter in which it was entered here.
struct SealedQuarter {
  disclosure::Quarter quarter;
  disclosure::Told complaints, denunciations;
};
struct SealedStatement {
  bool is_wide = true;                  ///< the place asked for is a province, or everything
  bool is_whole = true;                 ///< everything: "fewer than five" is said of each province
  std::vector<SealedQuarter> quarters;  ///< the newest first
};
/// At most so many quarters stand in a statement.
inline constexpr int most_quarters = 12;
/// Of the closed quarters in the period; of a province, or where `unit` is none of everything.
[[nodiscard]] SealedStatement sealed_statement(db::Tx& tx, const Clock& clock, Date from, Date to,
                                               std::optional<UnitId> unit);

}  // namespace gandan::petitions
