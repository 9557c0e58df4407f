#include "kernel/exports/command.hpp"

#include <iostream>

#include "lib/base/private_file.hpp"

namespace gandan::exports {

std::vector<cli::Option> export_options() {
  return {{"format", "csv|jsonl", "(csv)"}, {"out", "FILE", "instead of standard output"}};
}

int run_export(const Export& it, const cli::Arguments& arguments, db::Database& database,
               const Names& names) {
  const auto format = parse_format(arguments.get("format", "csv"));
  if (!format) throw cli::UsageError("--format is csv or jsonl");
  const std::string path = arguments.get("out");
  std::ofstream file;
  if (!path.empty()) file = open_private(path);
  std::ostream& out = path.empty() ? std::cout : file;
  write_all(it, *format, database, names, [&](std::string_view bytes) { out << bytes; });
  if (!out.flush())
    throw std::runtime_error((path.empty() ? "standard output" : path) + ": cannot be written");
  return 0;
}

}  // namespace gandan::exports
