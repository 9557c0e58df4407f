// What the report's page says of complaints and denunciations: what is counted, what everybody may
// be told, and where whoever handles them finds their own.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/figures/report_page.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "kernel/people/principal.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {

/// Who reads the report, of which unit.
struct SealedEyes {
  std::string unit;                ///< as it was typed
  std::optional<UnitId> province;  ///< that it lies in
  std::vector<units::Unit> own;    ///< where the reader handles what is sealed
};
[[nodiscard]] SealedEyes sealed_eyes(db::Tx& tx, const people::Principal* reader,
                                     std::string_view typed, std::optional<UnitId> unit);

/// Fills what the page says of them.
void tell_of_sealed(const Wording& words, const Report& report, ReportPage& page);
/// And the ways from there: to where they are told of, and to the reader's own.
void lead_to_sealed(const Wording& words, const Report& report, const SealedEyes& eyes,
                    ReportPage& page);

}  // namespace gandan::petitions
