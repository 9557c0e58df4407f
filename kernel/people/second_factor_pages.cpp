#include "kernel/pages/site.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/return_path.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/sessions.hpp"
#include "kernel/people/set_up_factor.hpp"
#include "kernel/people/views/factor.hpp"
#include "kernel/people/views/forms.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

constexpr const char* issuer = "Gần Dân";
/// Such a request hashes a password.
const http::RouteOptions hashing_factor{.work = http::Work::password, .rate_class = "sign-in"};

/// Who sets it up: somebody who is signed in, or whose sign-in waits for it.
struct Owner {
  Account account;
  SessionState state = SessionState::whole;
  std::string secret;  ///< that their session holds for them
};
std::optional<Owner> owner_of(const PageEnvironment& env, const Request& request) {
  const std::string token_hash = token_hash_of(request);
  auto secret = token_hash.empty() ? std::nullopt : secret_to_set_up(env.access(), token_hash);
  if (!secret) return std::nullopt;
  return env.database.read([&](db::Tx& tx) -> std::optional<Owner> {
    auto session = find_session(tx, env.clock, env.settings, token_hash);
    auto account = session && load_principal(tx, session->user) ? find_account(tx, session->user)
                                                                : std::nullopt;
    if (!account) return std::nullopt;
    return Owner{std::move(*account), session->state, *secret};
  });
}

std::string_view next_of(const Request& request) {
  return request.form.has("next") ? request.form.get("next") : request.query.get("next");
}

std::vector<pages::Field> set_up_fields(const Owner& owner, const i18n::Locale& locale) {
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  std::vector<pages::Field> fields;
  fields.push_back(code_field(
      "code", word(N_("The six digits that your application shows for this key")), Takes::digits));
  if (owner.account.has_second_factor)
    fields.push_back(code_field("old_code",
                                word(N_("A code of the present telephone, or a recovery code")),
                                Takes::recovery_code_too));
  fields.push_back(
      password_field("current", word(N_("Your present password")), "current-password"));
  return fields;
}

SecondFactorPage set_up_form(const Request& request, const Owner& owner) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  const std::string title = owner.account.has_second_factor ? word(N_("Use another telephone"))
                                                            : word(N_("Turn on the second factor"));
  const std::string uri = crypto::totp_uri(owner.secret, issuer, owner.account.username);
  const bool first = owner.state == SessionState::needs_factor;
  SecondFactorPage page{
      .frame = first ? pages::frame_for(request, title) : own_frame(request, title),
      .heading = title,
      .intro = first ? word(N_("Your role opens what others have sealed. So a password alone does "
                               "not open your account: go on with a second factor."))
                     : "",
      .action = first ? "/sign-in/second-factor" : "/account/second-factor",
      .next = first ? std::string(safe_return_path(next_of(request))) : "",
      .issuer = issuer,
      .account = owner.account.username,
      .key = in_fours(crypto::base32(owner.secret), ' '),
      .uri = uri,
      .code = qr::encode(uri),
      .fields = set_up_fields(owner, locale)};
  page.frame.searches = false;
  if (first)
    page.out.signs_out = true;
  else
    page.out.cancel = "/account";
  if (owner.account.has_second_factor) page.out.lost = without_telephone(locale);
  return page;
}

pages::FieldError explain(const SetUpRefused& refused, const i18n::Locale& locale) {
  const SignInRefused slowed{.wait_until = refused.wait_until};
  auto at = [&](const char* field, std::string_view wrong) {
    return pages::FieldError{field, explain(slowed, std::string(wrong), locale)};
  };
  switch (refused.part) {
    case SetUpRefused::Part::code:
      return at("code", locale.tr("This is not the code for the key above. Wait for the next one "
                                  "and type it."));
    case SetUpRefused::Part::old_code:
      return at("old_code", locale.tr("The code is wrong or was used. Type the one shown now, or a "
                                      "recovery code that you have not "
                                      "used."));
    case SetUpRefused::Part::secret:
      return at("code", locale.tr("The key was shown too long ago. Take the new one above into "
                                  "your application, and type its code."));
    case SetUpRefused::Part::password:
      break;
  }
  return at("current", locale.tr("This is not your present password."));
}

Response show_codes(const Request& request, std::string account, std::vector<std::string> codes,
                    std::string_view next = "/account") {
  const i18n::Locale& locale = pages::locale_of(request);
  RecoveryCodesPage page{
      .frame = pages::frame_for(request, std::string(locale.tr("Your recovery codes"))),
      .account = std::move(account),
      .codes = std::move(codes),
      .next = std::string(next)};
  page.frame.searches = false;
  if (page.frame.officer) page.frame.officer->reminder = {};  // of what was just done
  return pages::render(request, views::recovery_codes_page, page);
}

Response show_set_up(const PageEnvironment& env, const Request& request) {
  auto owner = owner_of(env, request);
  if (!owner) return Response::redirect("/sign-in");
  return pages::render(request, views::second_factor_page, set_up_form(request, *owner));
}

Response set_up(const PageEnvironment& env, Request& request) {
  auto done = set_up_second_factor(env.access(),
                                   {.token_hash = token_hash_of(request),
                                    .password = std::string(request.form.get("current")),
                                    .old_code = std::string(request.form.get("old_code")),
                                    .code = std::string(request.form.get("code")),
                                    .user_agent = std::string(request.headers.get("User-Agent")),
                                    .client = request.client});
  if (!done) {
    auto owner = owner_of(env, request);
    if (!owner) return Response::redirect("/sign-in");
    SecondFactorPage page = set_up_form(request, *owner);
    page.errors = {explain(done.error(), pages::locale_of(request))};
    show_errors(page.fields, page.errors);
    page.frame.has_errors = true;
    return pages::render(request, views::second_factor_page, page, 422);
  }
  forget_sessions(request);
  const bool first = request.path == "/sign-in/second-factor";
  return begin_in_browser(
      request, env.settings, done->session,
      show_codes(request, done->username, std::move(done->recovery_codes),
                 first ? start_of_work(request, request.form.get("next")) : "/account"));
}

