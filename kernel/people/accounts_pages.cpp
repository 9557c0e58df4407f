#include <algorithm>
#include <variant>

#include "kernel/pages/site.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/people/account_page.hpp"
#include "kernel/people/ask_page.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/grant_form.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/unit_choice.hpp"
#include "kernel/people/views/accounts.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;
using Errors = std::vector<pages::FieldError>;

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

/// Who administers everywhere may leave the role for later; the account is the nation's until then.
bool may_leave_role(const Request& request) {
  const auto administers = principal(request).where(Permission::administer_accounts);
  return std::any_of(administers.begin(), administers.end(),
                     [](const Grant& mine) { return !mine.unit; });
}

std::vector<pages::Field> person_fields(const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto typed = [&](const char* name) { return std::string(request.form.get(name)); };
  return {{.name = "name",
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
}

Response show_new(const PageEnvironment& env, Request& request, Errors errors = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  NewAccountPage page{.frame = accounts_frame(request, std::string(locale.tr("New account"))),
                      .errors = std::move(errors),
                      .fields = person_fields(request)};
  page.frame.form = pages::PageForm{.id = "account"};
  page.frame.live = true;
  env.database.read([&](db::Tx& tx) { page.grant = grant_fields(tx, env, request); });
  page.grant.role.optional = may_leave_role(request);
  show_errors(page.fields, page.errors);
  mark(page.grant, page.errors);
  page.frame.has_errors = !page.errors.empty();
  return pages::render(request, views::new_account_page, page, page.errors.empty() ? 200 : 422);
}

/// What the press for a new account comes to.
struct Created {
  std::string link;     ///< for its owner, where one person gives the role
  bool is_seen = true;  ///< by who created it: what waits for a role belongs to the nation
};
using NotCreated = std::variant<Errors, Asking>;

Question question_of(db::Tx& tx, const NewAccount& form, const std::optional<Grant>& role,
                     bool needs_two, const i18n::Locale& locale) {
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  Question question{.title = locale.tr("Create the account of {name}?", {{"name", form.name}}),
                    .facts = {{word(N_("Username")), form.username}},
                    .verb = word(N_("Create the account")),
                    .wants_reason = needs_two};
  if (!form.email.empty()) question.facts.push_back({word(N_("E-mail")), form.email});
  if (role) {
    question.facts.push_back({word(N_("Role")), std::string(title_of(role->role, locale))});
    question.facts.push_back({word(N_("Where")), place_of(tx, *role, locale)});
    question.says = grant_in_words(tx, *role, locale);
  }
  question.says.push_back(
      needs_two ? word(N_("The role needs two persons: you ask, and a second one decides. They are "
                          "then shown the link with which its owner chooses a password."))
                : word(N_("You are shown next, once, the link with which its owner chooses a "
                          "password.")));
  return question;
}

/// The first role, where one was typed or must be.
Result<std::optional<Grant>, Errors> first_role(db::Tx& tx, const PageEnvironment& env,
                                                const Request& request) {
  const bool names_none = request.form.get("role").empty() && request.form.get("reach").empty() &&
                          request.form.get("unit").empty();
  if (names_none && may_leave_role(request)) return std::optional<Grant>();
  auto grant = typed_grant(tx, env, request);
  if (!grant) return fail(grant.error());
  return std::optional(*grant);
}

/// An account without a role belongs to the nation, so whoever administers a part of it gives the
/// first role at once; where that needs a second person, the account waits for their consent.
Result<Created, NotCreated> try_to_create(db::Tx& tx, const PageEnvironment& env,
                                          const Request& request, NewAccount form) {
  const Principal& self = principal(request);
  const i18n::Locale& locale = pages::locale_of(request);
  auto role = first_role(tx, env, request);
  if (!role) return fail(NotCreated{role.error()});
  Asked asked{.deed = Deed::give_role, .grant = role->value_or(Grant{})};
  asked.reason = request.form.get("reason");
  const bool needs_two = *role && needs_consent(tx, asked);
  const std::string token =
      link_token(env.keys.get(), request, "new " + form.username, once_of(request));
  if (find_link(tx, env.clock, token)) return Created{"/set-password/" + token};  // pressed twice
  if (*role && !needs_two) form.grants = {**role};
  if (!*role && !may_give(tx, self, Grant{.role = Role::administrator}))
    return fail(NotCreated{Errors{{"role", std::string(locale.tr("Choose a role."))}}});
  auto made = create_account(tx, env.ids, env.clock, actor_of(self), form);
  if (!made) return fail(NotCreated{Errors{explain(made.error(), locale)}});
  if (!is_sure(request))
    return fail(NotCreated{Asking{question_of(tx, form, *role, needs_two, locale)}});
  asked.user = *made;
  if (!needs_two) return Created{link_once(tx, env, actor_of(self), *made, token)};
  auto id = ask_consent(tx, env.ids, env.clock, self.user, asked);
  if (!id)
    return fail(NotCreated{Asking{question_of(tx, form, *role, needs_two, locale),
                                  {{"reason", std::string(explain(id.error(), locale))}}}});
  return Created{.link = {}, .is_seen = may_leave_role(request)};
}

Response create(const PageEnvironment& env, Request& request) {
  if (only_shows_form(request)) {
    stand_aside(principal(request));
    return show_new(env, request);
  }
  NewAccount form{.username = std::string(request.form.get("username")),
                  .name = std::string(request.form.get("name")),
                  .email = std::string(request.form.get("email"))};
  (void)env.keys.get();  // the first time not from inside a transaction
  auto created = env.database.write([&](db::Tx& tx) -> Result<Created, NotCreated> {
    return try_to_create(tx, env, request, form);
  });
  if (created) {
    if (!created->link.empty())
      return show_account(env, request, form.username, {.link = request.link(created->link)});
    return Response::redirect(created->is_seen ? "/admin/accounts/" + form.username + "?done=asked"
                                               : "/account/requests?done=asked");
  }
  if (auto* errors = std::get_if<Errors>(&created.error()))
    return show_new(env, request, std::move(*errors));
  auto& asking = std::get<Asking>(created.error());
  return ask(request, accounts_frame(request, ""), std::move(asking.question),
             "/admin/accounts/new", "/admin/accounts/new",
             {"name", "username", "email", "role", "unit", "unit_id", "reach"},
             std::move(asking.errors));
}

/// What the finder of a unit offers while one types.
Response offers(const PageEnvironment& env, const Request& request) {
  (void)principal(request).where(Permission::administer_accounts);
  const i18n::Locale& locale = pages::locale_of(request);
  html::Out out(locale);
  pages::views::offers(out, "unit_id", env.database.read([&](db::Tx& tx) {
    return offer_units(tx, env.clock.today(), locale, principal(request),
                       request.query.get("unit"));
  }));
  return Response::html(out.take());
}

}  // namespace

void add_accounts_pages(http::Router& router, const PageEnvironment& env) {
  const auto administers = [](Where where) {
    return permission(Permission::administer_accounts, where);
  };
  router.get("/admin/accounts", administers(Where::in_reach),
             [env](Request& request) { return list(env, request); });
  router.get("/admin/units", administers(Where::in_reach),
             [env](Request& request) { return offers(env, request); });
  router.get("/admin/accounts/new", administers(Where::in_reach),
             [env](Request& request) { return show_new(env, request); });
  router.post("/admin/accounts/new", administers(Where::at_new_record),
              [env](Request& request) { return create(env, request); });
  router.get("/admin/accounts/{username}", administers(Where::at_account),
             [env](Request& request, std::string_view username) {
               return show_account(env, request, username);
             });
  add_account_deeds(router, env);
}

}  // namespace gandan::people
