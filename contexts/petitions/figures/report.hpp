// What the report on petitions counts: its indicators with their definitions, and the records
// behind each. All else of a report is kernel/indicators.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/lists/listing.hpp"
#include "kernel/indicators/report.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {

/// Proposals and reports; and one by one what is sealed, where the question's reader handles it at
/// its unit.
[[nodiscard]] const indicators::Subject& report_subject();
/// The same with what is sealed as `sight` says, whoever asks.
[[nodiscard]] indicators::Subject report_subject_seeing(const SealedSight& sight);

/// What a figure counts of a row, in a list's words.
struct Counted {
  std::optional<Verdict> verdict;
  std::optional<Outcome> outcome;
  std::optional<State> state;
};
/// The records of a row of the report.
[[nodiscard]] Filter records_behind(const indicators::Part& part);
/// Where the records behind a figure are, and how many it counts, for it counts what is not public
/// too; nothing where it counts none.
[[nodiscard]] std::string records_href(const units::Directory& directory, Filter filter,
                                       std::int64_t n, const Counted& counted);

}  // namespace gandan::petitions
