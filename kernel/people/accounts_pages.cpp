#include <algorithm>
#include <charconv>
#include <variant>

#include "kernel/pages/site.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/views/accounts.hpp"
#include "kernel/people/views/forms.hpp"
#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

/// Whether somebody may give and take a role: it must reach no further than they administer, so
/// only those who administer everywhere touch one that counts everywhere.
bool may_administer(db::Tx& tx, const Principal& self, const Grant& role) {
  if (!role.unit) return self.may_everywhere(Permission::administer_accounts);
  const auto above = units::ancestors(tx, role.unit);
  const auto administers = self.where(Permission::administer_accounts);
  return std::any_of(administers.begin(), administers.end(), [&](const Grant& mine) {
    if (!mine.unit) return true;
    if (mine.reach == Reach::body) return mine.unit == role.unit && role.reach == Reach::body;
    return mine.unit == role.unit ||
           std::find(above.begin(), above.end(), mine.unit) != above.end();
  });
}

/// An account is administered by those who could have given every one of its roles: nobody takes
/// over an account that can do more than they could grant.
bool may_administer(db::Tx& tx, const Principal& self, UserId user) {
  auto grants = grants_of(tx, user);
  return std::all_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return may_administer(tx, self, grant); });
}

std::string place_of(db::Tx& tx, const Grant& grant, const i18n::Locale& locale) {
  if (!grant.unit) return std::string(locale.tr("everywhere"));
  auto unit = units::find_unit(tx, grant.unit);
  std::string name = unit ? unit->name : std::string(locale.tr("a unit that is gone"));
  return grant.reach == Reach::body
             ? name
             : locale.tr("{place} and what is beneath it", {{"place", name}});
}

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

