#include <charconv>
#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/settings/installation.hpp"

namespace gandan::app {
namespace {

using settings::Installation;
using settings::NumberError;

const std::string range = "1 to " + std::to_string(Ids::greatest_number);

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 1 || number > Ids::greatest_number)
    throw cli::UsageError("an installation's number is " + range + ", not '" + text + "'");
  return number;
}

int print_number(Services& services) {
  const std::uint32_t number = services.database.read(settings::installation_number);
  std::cout << number << "\n";
  if (number == 0)
    std::cerr << "It has no number: its ids may meet those of another without one.\n";
  return 0;
}

void say_what_it_means(std::int64_t number, bool had_records) {
  std::cerr << "Ids carry the number " << number
            << " from now on. A server that runs takes it up at its next start.\n";
  if (had_records)
    std::cerr << "What was made before keeps its ids. Those without a number may meet those of "
                 "another installation that had none.\n";
}

int installation(const cli::Arguments& arguments) {
  if (arguments.positional().size() > 1) throw cli::UsageError("give one number");
  if (arguments.positional().empty()) return print_number(*open_services(arguments));
  const std::int64_t number = number_of(arguments.positional().front());
  const auto kind = arguments.has("copy") ? Installation::copy : Installation::itself;
  auto services = open_services(arguments);
  bool had_records = false;
  const auto given = services->database.write([&](db::Tx& tx) {
    had_records = !journal::latest(tx, 0, 1).empty();
    return settings::number_installation(tx, services->clock, number, kind);
  });
  if (given) {
    say_what_it_means(number, had_records);
    return 0;
  }
  throw std::runtime_error(
      "this installation has another number, which stays: what it made carries it. If the database "
      "is a copy of one that goes on elsewhere, say --copy");
}

}  // namespace

cli::Command installation_command() {
  return {"installation", "[NUMBER]",
          "Prints the installation's number, or gives it one (" + range +
              "): its ids carry it, so that what two installations made apart never has the same "
              "id. Each has its own; it is given once.",
          database_options({{"copy", "",
                             "the database is a copy of one that goes on under its number: takes "
                             "another"}}),
          installation};
}

}  // namespace gandan::app
