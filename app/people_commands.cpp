#include <iostream>

#include "app/commands.hpp"
#include "app/compose.hpp"
#include "kernel/people/consents.hpp"

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
    case people::AccountError::needs_two_persons:
      return "this role needs two persons";
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

std::string in_words(people::ConsentError error) {
  switch (error) {
    case people::ConsentError::reason_missing:
      return "--reason must have at least " + std::to_string(people::shortest_reason) +
             " characters: a second person reads it";
    case people::ConsentError::asked_already:
      return "this was asked already and waits for a second person";
    default:
      return "this cannot be asked for";
  }
}

/// What came of a deed at the command line.
struct Done {
  std::string link;
  int asked = 0;  ///< requests that an administrator must consent to
};

/// The operator is one person. Where somebody administers, that person is the second; only where
/// nobody else does, before the first administrator and where the only one is concerned, it is done
/// at once.
void do_or_ask(db::Tx& tx, Services& services, const people::Asked& asked, Done& done) {
  if (people::needs_consent(tx, asked) && people::another_administers(tx, asked.user)) {
    auto id = people::ask_consent(tx, services.ids, services.clock, {}, asked);
    if (!id) throw cli::UsageError(in_words(id.error()));
    ++done.asked;
    return;
  }
  auto link = people::do_at_once(tx, services.clock, services.people, asked);
  if (!link) throw std::runtime_error(in_words(link.error()));
  if (!link->empty()) done.link = *link;
}

int report(const Done& done) {
  if (done.asked > 0)
    std::cerr << "A second person must consent to " << done.asked
              << " request(s): an administrator, or a leader above, at /account/requests.\n";
  if (done.link.empty()) return 0;
  std::cerr << "Its owner sets a password here, once:\n";
  std::cout << done.link << "\n";
  return 0;
}

int add_user(const cli::Arguments& arguments) {
  auto services = open_services(arguments);
  return report(services->database.write([&](db::Tx& tx) {
    people::NewAccount account{.username = arguments.positional().at(0),
                               .name = arguments.get("name"),
                               .email = arguments.get("email")};
    auto user = people::create_account(tx, services->ids, services->clock, journal::Actor::system(),
                                       account);
    if (!user) throw std::runtime_error(in_words(user.error()));
    Done done;
    const std::string roles = arguments.get("role");
    for (std::size_t at = 0; at < roles.size();) {
      std::size_t end = std::min(roles.find(',', at), roles.size());
      do_or_ask(tx, *services,
                {.deed = people::Deed::give_role,
                 .user = *user,
                 .grant = grant_of(tx, services->clock.today(), roles.substr(at, end - at)),
                 .reason = arguments.get("reason")},
                done);
      at = end + 1;
    }
    done.link = people::make_password_link(tx, services->clock, services->people,
                                           journal::Actor::system(), *user);
    return done;
  }));
}

/// A deed on an account that is there.
int change_user(const cli::Arguments& arguments, people::Deed deed) {
  auto services = open_services(arguments);
  return report(services->database.write([&](db::Tx& tx) {
    auto account = people::find_account(tx, arguments.positional().at(0));
    if (!account) throw std::runtime_error(in_words(people::AccountError::unknown_account));
    people::Asked asked{.deed = deed, .user = account->id, .reason = arguments.get("reason")};
    if (deed == people::Deed::give_role)
      asked.grant = grant_of(tx, services->clock.today(), arguments.positional().at(1));
    Done done;
    do_or_ask(tx, *services, asked, done);
    return done;
  }));
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
                                  "in everything beneath it"},
                                 {"reason", "WHY", "for a role that opens what is sealed"}});
  const cli::Option reason{"reason", "WHY", "read by the second person, where one is needed"};
  return {{"user add", "USERNAME", "Makes an account and prints the link that sets its password.",
           options, add_user},
          {"user role", "USERNAME ROLE@UNIT",
           "Gives a role; a + after the unit takes in what is "
           "beneath it. One that opens what is sealed waits for an administrator's consent.",
           database_options({reason}),
           [](const cli::Arguments& arguments) {
             return change_user(arguments, people::Deed::give_role);
           }},
          {"user link", "USERNAME",
           "Prints a link that sets a new password; for whoever opens what "
           "is sealed it waits for an administrator's consent.",
           database_options({reason}),
           [](const cli::Arguments& arguments) {
             return change_user(arguments, people::Deed::make_password_link);
           }},
          {"user reset-factor", "USERNAME",
           "Asks an administrator to consent that the second factor "
           "is taken away.",
           database_options({reason}),
           [](const cli::Arguments& arguments) {
             return change_user(arguments, people::Deed::remove_second_factor);
           }},
          {"keys rotate", "", "Adds a key to the key file and seals identities to it from now on.",
           database_options({{"lost", "",
                              "the key file is lost for good: makes a new one. What was sealed "
                              "stays sealed, and the private keys on receipts stop working"}}),
           rotate_keys}};
}

}  // namespace gandan::app
