// What the pages of accounts show: plain structs, filled by the handlers, printed by views/*.html.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/base/time.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::people {

/// An account that whoever comes may use, with a button that signs in at once.
struct OfferedAccount {
  std::string username, name;
  std::string roles;  ///< as people read them
  std::string verb;   ///< read aloud on the button, so that no two are alike
};

/// How one leaves a page without doing what it asks.
struct WayOut {
  std::string cancel = {};             ///< the path of "Cancel"; empty: none
  bool signs_out = false;              ///< a button that ends what was begun of a sign-in
  std::vector<std::string> lost = {};  ///< what to do without the telephone, a paragraph each
};

/// A form on a page of its own, one column.
struct FormPage {
  pages::PageFrame frame;
  std::string heading;
  std::string intro = {};
  std::vector<pages::FieldError> errors = {};
  std::string action;  ///< where it is sent
  std::vector<pages::Field> fields = {};
  std::string next = {};                     ///< the return path, sent along; empty: none
  std::string verb;                          ///< on the button
  std::vector<OfferedAccount> offered = {};  ///< beneath the form; mostly none
  std::string offered_password = {};
  std::string offered_code = {};  ///< of the demonstration's second factor; mostly none
  WayOut out = {};
};

struct OwnSession {
  std::string number;  ///< names it in the form that ends it
  std::string device;
  std::string client;
  Instant begun;
  Instant seen;
  bool current = false;
};

struct OwnAccountPage {
  pages::PageFrame frame;
  std::vector<pages::Fact> facts;
  std::vector<std::string> notices = {};  ///< what was asked about accounts; not read yet
  std::vector<OwnSession> sessions;
  std::vector<pages::Action> actions;         ///< on the account itself
  std::vector<pages::Action> administration;  ///< what one may administer
};

struct SecondFactorPage {
  pages::PageFrame frame;
  std::string heading;
  std::string intro = {};
  std::vector<pages::FieldError> errors = {};
  std::string action;     ///< where it is sent
  std::string next = {};  ///< the return path, sent along; empty: none
  std::string issuer, account;
  std::string key;  ///< base32, in groups of four
  std::string uri;  ///< "otpauth://…": what the application takes
  qr::Code code;    ///< of the uri
  std::vector<pages::Field> fields = {};
  WayOut out = {};
};

/// Recovery codes, shown once.
struct RecoveryCodesPage {
  pages::PageFrame frame;
  std::string account;
  std::vector<std::string> codes;
  std::string next;  ///< where the reader goes on to
};

/// What was asked of a second person.
struct RequestRow {
  std::string number;
  std::string deed;
  pages::Badge state;
  std::vector<pages::Fact> facts;
  bool decidable = false;  ///< by the reader, now
  bool own = false;        ///< the reader asked, and it waits
};

struct RequestsPage {
  pages::PageFrame frame;
  std::vector<RequestRow> requests = {};
  std::string link = {};  ///< a one-time link that was just made; shown once
};

struct AccountRow {
  std::string username;
  std::string name;
  std::string roles;
  pages::Badge state;
  std::optional<Instant> signed_in_at;
};

struct AccountsPage {
  pages::PageFrame frame;
  std::string requests = {};  ///< how many wait for the reader's decision; empty: none
  std::vector<AccountRow> accounts;
};

struct GrantRow {
  std::string role;       ///< as people read it
  std::string where;      ///< "Xã Chi Lăng and everything beneath it"
  std::string role_name;  ///< for the form
  std::int64_t unit = 0;
};

/// Which role, how far and where.
struct GrantFields {
  pages::Field role;
  std::vector<pages::Option> roles;
  pages::Field reach;
  std::vector<pages::Option> reaches;
  pages::Finder unit;
};

/// The page that asks once before a deed (ask_page.hpp).
struct AskPage {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors = {};
  std::vector<std::string> says;       ///< what comes of it
  std::vector<pages::Fact> facts;      ///< who, where
  std::vector<pages::Field> why = {};  ///< one, where a second person decides
  std::string action;
  struct Kept {
    std::string name, value;
  };
  std::vector<Kept> kept = {};  ///< what was typed, sent along
  std::string verb;
  bool grave = false;
  std::string cancel;  ///< where "No, go back" leads
};

struct NewAccountPage {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors = {};
  std::vector<pages::Field> fields;  ///< of the person
  GrantFields grant;                 ///< the first role
};

struct AccountPage {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors = {};
  std::string username;
  bool disabled = false;
  std::vector<pages::Fact> facts;
  std::vector<GrantRow> grants;
  std::string link = {};                  ///< a one-time link that was just made; shown once
  std::vector<std::string> waiting = {};  ///< what was asked about it and waits for a decision
  bool has_second_factor = false;
  pages::Field email;
  GrantFields grant;
};

}  // namespace gandan::people
