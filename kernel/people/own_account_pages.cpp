#include <algorithm>

#include "kernel/pages/site.hpp"
#include "kernel/people/consent_words.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/sessions.hpp"
#include "kernel/people/views/forms.hpp"
#include "kernel/people/views/own_account.hpp"
#include "kernel/units/units.hpp"
#include "lib/crypto/encoding.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

/// Guessing is slowed, and such a request hashes a password.
const http::RouteOptions hashing{.work = http::Work::password, .rate_class = "sign-in"};

std::vector<pages::Action> actions_of(db::Tx& tx, const Account& account,
                                      const i18n::Locale& locale) {
  auto action = [&](const char* label, const char* href) {
    return pages::Action{std::string(locale.tr(label)), href};
  };
  std::vector<pages::Action> actions = {action(N_("Change the password"), "/account/password")};
  if (!account.has_second_factor) {
    actions.push_back(action(N_("Turn on the second factor"), "/account/second-factor"));
    return actions;
  }
  actions.push_back(action(N_("Use another telephone"), "/account/second-factor"));
  actions.push_back(action(N_("New recovery codes"), "/account/recovery-codes"));
  if (!needs_second_factor(tx, account.id))
    actions.push_back(action(N_("Turn off the second factor"), "/account/second-factor/remove"));
  return actions;
}

Response show_account(const PageEnvironment& env, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  const Principal& self = principal(request);
  const std::string current = token_hash_of(request);
  OwnAccountPage page{.frame = pages::frame_for(request, std::string(locale.tr("Your account")))};
  const std::string done(request.query.get("done"));
  if (done == "password")
    page.frame.flash = {{std::string(locale.tr("Your password was changed."))}};
  if (done == "on") page.frame.flash = {{std::string(locale.tr("The second factor is on."))}};
  if (done == "off") page.frame.flash = {{std::string(locale.tr("The second factor is off."))}};
  if (done == "ended") page.frame.flash = {{std::string(locale.tr("That session was ended."))}};
  for (const pages::MenuItem& item : pages::site_of(request).administration)
    if (page.frame.officer->admits(item.policy))
      page.administration.push_back({std::string(locale.tr(item.label)), item.href});
  env.database.read([&](db::Tx& tx) {
    const Account account = find_account(tx, self.user).value();
    page.actions = actions_of(tx, account, locale);
    page.actions.push_back({std::string(locale.tr("What needs two persons")), "/account/requests"});
    page.notices.clear();
    for (const Notice& notice : unread_notices(tx, self.user))
      if (auto asked = find_request(tx, notice.request))
        page.notices.push_back(notice_in_words(tx, *asked, notice.decision, locale));
    page.facts = {{std::string(locale.tr("Full name")), account.name},
                  {std::string(locale.tr("Username")), account.username}};
    for (const Grant& grant : grants_of(tx, self.user)) {
      auto unit = grant.unit ? units::find_unit(tx, grant.unit) : std::nullopt;
      page.facts.push_back({std::string(locale.tr("Role")),
                            std::string(title_of(grant.role, locale)) + ", " +
                                (unit ? unit->name : std::string(locale.tr("everywhere")))});
    }
    page.facts.push_back({std::string(locale.tr("Second factor")),
                          std::string(account.has_second_factor ? locale.tr("turned on")
                                                                : locale.tr("turned off"))});
    if (account.has_second_factor)
      page.facts.push_back({std::string(locale.tr("Recovery codes left")),
                            locale.number(recovery_codes_left(tx, self.user))});
    for (const Session& session : sessions_of(tx, env.clock, env.settings, self.user))
      page.sessions.push_back({.number = crypto::hex(session.token_hash),
                               .device = device_of(session.user_agent, locale),
                               .client = session.client,
                               .begun = session.created_at,
                               .seen = session.seen_at,
                               .current = session.token_hash == current});
  });
  return pages::render(request, views::own_account_page, page);
}

/// Ends the one session that the form names, or every other one. Nobody can end another's: the
/// session is looked for among one's own.
Response end_sessions_of_own(const PageEnvironment& env, Request& request) {
  const Principal& self = principal(request);
  const std::string current = token_hash_of(request);
  const std::string_view asked = request.form.get("session");
  env.database.write([&](db::Tx& tx) {
    for (const Session& session : sessions_of(tx, env.clock, env.settings, self.user)) {
      const bool meant =
          asked.empty() ? session.token_hash != current : crypto::hex(session.token_hash) == asked;
      if (!meant) continue;
      end_session(tx, session.token_hash);
      journal::append(tx, {.at = env.clock.now(),
                           .actor = actor_of(self),
                           .verb = "people.end_session",
                           .subject = {"account", self.user.value}});
    }
  });
  forget_sessions(request);
  return Response::redirect("/account?done=ended");
}

FormPage password_form(const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  FormPage page{.frame = own_frame(request, locale.tr("Change the password")),
                .heading = std::string(locale.tr("Change the password")),
                .action = "/account/password",
                .verb = std::string(locale.tr("Change it")),
                .out = {.cancel = "/account"}};
  page.fields = new_password_fields(locale);
  page.fields.insert(page.fields.begin(),
                     password_field("current", std::string(locale.tr("Your present password")),
                                    "current-password"));
  return page;
}

Response change_password(const PageEnvironment& env, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  const Principal& self = principal(request);
  const std::string_view fresh = request.form.get("password");
  if (fresh != request.form.get("again"))
    return refused(request, password_form(request),
                   {{"again", std::string(locale.tr("Type the same password twice."))}});
  auto checked = check_password(env.access(), self.user, request.form.get("current"));
  if (!checked)
    return refused(request, password_form(request), {at_current(checked.error(), locale)});
  auto hash = make_password_hash(env.settings, self.username, fresh);
  if (!hash) return refused(request, password_form(request), {explain(hash.error(), locale)});

  // Every session and device ends; the one that asked goes on under new tokens.
  const NewSession session = new_session_of(self.user, self.proof);
  env.database.write([&](db::Tx& tx) {
    set_password_hash(tx, env.clock, actor_of(self), self.user, *hash);
    continue_session(tx, env.access(), session, request.headers.get("User-Agent"), request.client);
  });
  forget_sessions(request);
  return begin_in_browser(request, env.settings, session,
                          Response::redirect("/account?done=password"));
}

}  // namespace

void add_own_account_pages(http::Router& router, const PageEnvironment& env) {
  router.get("/account", signed_in(),
             [env](Request& request) { return show_account(env, request); });
  router.post("/account/sessions/end", signed_in(),
              [env](Request& request) { return end_sessions_of_own(env, request); });
  router.get("/account/password", signed_in(), [](Request& request) {
    return pages::render(request, views::form_page, password_form(request));
  });
  router.post(
      "/account/password", signed_in(),
      [env](Request& request) { return change_password(env, request); }, hashing);
}

}  // namespace gandan::people