Response list(const PageEnvironment& env, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  AccountsPage page{.frame = pages::frame_for(request, std::string(locale.tr("Accounts")))};
  page.frame.section = "accounts";
  env.database.read([&](db::Tx& tx) {
    page.accounts.clear();
    for (const Account& account : list_accounts(tx)) {
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

FormPage new_form(const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto typed = [&](const char* name) { return std::string(request.form.get(name)); };
  FormPage page{.frame = admin_frame(request, std::string(locale.tr("New account"))),
                .heading = std::string(locale.tr("New account")),
                .intro = std::string(locale.tr(
                    "Its owner chooses the password through a link that you are given next.")),
                .action = "/admin/accounts/new",
                .verb = std::string(locale.tr("Create the account"))};
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
  return page;
}

Response create(const PageEnvironment& env, Request& request) {
  const Principal& self = principal(request);
  const NewAccount form{.username = std::string(request.form.get("username")),
                        .name = std::string(request.form.get("name")),
                        .email = std::string(request.form.get("email"))};
  auto created = env.database.write(
      [&](db::Tx& tx) { return create_account(tx, env.ids, env.clock, actor_of(self), form); });
  if (!created)
    return refused(request, new_form(request),
                   {explain(created.error(), pages::locale_of(request))});
  return Response::redirect("/admin/accounts/" + form.username);
}

/// What the page of one account is shown with, besides the account.
struct Shown {
  std::vector<pages::FieldError> errors = {};
  std::string link = {};
};

Response show(const PageEnvironment& env, Request& request, std::string_view username,
              Shown shown = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  AccountPage page{.frame = {}, .errors = std::move(shown.errors), .link = std::move(shown.link)};
  const bool found = env.database.read([&](db::Tx& tx) {
    auto account = find_account(tx, username);
    if (!account) return false;
    page.frame = admin_frame(request, account->name);
    page.username = account->username;
    page.disabled = account->disabled;
    page.facts = {{word(N_("Username")), account->username},
                  {word(N_("State")), state_of(*account, locale).word},
                  {word(N_("Second factor")),
                   account->has_second_factor ? word(N_("turned on")) : word(N_("turned off"))}};
    if (!account->email.empty()) page.facts.push_back({word(N_("E-mail")), account->email});
    for (const Grant& grant : grants_of(tx, account->id))
      page.grants.push_back({.role = std::string(title_of(grant.role, locale)),
                             .where = place_of(tx, grant, locale),
                             .role_name = std::string(name_of(grant.role)),
                             .unit = grant.unit.value});
    return true;
  });
  if (!found) return Response::not_found();
  page.frame.has_errors = !page.errors.empty();
  page.role = {.name = "role", .label = word(N_("Role"))};
  page.roles.push_back({"", word(N_("choose a role"))});
  for (Role role : all_roles())
    page.roles.push_back({.value = std::string(name_of(role)),
                          .label = std::string(title_of(role, locale)),
                          .chosen = request.form.get("role") == name_of(role)});
  page.unit = {
      .name = "unit",
      .label = word(N_("Where")),
      .hint = word(N_("The code or the exact name of a body or place. Empty: everywhere.")),
      .value = std::string(request.form.get("unit"))};
  page.reach = {.name = "reach", .label = word(N_("How far"))};
  const bool area = request.form.get("reach") == "area";
  page.reaches = {{"body", word(N_("That body or place alone")), "", !area},
                  {"area", word(N_("And everything beneath it")), "", area}};
  for (pages::Field* field : {&page.role, &page.unit})
    for (const pages::FieldError& error : page.errors)
      if (error.field == field->name) field->error = error.message;
  return pages::render(request, views::account_page, page, page.errors.empty() ? 200 : 422);
}

/// Runs a change of one account that the reader may administer: `change(tx, account)` returns what
/// is wrong, or nothing.
template <class Change>
Response change(const PageEnvironment& env, Request& request, std::string_view username,
                Change&& change_it) {
  const Principal& self = principal(request);
  const i18n::Locale& locale = pages::locale_of(request);
  enum class Denied { unknown, forbidden };
  using Refusal = std::variant<Denied, pages::FieldError>;
  auto changed = env.database.write([&](db::Tx& tx) -> Result<void, Refusal> {
    auto account = find_account(tx, username);
    if (!account) return fail(Refusal{Denied::unknown});
    if (!may_administer(tx, self, account->id)) return fail(Refusal{Denied::forbidden});
    if (std::optional<pages::FieldError> wrong = change_it(tx, *account))
      return fail(Refusal{std::move(*wrong)});
    return {};
  });
  forget_sessions(request);
  if (changed) return Response::redirect("/admin/accounts/" + std::string(username));
  if (const auto* wrong = std::get_if<pages::FieldError>(&changed.error()))
    return show(env, request, username, {.errors = {*wrong}});
  if (std::get<Denied>(changed.error()) == Denied::unknown) return Response::not_found();
  return Response::error(403,
                         std::string(locale.tr("This account has roles that you cannot give.")));
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
        auto wrong = [&](const char* field, std::string_view message) {
          return pages::FieldError{field, std::string(message)};
        };
        auto role = role_named(request.form.get("role"));
        if (!role) return wrong("role", locale.tr("Choose a role."));
        Grant grant{.role = *role,
                    .reach = request.form.get("reach") == "area" ? Reach::area : Reach::body};
        if (const std::string_view typed = request.form.get("unit"); !typed.empty()) {
          auto unit = units::find_unit(tx, typed, env.clock.today());
          if (!unit)
            return wrong("unit", locale.tr("No body or place has this code or name today."));
          grant.unit = unit->id;
        }
        if (!may_administer(tx, principal(request), grant))
          return wrong("unit", locale.tr("You can give roles only where you administer."));
        auto grants = grants_of(tx, account.id);
        std::erase_if(grants, [&](const Grant& had) {
          return had.role == grant.role && had.unit == grant.unit;
        });
        grants.push_back(grant);
        return explained(
            set_grants(tx, env.clock, actor_of(principal(request)), account.id, grants), locale);
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

Response switch_account(const PageEnvironment& env, Request& request, std::string_view username,
                        bool disabled) {
  return change(env, request, username, [&](db::Tx& tx, const Account& account) {
    return explained(
        set_disabled(tx, env.clock, actor_of(principal(request)), account.id, disabled),
        pages::locale_of(request));
  });
}

Response make_link(const PageEnvironment& env, Request& request, std::string_view username) {
  std::string path;
  Response done =
      change(env, request, username,
             [&](db::Tx& tx, const Account& account) -> std::optional<pages::FieldError> {
               path = make_password_link(tx, env.clock, env.settings, actor_of(principal(request)),
                                         account.id);
               return std::nullopt;
             });
  if (path.empty()) return done;
  // Shown in the answer itself, since it is kept nowhere.
  return show(env, request, username, {.link = request.link(path)});
}

}  // namespace

void add_accounts_pages(http::Router& router, const PageEnvironment& env) {
  const http::Policy administers = permission(Permission::administer_accounts);
  router.get("/admin/accounts", administers,
             [env](Request& request) { return list(env, request); });
  router.get("/admin/accounts/new", administers, [](Request& request) {
    return pages::render(request, views::form_page, new_form(request));
  });
  router.post("/admin/accounts/new", administers,
              [env](Request& request) { return create(env, request); });
  router.get(
      "/admin/accounts/{username}", administers,
      [env](Request& request, std::string_view username) { return show(env, request, username); });
  router.post("/admin/accounts/{username}/roles", administers,
              [env](Request& request, std::string_view username) {
                return give_role(env, request, username);
              });
  router.post("/admin/accounts/{username}/roles/remove", administers,
              [env](Request& request, std::string_view username) {
                return take_role(env, request, username);
              });
  router.post("/admin/accounts/{username}/disable", administers,
              [env](Request& request, std::string_view username) {
                return switch_account(env, request, username, true);
              });
  router.post("/admin/accounts/{username}/enable", administers,
              [env](Request& request, std::string_view username) {
                return switch_account(env, request, username, false);
              });
  router.post("/admin/accounts/{username}/link", administers,
              [env](Request& request, std::string_view username) {
                return make_link(env, request, username);
              });
}

}  // namespace gandan::people
