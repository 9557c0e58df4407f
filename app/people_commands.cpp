#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"

namespace gandan::app {
namespace {

const char* in_words(people::AccountError error) {
  switch (error) {
    case people::AccountError::username_invalid:
      return "a username has 2 to 40 of a–z 0–9 . _ -";
    case people::AccountError::username_taken:
      return "the username is taken";
    case people::AccountError::name_missing:
      return "--name is missing";
    case people::AccountError::email_invalid:
      return "--email is not an address";
    case people::AccountError::password_short:
      return "the password is too short or too long";
    case people::AccountError::password_obvious:
      return "the password holds the username";
    case people::AccountError::unknown_account:
      return "no such account";
    case people::AccountError::last_administrator:
      return "nobody could administer any more";
    case people::AccountError::no_second_factor:
      return "the account has no second factor";
  }
  return "the account cannot be made";
}

/// "role@unit", "role@unit+" with everything beneath, or "role" everywhere.
people::Grant grant_of(db::Tx& tx, Date today, const std::string& text) {
  std::size_t at = text.find('@');
  auto role = people::role_named(text.substr(0, at));
  if (!role) throw cli::UsageError("--role: no role '" + text.substr(0, at) + "'");
  people::Grant grant{.role = *role};
  if (at == std::string::npos) return grant;
  std::string place = text.substr(at + 1);
  if (place.ends_with('+')) {
    grant.reach = people::Reach::area;
    place.pop_back();
  }
  auto unit = units::find_unit(tx, place, today);
  if (!unit) throw cli::UsageError("--role: no unit '" + place + "'");
  grant.unit = unit->id;
  return grant;
}

int add_user(const cli::Arguments& arguments) {
  auto services = open_services(arguments);
  people::NewAccount account{.username = arguments.positional().at(0),
                             .name = arguments.get("name"),
                             .email = arguments.get("email")};
  std::string link = services->database.write([&](db::Tx& tx) {
    account.grants.clear();
    std::string roles = arguments.get("role");
    for (std::size_t at = 0; at < roles.size();) {
      std::size_t end = std::min(roles.find(',', at), roles.size());
      account.grants.push_back(grant_of(tx, services->clock.today(), roles.substr(at, end - at)));
      at = end + 1;
    }
    auto user = people::create_account(tx, services->ids, services->clock, journal::Actor::system(),
                                       account);
    if (!user) throw std::runtime_error(in_words(user.error()));
    return people::make_password_link(tx, services->clock, services->people,
                                      journal::Actor::system(), *user);
  });
  std::cerr << "The account is made. Its owner sets a password here, once:\n";
  std::cout << link << "\n";
  return 0;
}

int rotate_keys(const cli::Arguments& arguments) {
  auto services = open_services(arguments);
  std::string path = key_file_of(arguments);
  if (arguments.has("lost")) {
    people::replace_lost_seal_key(services->database, services->clock, path);
  } else {
    people::rotate_seal_key(services->database, services->clock, path);
  }
  std::cerr << "Identities are sealed to a new key from now on. Copy " << path
            << " to a safe place and to every server of this database, then restart them.\n";
  return 0;
}

}  // namespace

std::vector<cli::Command> people_commands() {
  auto options = database_options();
  options.insert(options.end(), {{"name", "NAME", "as people read it", true},
                                 {"email", "ADDRESS", "may be left out"},
                                 {"role", "ROLE@UNIT,…",
                                  "administrator; reception_officer@UNIT; a + after the unit takes "
                                  "in everything beneath it"}});
  return {{"user add", "USERNAME", "Makes an account and prints the link that sets its password.",
           options, add_user},
          {"keys rotate", "", "Adds a key to the key file and seals identities to it from now on.",
           database_options({{"lost", "",
                              "the key file is lost for good: makes a new one. What was sealed "
                              "stays sealed, and the private keys on receipts stop working"}}),
           rotate_keys}};
}

}  // namespace gandan::app
