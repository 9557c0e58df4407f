#include <algorithm>
#include <charconv>
#include <variant>

#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/consent_words.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/views/accounts.hpp"
#include "kernel/people/views/forms.hpp"
#include "kernel/units/units.hpp"
#include "lib/mail/address.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

/// What only those may give who administer everywhere.
constexpr Grant national{.role = Role::administrator};

pages::PageFrame admin_frame(const Request& request, std::string title) {
  const i18n::Locale& locale = pages::locale_of(request);
  pages::PageFrame frame = pages::frame_for(request, std::move(title));
  frame.section = "accounts";
  frame.trail = {{std::string(locale.tr("Accounts")), "/admin/accounts"}};
  return frame;
}

pages::Badge state_of(const Account& account, const i18n::Locale& locale) {
  if (account.disabled) return {std::string(locale.tr("disabled")), pages::Tone::plain};
  if (!account.has_password)
    return {std::string(locale.tr("no password yet")), pages::Tone::waiting};
  return {std::string(locale.tr("in use")), pages::Tone::settled};
}

/// How many requests wait for this reader's decision; empty where none do.
std::string waiting_for(db::Tx& tx, const PageEnvironment& env, const Principal& self,
                        const i18n::Locale& locale) {
  const auto requests = pending_requests(tx, env.clock);
  const auto count =
      std::count_if(requests.begin(), requests.end(),
                    [&](const ConsentRequest& one) { return may_decide(tx, self, one); });
  if (count == 0) return {};
  return locale.ntr("{n} request waits for your decision", "{n} requests wait for your decision",
                    count, {});
}

Response list(const PageEnvironment& env, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  AccountsPage page{.frame = pages::frame_for(request, std::string(locale.tr("Accounts")))};
  page.frame.section = "accounts";
  env.database.read([&](db::Tx& tx) {
    page.accounts.clear();
    page.requests = waiting_for(tx, env, principal(request), locale);
    for (const Account& account : list_accounts(tx)) {
      if (!may_administer(tx, principal(request), account.id)) continue;
      std::string roles;
      for (const Grant& grant : grants_of(tx, account.id))
        roles += (roles.empty() ? "" : "; ") + std::string(title_of(grant.role, locale)) + ", " +
                 place_of(tx, grant, locale);
      page.accounts.push_back({.username = account.username,
                               .name = account.name,
                               .roles = std::move(roles),
                               .state = state_of(account, locale),
                               .signed_in_at = account.signed_in_at});
    }
  });
  return pages::render(request, views::accounts_page, page);
}

/// Why, where a second person reads it and decides; as it was typed.
pages::Field reason_field(const Request& request, const char* name) {
  const i18n::Locale& locale = pages::locale_of(request);
  return {.name = name,
          .label = std::string(locale.tr("Why")),
          .hint = std::string(locale.tr(
              "Required (ten characters) to give the right to open denunciations, to change an "
              "account that has it, or to take away a second factor. A second person reads it and "
              "decides.")),
          .value = std::string(request.form.get(name)),
          .optional = true,
          .max_length = 500};
}

/// Which role, where and how far, as it was typed.
GrantFields grant_fields(const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  GrantFields fields;
  fields.role = {.name = "role", .label = word(N_("Role"))};
  fields.roles.push_back({"", word(N_("choose a role"))});
  for (Role role : all_roles())
    fields.roles.push_back({.value = std::string(name_of(role)),
                            .label = std::string(title_of(role, locale)),
                            .chosen = request.form.get("role") == name_of(role)});
  fields.unit = {
      .name = "unit",
      .label = word(N_("Where")),
      .hint = word(N_("The code or the exact name of a body or place. Empty: everywhere.")),
      .value = std::string(request.form.get("unit"))};
  fields.reach = {.name = "reach", .label = word(N_("How far"))};
  const bool area = request.form.get("reach") == "area";
  fields.reaches = {{"body", word(N_("That body or place alone")), "", !area},
                    {"area", word(N_("And everything beneath it")), "", area}};
  fields.reason = reason_field(request, "reason");
  return fields;
}

/// Says at each field what is wrong with it.
void mark(GrantFields& fields, const std::vector<pages::FieldError>& errors) {
  for (pages::Field* field : {&fields.role, &fields.unit, &fields.reason})
    for (const pages::FieldError& error : errors)
      if (error.field == field->name) field->error = error.message;
}

