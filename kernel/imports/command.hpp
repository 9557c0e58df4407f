// `gandan import NAME FILE…`: its options, what --help says of the columns, the example file.
#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include "kernel/imports/import.hpp"
#include "lib/cli/command.hpp"

namespace gandan::imports {

/// The command's own options.
[[nodiscard]] std::vector<cli::Option> options_of(const Import& it);
/// The columns with their meaning, for --help.
[[nodiscard]] std::string columns_in_words(const Import& it);
/// The example rows as CSV; their headings in Vietnamese, or as the columns are called.
void write_example(const Import& it, bool in_vietnamese, std::ostream& out);

/// Prints the example where --example asks for it.
[[nodiscard]] bool prints_example(const Import& it, const cli::Arguments& arguments);

/// Throws UsageError for what is no option: before a database is opened.
[[nodiscard]] Options read_options(const Import& it, const cli::Arguments& arguments);

/// Imports the files that `arguments` name; says on standard error what an operator should know, on
/// standard output what became of the rows. The exit code is 1 where no row was imported, joined or
/// taken.
[[nodiscard]] int run_import(const Import& it, const cli::Arguments& arguments,
                             const Services& services, db::Database& database, Options options);

}  // namespace gandan::imports
