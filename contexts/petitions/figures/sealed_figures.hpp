// How complaints and denunciations, and what came as one, enter figures: never into those that
// everybody may read, exactly for whom handles them at the unit, and by closed quarters in a
// statement of their own. What is found to be one stays counted as what an officer hides does. How
// much all that may say is kernel/disclosure's.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/record/record.hpp"
#include "kernel/disclosure/disclosure.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

/// It came as a complaint or a denunciation, or is found to be one, at `at`.
void note_sealed(db::Tx& tx, PetitionId id, Kind kind, Instant at);

/// From `at` on figures count it as it is stored now, as if it were asked about and nobody replied:
/// its clock stands, and no later deed or day moves it. Nothing where it stands still already, or
/// was never counted.
void stand_still(db::Tx& tx, PetitionId id, Instant at);
/// Figures count it as it is.
void move_again(db::Tx& tx, PetitionId id);

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

/// In SQL: the petitions that a figure counts and of which `which` holds (a condition on a petition
/// `p` that no deed changes), as it counts them. What stands still is in no topic; who sees it as
/// it is (complaints and what is hidden, or denunciations) has no `frozen_at`.
[[nodiscard]] std::string counted_petitions(const SealedSight& sight, std::string_view which);

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