/// The role that was typed, where its giver may give it.
Result<Grant, pages::FieldError> typed_grant(db::Tx& tx, const Clock& clock,
                                             const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto wrong = [&](const char* field, std::string_view message) {
    return fail(pages::FieldError{field, std::string(message)});
  };
  auto role = role_named(request.form.get("role"));
  if (!role) return wrong("role", locale.tr("Choose a role."));
  Grant grant{.role = *role,
              .reach = request.form.get("reach") == "area" ? Reach::area : Reach::body};
  if (const std::string_view typed = request.form.get("unit"); !typed.empty()) {
    auto unit = units::find_unit(tx, typed, clock.today());
    if (!unit) return wrong("unit", locale.tr("No body or place has this code or name today."));
    grant.unit = unit->id;
  }
  if (!may_give(tx, principal(request), grant))
    return wrong("unit", locale.tr("You can give roles only where you administer."));
  return grant;
}

Response show_new(Request& request, std::vector<pages::FieldError> errors = {}) {
  // Who administers everywhere may leave the role for later; the account is the nation's until
  // then.
  const auto administers = principal(request).where(Permission::administer_accounts);
  const bool later = std::any_of(administers.begin(), administers.end(),
                                 [](const Grant& mine) { return !mine.unit; });
  const i18n::Locale& locale = pages::locale_of(request);
  auto typed = [&](const char* name) { return std::string(request.form.get(name)); };
  NewAccountPage page{.frame = admin_frame(request, std::string(locale.tr("New account"))),
                      .errors = std::move(errors),
                      .grant = grant_fields(request)};
  page.fields = {{.name = "name",
                  .label = std::string(locale.tr("Full name")),
                  .value = typed("name"),
                  .required = true,
                  .max_length = 200},
                 {.name = "username",
                  .label = std::string(locale.tr("Username")),
                  .hint = std::string(locale.tr("Small letters without marks: lan.nguyen")),
                  .value = typed("username"),
                  .required = true,
                  .max_length = 40},
                 {.name = "email",
                  .label = std::string(locale.tr("E-mail")),
                  .value = typed("email"),
                  .optional = true,
                  .type = "email",
                  .max_length = 254}};
  page.grant.role.optional = later;
  if (!later)
    page.grant.unit.hint = std::string(
        locale.tr("The code or the exact name of a body or place where you administer."));
  for (pages::Field& field : page.fields)
    for (const pages::FieldError& error : page.errors)
      if (error.field == field.name) field.error = error.message;
  mark(page.grant, page.errors);
  page.frame.has_errors = !page.errors.empty();
  return pages::render(request, views::new_account_page, page, page.errors.empty() ? 200 : 422);
}

std::string_view explain(ConsentError error, const i18n::Locale& locale) {
  if (error == ConsentError::for_oneself)
    return locale.tr("Nobody asks this for themself: another administrator must.");
  if (error == ConsentError::asked_already)
    return locale.tr("This was asked already and waits for a second person.");
  return locale.tr("Write why, in at least ten characters: a second person reads it and decides.");
}

/// Does the deed or, where that needs two persons, asks for a second one.
template <class Do>
std::optional<pages::FieldError> do_or_ask(db::Tx& tx, const PageEnvironment& env,
                                           const Request& request, Asked asked,
                                           const char* reason_field, Do&& do_it) {
  if (!needs_consent(tx, asked)) return do_it();
  asked.reason = request.form.get(reason_field);
  auto id = ask_consent(tx, env.ids, env.clock, principal(request).user, asked);
  if (id) return std::nullopt;
  return pages::FieldError{reason_field,
                           std::string(explain(id.error(), pages::locale_of(request)))};
}

/// An account without a role belongs to the nation, so whoever administers a part of it gives the
/// first role at once; where that needs a second person, the account waits for their consent.
Response create(const PageEnvironment& env, Request& request) {
  const Principal& self = principal(request);
  const i18n::Locale& locale = pages::locale_of(request);
  NewAccount form{.username = std::string(request.form.get("username")),
                  .name = std::string(request.form.get("name")),
                  .email = std::string(request.form.get("email"))};
  bool seen = true;
  auto created = env.database.write([&](db::Tx& tx) -> Result<UserId, pages::FieldError> {
    form.grants.clear();
    std::optional<Grant> first;
    if (!request.form.get("role").empty() || !may_give(tx, self, national)) {
      auto grant = typed_grant(tx, env.clock, request);
      if (!grant) return fail(grant.error());
      first = *grant;
    }
    Asked asked{.deed = Deed::give_role, .user = {}, .grant = first.value_or(Grant{})};
    const bool at_once = first && !needs_consent(tx, asked);
    if (at_once) form.grants = {*first};
    auto made = create_account(tx, env.ids, env.clock, actor_of(self), form);
    if (!made) return fail(explain(made.error(), locale));
    asked.user = *made;
    if (first && !at_once)
      if (auto wrong = do_or_ask(tx, env, request, asked, "reason", [] { return std::nullopt; }))
        return fail(*wrong);
    // What waits for a role is seen by those who administer everywhere.
    seen = at_once || may_give(tx, self, national);
    return *made;
  });
  if (!created) return show_new(request, {created.error()});
  return Response::redirect(seen ? "/admin/accounts/" + form.username : "/account/requests");
}

