#include <iostream>

#include "contexts/receptions/intake/book_export.hpp"
#include "contexts/receptions/intake/book_import.hpp"
#include "contexts/receptions/rooms.hpp"
#include "kernel/module/services.hpp"
#include "kernel/units/units.hpp"
#include "lib/base/private_file.hpp"

namespace gandan::receptions {
namespace {

BookAsked asked_of(const cli::Arguments& arguments) {
  const auto from = arguments.date("from"), to = arguments.date("to");
  if (!from || !to) throw cli::UsageError("--from and --to are needed");
  if (*to < *from) throw cli::UsageError("--to is before --from");
  return {*from, *to};
}

int export_book(const OpenServices& open, const cli::Arguments& arguments) {
  BookAsked asked = asked_of(arguments);
  const auto format = parse_book_format(arguments.get("format", "csv"));
  if (!format) throw cli::UsageError("--format is csv, xlsx, json, docx or pdf");
  auto services = open(arguments);
  if (arguments.has("unit")) {
    const auto unit = services->database.read(
        [&](db::Tx& tx) { return units::find_unit(tx, arguments.get("unit"), asked.to); });
    if (!unit) throw cli::UsageError("no unit '" + arguments.get("unit") + "'");
    asked.unit = unit->id;
  }
  const std::string path = arguments.get("out");
  std::ofstream file;
  if (!path.empty()) file = open_private(path);
  std::ostream& out = path.empty() ? std::cout : file;
  write_book(services->database, services->keys.get(), asked, *format, out);
  if (!out.flush())
    throw std::runtime_error((path.empty() ? "standard output" : path) + ": cannot be written");
  return 0;
}

std::vector<cli::Command> book_commands(OpenServices open) {
  return {{"export receptions", "",
           "Writes the book of receptions (form 03/TCD): it says who came.",
           database_options({{"from", "DATE", "first day", true},
                             {"to", "DATE", "last day", true},
                             {"unit", "CODE", "only of this body, or of the bodies of this area"},
                             {"format", "csv|xlsx|json|docx|pdf", "(csv)"},
                             {"out", "FILE", "instead of standard output"}}),
           [open](const cli::Arguments& arguments) { return export_book(open, arguments); }}};
}

}  // namespace

void add_intake(Module& module, Rooms& rooms) {
  module.imports.push_back(import_of_book());
  rooms.commands.push_back(book_commands);
}

}  // namespace gandan::receptions
