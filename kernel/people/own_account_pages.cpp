#include <algorithm>

#include "kernel/pages/site.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/sessions.hpp"
#include "kernel/people/views.hpp"
#include "kernel/units/units.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

constexpr const char* issuer = "Gần Dân";
const http::RouteOptions guarded{.rate_class = "sign-in"};
/// Such a request hashes a password besides.
const http::RouteOptions hashing{.work = http::Work::password, .rate_class = "sign-in"};

pages::PageFrame own_frame(const Request& request, std::string_view title) {
  const i18n::Locale& locale = pages::locale_of(request);
  pages::PageFrame frame = pages::frame_for(request, std::string(title));
  frame.trail = {{std::string(locale.tr("Your account")), "/account"}};
  frame.searches = false;
  return frame;
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
  if (self.may_somewhere(Permission::administer_accounts))
    page.administration.push_back({std::string(locale.tr("Accounts")), "/admin/accounts"});
  if (self.may_somewhere(Permission::administer_rules)) {
    page.administration.push_back({std::string(locale.tr("Limits")), "/admin/rules"});
    page.administration.push_back({std::string(locale.tr("Working days")), "/admin/calendar"});
  }
  if (self.may_somewhere(Permission::operate))
    page.administration.push_back({std::string(locale.tr("Background work")), "/admin/jobs"});
  env.database.read([&](db::Tx& tx) {
    const Account account = find_account(tx, self.user).value();
    page.actions = {{std::string(locale.tr("Change the password")), "/account/password"},
                    account.has_second_factor
                        ? pages::Action{std::string(locale.tr("Turn off the second factor")),
                                        "/account/second-factor/remove"}
                        : pages::Action{std::string(locale.tr("Turn on the second factor")),
                                        "/account/second-factor"}};
    page.facts = {{std::string(locale.tr("Full name")), account.name},
                  {std::string(locale.tr("Username")), account.username}};
    for (const Grant& grant : self.grants) {
      auto unit = grant.unit ? units::find_unit(tx, grant.unit) : std::nullopt;
      page.facts.push_back({std::string(locale.tr("Role")),
                            std::string(title_of(grant.role, locale)) + ", " +
                                (unit ? unit->name : std::string(locale.tr("everywhere")))});
    }
    page.facts.push_back({std::string(locale.tr("Second factor")),
                          std::string(account.has_second_factor ? locale.tr("turned on")
                                                                : locale.tr("turned off"))});
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
                .verb = std::string(locale.tr("Change it"))};
  page.fields = new_password_fields(locale);
  page.fields.insert(page.fields.begin(),
                     password_field("current", std::string(locale.tr("Your present password")),
                                    "current-password"));
  return page;
}

/// What check_password() refused, said at its field.
pages::FieldError at_current(const SignInRefused& refused, const i18n::Locale& locale) {
  return {"current",
          explain(refused, std::string(locale.tr("This is not your present password.")), locale)};
}

Response change_password(const PageEnvironment& env, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  const Principal& self = principal(request);
  const std::string_view fresh = request.form.get("password");
  if (fresh != request.form.get("again"))
    return refused(request, password_form(request),
                   {{"again", std::string(locale.tr("Type the same password twice."))}});
  auto checked =
      check_password(env.database, env.clock, env.settings, self.user, request.form.get("current"));
  if (!checked)
    return refused(request, password_form(request), {at_current(checked.error(), locale)});
  auto hash = make_password_hash(env.settings, self.username, fresh);
  if (!hash) return refused(request, password_form(request), {explain(hash.error(), locale)});

  // Every session ends; the one that asked goes on under a new token.
  const NewSession session{.token = crypto::random_token(), .user = self.user};
  env.database.write([&](db::Tx& tx) {
    set_password_hash(tx, env.clock, actor_of(self), self.user, *hash);
    begin_session(tx, env.clock, env.settings, session, request.headers.get("User-Agent"),
                  request.client);
  });
  forget_sessions(request);
  return Response::redirect("/account?done=password").set_cookie(begin_cookie(request, session));
}

std::string in_fours(std::string_view text) {
  std::string groups;
  for (std::size_t at = 0; at < text.size(); at += 4)
    groups += (at == 0 ? "" : " ") + std::string(text.substr(at, 4));
  return groups;
}

SecondFactorPage factor_page(const Request& request, std::string secret) {
  const i18n::Locale& locale = pages::locale_of(request);
  return {.frame = own_frame(request, locale.tr("Turn on the second factor")),
          .issuer = issuer,
          .account = principal(request).username,
          .secret = std::move(secret),
          .code = {.name = "code",
                   .label = std::string(locale.tr("The six digits that your application shows")),
                   .required = true,
                   .short_input = true,
                   .autocomplete = "one-time-code",
                   .max_length = 10}};
}

/// A factor that is on is turned off first, which asks for the password: a session left open
/// somewhere must not be enough to put another telephone in its place.
bool has_factor(const PageEnvironment& env, const Request& request) {
  return env.database.read([&](db::Tx& tx) {
    auto account = find_account(tx, principal(request).user);
    return account && account->has_second_factor;
  });
}

Response show_factor_form(const PageEnvironment& env, const Request& request) {
  if (has_factor(env, request)) return Response::redirect("/account/second-factor/remove");
  return pages::render(request, views::second_factor_page,
                       factor_page(request, in_fours(crypto::base32(crypto::make_totp_secret()))));
}

Response turn_on_factor(const PageEnvironment& env, Request& request) {
  if (has_factor(env, request)) return Response::redirect("/account/second-factor/remove");
  const Principal& self = principal(request);
  const std::string shown(request.form.get("secret"));
  auto secret = crypto::from_base32(shown);
  if (!secret || secret->size() != crypto::totp_secret_size)
    return Response::redirect("/account/second-factor");
  const auto step = crypto::verify_totp(*secret, request.form.get("code"), env.clock.now(), 0);
  if (!step) {
    SecondFactorPage page = factor_page(request, shown);
    page.code.error = pages::locale_of(request).tr(
        "This is not the code for the key above. Wait for the next one and type it.");
    page.errors = {{"code", page.code.error}};
    page.frame.has_errors = true;
    return pages::render(request, views::second_factor_page, page, 422);
  }
  env.database.write([&](db::Tx& tx) {
    set_totp_secret(tx, env.clock, actor_of(self), self.user, *secret, *step);
  });
  return Response::redirect("/account?done=on");
}

FormPage remove_factor_form(const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  FormPage page{.frame = own_frame(request, locale.tr("Turn off the second factor")),
                .heading = std::string(locale.tr("Turn off the second factor")),
                .intro = std::string(locale.tr("Your password alone will then open your account.")),
                .action = "/account/second-factor/remove",
                .verb = std::string(locale.tr("Turn it off"))};
  page.fields = {password_field("current", std::string(locale.tr("Your present password")),
                                "current-password")};
  return page;
}

Response remove_factor(const PageEnvironment& env, Request& request) {
  const Principal& self = principal(request);
  auto checked =
      check_password(env.database, env.clock, env.settings, self.user, request.form.get("current"));
  if (!checked)
    return refused(request, remove_factor_form(request),
                   {at_current(checked.error(), pages::locale_of(request))});
  env.database.write(
      [&](db::Tx& tx) { set_totp_secret(tx, env.clock, actor_of(self), self.user, ""); });
  return Response::redirect("/account?done=off");
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
  router.get("/account/second-factor", signed_in(),
             [env](Request& request) { return show_factor_form(env, request); });
  router.post(
      "/account/second-factor", signed_in(),
      [env](Request& request) { return turn_on_factor(env, request); }, guarded);
  router.get("/account/second-factor/remove", signed_in(), [](Request& request) {
    return pages::render(request, views::form_page, remove_factor_form(request));
  });
  router.post(
      "/account/second-factor/remove", signed_in(),
      [env](Request& request) { return remove_factor(env, request); }, hashing);
}

}  // namespace gandan::people