/// What the page of one account is shown with, besides the account.
struct Shown {
  std::vector<pages::FieldError> errors = {};
  std::string link = {};
};

/// The fields of what may need a second person, as they were typed.
void add_access_fields(AccountPage& page, const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  page.why = reason_field(request, "why");
  page.email.name = "email";
  page.email.label = locale.tr("E-mail");
  page.email.type = "email";
  page.email.max_length = 254;
  if (request.form.has("email")) page.email.value = request.form.get("email");
  for (pages::Field* field : {&page.why, &page.email})
    for (const pages::FieldError& error : page.errors)
      if (error.field == field->name) field->error = error.message;
}

Response show(const PageEnvironment& env, Request& request, std::string_view username,
              Shown shown = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  AccountPage page{.frame = {}, .errors = std::move(shown.errors), .link = std::move(shown.link)};
  const bool found = env.database.read([&](db::Tx& tx) {
    auto account = find_account(tx, username);
    if (!account || !may_administer(tx, principal(request), account->id)) return false;
    page.frame = admin_frame(request, account->name);
    page.username = account->username;
    page.disabled = account->disabled;
    page.facts = {{word(N_("Username")), account->username},
                  {word(N_("State")), state_of(*account, locale).word},
                  {word(N_("Second factor")),
                   account->has_second_factor ? word(N_("turned on")) : word(N_("turned off"))}};
    page.has_second_factor = account->has_second_factor;
    page.email.value = account->email;
    page.waiting.clear();
    for (const ConsentRequest& one : pending_requests(tx, env.clock))
      if (one.asked.user == account->id)
        page.waiting.push_back(deed_in_words(tx, one.asked, locale));
    for (const Grant& grant : grants_of(tx, account->id))
      page.grants.push_back({.role = std::string(title_of(grant.role, locale)),
                             .where = place_of(tx, grant, locale),
                             .role_name = std::string(name_of(grant.role)),
                             .unit = grant.unit.value});
    return true;
  });
  if (!found) return Response::not_found();
  add_access_fields(page, request);
  page.frame.has_errors = !page.errors.empty();
  page.grant = grant_fields(request);
  mark(page.grant, page.errors);
  return pages::render(request, views::account_page, page, page.errors.empty() ? 200 : 422);
}

/// Runs a change of one account that the reader may administer: `change(tx, account)` returns what
/// is wrong, or nothing.
template <class Change>
Response change(const PageEnvironment& env, Request& request, std::string_view username,
                Change&& change_it) {
  const Principal& self = principal(request);
  struct Denied {};  // nobody learns which accounts there are elsewhere
  using Refusal = std::variant<Denied, pages::FieldError>;
  auto changed = env.database.write([&](db::Tx& tx) -> Result<void, Refusal> {
    auto account = find_account(tx, username);
    if (!account || !may_administer(tx, self, account->id)) return fail(Refusal{Denied{}});
    if (std::optional<pages::FieldError> wrong = change_it(tx, *account))
      return fail(Refusal{std::move(*wrong)});
    return {};
  });
  forget_sessions(request);
  if (changed) return Response::redirect("/admin/accounts/" + std::string(username));
  if (const auto* wrong = std::get_if<pages::FieldError>(&changed.error()))
    return show(env, request, username, {.errors = {*wrong}});
  return Response::not_found();
}

std::optional<pages::FieldError> explained(const Result<void, AccountError>& result,
                                           const i18n::Locale& locale) {
  return result ? std::nullopt : std::optional(explain(result.error(), locale));
}

Response give_role(const PageEnvironment& env, Request& request, std::string_view username) {
  const i18n::Locale& locale = pages::locale_of(request);
  return change(
      env, request, username,
      [&](db::Tx& tx, const Account& account) -> std::optional<pages::FieldError> {
        auto typed = typed_grant(tx, env.clock, request);
        if (!typed) return typed.error();
        if (account.id == principal(request).user)
          return pages::FieldError{"role", std::string(explain(ConsentError::for_oneself, locale))};
        const Grant& grant = *typed;
        return do_or_ask(
            tx, env, request, {.deed = Deed::give_role, .user = account.id, .grant = grant},
            "reason", [&] {
              auto grants = grants_of(tx, account.id);
              std::erase_if(grants, [&](const Grant& had) {
                return had.role == grant.role && had.unit == grant.unit;
              });
              grants.push_back(grant);
              return explained(
                  set_grants(tx, env.clock, actor_of(principal(request)), account.id, grants),
                  locale);
            });
      });
}