// --- turning it off, and new recovery codes: both ask for password and code ----------------------

FormPage proof_form(const Request& request, const char* title, const char* intro,
                    const char* action, const char* verb) {
  const i18n::Locale& locale = pages::locale_of(request);
  FormPage page{.frame = own_frame(request, locale.tr(title)),
                .heading = std::string(locale.tr(title)),
                .intro = std::string(locale.tr(intro)),
                .action = action,
                .verb = std::string(locale.tr(verb)),
                .out = {.cancel = "/account", .lost = without_telephone(locale)}};
  page.fields = {
      password_field("current", std::string(locale.tr("Your present password")),
                     "current-password"),
      code_field("code", std::string(locale.tr("The six digits that your application shows")),
                 Takes::recovery_code_too)};
  page.fields[1].hint = locale.tr("Without your telephone: one of your recovery codes.");
  return page;
}

FormPage remove_form(const Request& request) {
  return proof_form(request, N_("Turn off the second factor"),
                    N_("Your password alone will then open your account."),
                    "/account/second-factor/remove", N_("Turn it off"));
}

FormPage new_codes_form(const Request& request) {
  return proof_form(request, N_("New recovery codes"),
                    N_("Ten new codes take the place of the earlier ones."),
                    "/account/recovery-codes", N_("Make new codes"));
}

std::optional<pages::FieldError> unproved(const PageEnvironment& env, const Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto checked = check_password_and_code(env.access(), principal(request).user,
                                         request.form.get("current"), request.form.get("code"));
  if (checked) return std::nullopt;
  if (checked.error().part == SignInRefused::Part::password)
    return at_current(checked.error(), locale);
  const std::string wrong(locale.tr(
      "The code is wrong or was used. Type the one shown now, or a recovery code that you have not "
      "used."));
  return pages::FieldError{"code", explain(checked.error(), wrong, locale)};
}

/// What needs a second factor to be done to; and, where a role wants one, not to be turned off.
bool is_on(const PageEnvironment& env, const Request& request) {
  return env.database.read(
      [&](db::Tx& tx) { return has_second_factor(tx, principal(request).user); });
}
bool is_wanted(const PageEnvironment& env, const Request& request) {
  return env.database.read(
      [&](db::Tx& tx) { return needs_second_factor(tx, principal(request).user); });
}

Response show_remove(const PageEnvironment& env, const Request& request) {
  if (!is_on(env, request) || is_wanted(env, request)) return Response::redirect("/account");
  return pages::render(request, views::form_page, remove_form(request));
}

Response remove(const PageEnvironment& env, Request& request) {
  if (!is_on(env, request)) return Response::redirect("/account");
  if (is_wanted(env, request))
    return Response::error(
        403, std::string(pages::locale_of(request).tr(
                 "One of your roles wants a second factor: it stays on while you hold it.")));
  if (auto wrong = unproved(env, request)) return refused(request, remove_form(request), {*wrong});
  const Principal& self = principal(request);
  const NewSession session = new_session_of(self.user);
  env.database.write([&](db::Tx& tx) {
    (void)remove_second_factor(tx, env.clock, actor_of(self), self.user);
    continue_session(tx, env.access(), session, request.headers.get("User-Agent"), request.client);
  });
  forget_sessions(request);
  return begin_in_browser(request, env.settings, session, Response::redirect("/account?done=off"));
}

Response show_new_codes(const PageEnvironment& env, const Request& request) {
  if (!is_on(env, request)) return Response::redirect("/account");
  return pages::render(request, views::form_page, new_codes_form(request));
}

Response make_new_codes(const PageEnvironment& env, Request& request) {
  if (!is_on(env, request)) return Response::redirect("/account");
  if (auto wrong = unproved(env, request))
    return refused(request, new_codes_form(request), {*wrong});
  const Principal& self = principal(request);
  auto codes = env.database.write(
      [&](db::Tx& tx) { return make_recovery_codes(tx, env.clock, actor_of(self), self.user); });
  forget_sessions(request);
  return show_codes(request, self.username, std::move(codes));
}

}  // namespace

void add_second_factor_pages(http::Router& router, const PageEnvironment& env) {
  auto show = [env](Request& request) { return show_set_up(env, request); };
  auto save = [env](Request& request) { return set_up(env, request); };
  // What is shown is kept with the session: a read that writes.
  const http::RouteOptions writing{.work = http::Work::writes};
  router.get("/account/second-factor", signed_in(), show, writing);
  router.post("/account/second-factor", signed_in(), save, hashing_factor);
  // For whom the gate does not admit yet: the session that waits is looked for in the handler.
  router.get("/sign-in/second-factor", http::everyone(), show, writing);
  router.post("/sign-in/second-factor", http::everyone(), save, hashing_factor);
  router.get("/account/second-factor/remove", signed_in(),
             [env](Request& request) { return show_remove(env, request); });
  router.post(
      "/account/second-factor/remove", signed_in(),
      [env](Request& request) { return remove(env, request); }, hashing_factor);
  router.get("/account/recovery-codes", signed_in(),
             [env](Request& request) { return show_new_codes(env, request); });
  router.post(
      "/account/recovery-codes", signed_in(),
      [env](Request& request) { return make_new_codes(env, request); }, hashing_factor);
}

}  // namespace gandan::people
