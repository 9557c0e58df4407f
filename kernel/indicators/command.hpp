// `gandan report SUBJECT`: the report of a period, from the command line.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "kernel/indicators/report.hpp"
#include "lib/cli/command.hpp"

namespace gandan::indicators {

/// Its options, with the context's own behind the breakdown.
[[nodiscard]] std::vector<cli::Option> report_options(const Subject& subject,
                                                      std::vector<cli::Option> own = {});
/// Prints what everybody may read, or writes it to --out, for its own account alone. Throws
/// cli::UsageError.
int run_report(const Subject& subject, const cli::Arguments& arguments, db::Database& database,
               const Clock& clock, const std::shared_ptr<const units::Directory>& directory);

/// What is counted of each subject, a line an indicator with its definition, its tag and how it
/// adds up: what `gandan indicators` prints.
void print_definitions(std::ostream& out, std::span<const Subject> subjects,
                       const i18n::Locale& locale);

}  // namespace gandan::indicators