Response take_role(const PageEnvironment& env, Request& request, std::string_view username) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string_view typed = request.form.get("unit");
  UnitId unit;
  std::from_chars(typed.data(), typed.data() + typed.size(), unit.value);
  return change(env, request, username, [&](db::Tx& tx, const Account& account) {
    auto grants = grants_of(tx, account.id);
    std::erase_if(grants, [&](const Grant& had) {
      return name_of(had.role) == request.form.get("role") && had.unit == unit;
    });
    return explained(set_grants(tx, env.clock, actor_of(principal(request)), account.id, grants),
                     locale);
  });
}

Response disable(const PageEnvironment& env, Request& request, std::string_view username) {
  return change(env, request, username, [&](db::Tx& tx, const Account& account) {
    return explained(set_disabled(tx, env.clock, actor_of(principal(request)), account.id, true),
                     pages::locale_of(request));
  });
}

Response enable(const PageEnvironment& env, Request& request, std::string_view username) {
  return change(env, request, username, [&](db::Tx& tx, const Account& account) {
    return do_or_ask(
        tx, env, request, {.deed = Deed::enable_account, .user = account.id}, "why", [&] {
          return explained(
              set_disabled(tx, env.clock, actor_of(principal(request)), account.id, false),
              pages::locale_of(request));
        });
  });
}

Response change_email(const PageEnvironment& env, Request& request, std::string_view username) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string email(request.form.get("email"));
  return change(env, request, username,
                [&](db::Tx& tx, const Account& account) -> std::optional<pages::FieldError> {
                  if (!email.empty() && !mail::parse_address(email))
                    return explain(AccountError::email_invalid, locale);
                  return do_or_ask(
                      tx, env, request,
                      {.deed = Deed::change_email, .user = account.id, .email = email}, "why", [&] {
                        return explained(set_email(tx, env.clock, actor_of(principal(request)),
                                                   account.id, email),
                                         locale);
                      });
                });
}

Response take_second_factor(const PageEnvironment& env, Request& request,
                            std::string_view username) {
  return change(env, request, username,
                [&](db::Tx& tx, const Account& account) -> std::optional<pages::FieldError> {
                  if (!account.has_second_factor)
                    return explain(AccountError::no_second_factor, pages::locale_of(request));
                  return do_or_ask(tx, env, request,
                                   {.deed = Deed::remove_second_factor, .user = account.id}, "why",
                                   [] { return std::optional<pages::FieldError>(); });
                });
}

Response make_link(const PageEnvironment& env, Request& request, std::string_view username) {
  std::string path;
  Response done = change(env, request, username, [&](db::Tx& tx, const Account& account) {
    path.clear();
    return do_or_ask(tx, env, request, {.deed = Deed::make_password_link, .user = account.id},
                     "why", [&] {
                       path = make_password_link(tx, env.clock, env.settings,
                                                 actor_of(principal(request)), account.id);
                       return std::optional<pages::FieldError>();
                     });
  });
  if (path.empty()) return done;
  // Shown in the answer itself, since it is kept nowhere.
  return show(env, request, username, {.link = request.link(path)});
}

}  // namespace

void add_accounts_pages(http::Router& router, const PageEnvironment& env) {
  const auto administers = [](Where where) {
    return permission(Permission::administer_accounts, where);
  };
  router.get("/admin/accounts", administers(Where::in_reach),
             [env](Request& request) { return list(env, request); });
  router.get("/admin/accounts/new", administers(Where::in_reach),
             [](Request& request) { return show_new(request); });
  router.post("/admin/accounts/new", administers(Where::at_new_record),
              [env](Request& request) { return create(env, request); });
  router.get(
      "/admin/accounts/{username}", administers(Where::at_account),
      [env](Request& request, std::string_view username) { return show(env, request, username); });
  router.post("/admin/accounts/{username}/roles", administers(Where::at_account),
              [env](Request& request, std::string_view username) {
                return give_role(env, request, username);
              });
  router.post("/admin/accounts/{username}/roles/remove", administers(Where::at_account),
              [env](Request& request, std::string_view username) {
                return take_role(env, request, username);
              });
  router.post("/admin/accounts/{username}/disable", administers(Where::at_account),
              [env](Request& request, std::string_view username) {
                return disable(env, request, username);
              });
  router.post("/admin/accounts/{username}/enable", administers(Where::at_account),
              [env](Request& request, std::string_view username) {
                return enable(env, request, username);
              });
  router.post("/admin/accounts/{username}/email", administers(Where::at_account),
              [env](Request& request, std::string_view username) {
                return change_email(env, request, username);
              });
  router.post("/admin/accounts/{username}/second-factor/remove", administers(Where::at_account),
              [env](Request& request, std::string_view username) {
                return take_second_factor(env, request, username);
              });
  router.post("/admin/accounts/{username}/link", administers(Where::at_account),
              [env](Request& request, std::string_view username) {
                return make_link(env, request, username);
              });
}

}  // namespace gandan::people
