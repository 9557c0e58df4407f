// `gandan export NAME`: all rows of an export, to a file or to standard output.
#pragma once
#include "kernel/exports/export.hpp"
#include "lib/cli/command.hpp"

namespace gandan::exports {

/// The command's own options: how, and where to.
[[nodiscard]] std::vector<cli::Option> export_options();
/// Throws UsageError for a format that is not known.
[[nodiscard]] int run_export(const Export& it, const cli::Arguments& arguments,
                             db::Database& database, const Names& names);

}  // namespace gandan::exports
