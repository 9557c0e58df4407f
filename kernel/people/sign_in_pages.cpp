#include <algorithm>
#include <memory>

#include "kernel/pages/site.hpp"
#include "kernel/people/page_models.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/return_path.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/sessions.hpp"
#include "kernel/people/views/forms.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

/// Guessing is slowed by the lock of the name and, across names, by this class of requests.
const http::RouteOptions guarded{.rate_class = "sign-in"};
/// Such a request hashes a password besides.
const http::RouteOptions hashing_sign_in{.work = http::Work::password, .rate_class = "sign-in"};

OfferedAccount offered(const SignInOffer& offer, const i18n::Locale& locale) {
  OfferedAccount account{.username = offer.username,
                         .name = offer.name,
                         .verb = locale.tr("Sign in as {name}", {{"name", offer.name}})};
  for (const SignInOffer::Post& post : offer.posts)
    account.roles += (account.roles.empty() ? "" : "; ") +
                     std::string(title_of(post.role, locale)) + ", " +
                     (post.where.empty() ? std::string(locale.tr("everywhere")) : post.where);
  return account;
}

FormPage sign_in_form(const Request& request, const SignInOffers& offers, std::string_view username,
                      std::string_view next) {
  const i18n::Locale& locale = pages::locale_of(request);
  FormPage page{.frame = pages::frame_for(request, std::string(locale.tr("Staff sign-in"))),
                .heading = std::string(locale.tr("Staff sign-in")),
                .intro = std::string(locale.tr(
                    "For members of staff. Residents need no account to ask or to follow.")),
                .action = "/sign-in",
                .next = std::string(safe_return_path(next)),
                .verb = std::string(locale.tr("Sign in"))};
  page.fields = {
      {.name = "username",
       .label = std::string(locale.tr("Username")),
       .value = std::string(username),
       .required = true,
       .autocomplete = "username",
       .max_length = 40},
      password_field("password", std::string(locale.tr("Password")), "current-password")};
  page.frame.searches = false;
  page.offered_password = offers.password;
  for (const SignInOffer& offer : offers.accounts) page.offered.push_back(offered(offer, locale));
  return page;
}

FormPage code_form(const Request& request, std::string_view next) {
  const i18n::Locale& locale = pages::locale_of(request);
  FormPage page{.frame = pages::frame_for(request, std::string(locale.tr("Your code"))),
                .heading = std::string(locale.tr("Your code")),
                .action = "/sign-in/code",
                .next = std::string(safe_return_path(next)),
                .verb = std::string(locale.tr("Sign in"))};
  page.fields = {code_field("code",
                            std::string(locale.tr("The six digits that your application shows")),
                            Takes::recovery_code_too)};
  page.fields[0].hint = locale.tr("Without your telephone: one of your recovery codes.");
  page.out = {.signs_out = true, .lost = without_telephone(locale)};
  page.frame.searches = false;
  return page;
}

/// A code that the demonstration's own second factor shows now and that was not used; empty for
/// every other account.
std::string offered_code(const PageEnvironment& env, const SignInOffers& offers,
                         const Request& request) {
  const std::string token_hash = token_hash_of(request);
  if (offers.accounts.empty() || token_hash.empty()) return {};
  const crypto::KeyFile& keys = env.keys.get();
  return env.database.read([&](db::Tx& tx) -> std::string {
    auto session = find_session(tx, env.clock, env.settings, token_hash);
    auto account = session ? find_account(tx, session->user) : std::nullopt;
    auto known = account ? totp_secret_of(tx, keys, account->id) : std::nullopt;
    const auto offer = std::find_if(
        offers.accounts.begin(), offers.accounts.end(),
        [&](const SignInOffer& one) { return account && one.username == account->username; });
    if (!known || offer == offers.accounts.end() || offer->totp_secret != known->secret) return {};
    const std::int64_t now = crypto::totp_step(env.clock.now());
    const std::int64_t step = std::max(now - 1, known->used_step + 1);
    return step > now + 1 ? "" : crypto::totp_code(known->secret, step);
  });
}

Response show_code_form(const PageEnvironment& env, const SignInOffers& offers,
                        const Request& request) {
  FormPage page = code_form(request, request.query.get("next"));
  page.offered_code = offered_code(env, offers, request);
  return pages::render(request, views::form_page, page);
}

std::string next_step(const Request& request, SessionState state, std::string_view next) {
  const std::string then = "?next=" + encoded(safe_return_path(next));
  switch (state) {
    case SessionState::needs_code:
      return "/sign-in/code" + then;
    case SessionState::needs_factor:
      return "/sign-in/second-factor" + then;
    case SessionState::whole:
      break;
  }
  return std::string(start_of_work(request, next));
}

Response sign_in_with(const PageEnvironment& env, const SignInOffers& offers, Request& request) {
  const std::string_view username = request.form.get("username");
  const std::string_view next = request.form.get("next");
  auto session =
      sign_in(env.access(), {.username = std::string(username),
                             .password = std::string(request.form.get("password")),
                             .user_agent = std::string(request.headers.get("User-Agent")),
                             .client = request.client,
                             .device = device_token_of(request)});
  if (!session) {
    const i18n::Locale& locale = pages::locale_of(request);
    std::string said = explain(
        session.error(), std::string(locale.tr("The username or the password is wrong.")), locale);
    if (session.error().wait_until)
      said.append(" ").append(locale.tr(
          "From a device that you signed in from before, or from another network, you need not "
          "wait."));
    return refused(request, sign_in_form(request, offers, username, next),
                   {{"username", std::move(said)}});
  }
  if (const std::string old = token_hash_of(request); !old.empty()) {
    env.database.write([&](db::Tx& tx) { end_session(tx, old); });
    forget_sessions(request);
  }
  return begin_in_browser(request, env.settings, *session,
                          Response::redirect(next_step(request, session->state, next)));
}

Response code_with(const PageEnvironment& env, const SignInOffers& offers, Request& request) {
  const std::string_view next = request.form.get("next");
  auto session = sign_in_code(env.access(),
                              {.token = std::string(request.cookie(session_cookie(request.secure))),
                               .code = std::string(request.form.get("code")),
                               .device = device_token_of(request)});
  if (!session) {
    const i18n::Locale& locale = pages::locale_of(request);
    const std::string wrong(
        locale.tr("The code is wrong or was used. Type the one shown now, or a recovery code that "
                  "you have not "
                  "used."));
    FormPage page = code_form(request, next);
    page.offered_code = offered_code(env, offers, request);
    return refused(request, std::move(page), {{"code", explain(session.error(), wrong, locale)}});
  }
  forget_sessions(request);
  return begin_in_browser(request, env.settings, *session,
                          Response::redirect(start_of_work(request, next)));
}

Response sign_out(const PageEnvironment& env, Request& request) {
  if (const std::string hash = token_hash_of(request); !hash.empty()) {
    const Principal* leaving = find_principal(request);
    if (leaving != nullptr && env.before_sign_out) env.before_sign_out(leaving->user);
    env.database.write([&](db::Tx& tx) {
      end_session(tx, hash);
      if (const Principal* principal = find_principal(request))
        journal::append(tx, {.at = env.clock.now(),
                             .actor = actor_of(*principal),
                             .verb = "people.sign_out",
                             .subject = {"account", principal->user.value}});
    });
    forget_sessions(request);
  }
  return Response::redirect("/").set_cookie(end_cookie(request));
}

// --- setting a password by a one-time link ------------------------------------------------------

FormPage link_form(const Request& request, std::string_view token, bool first_administrator) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string heading(first_administrator ? locale.tr("The first administrator")
                                                : locale.tr("Choose your password"));
  FormPage page{.frame = pages::frame_for(request, heading),
                .heading = heading,
                .action = "/set-password/" + std::string(token),
                .verb = std::string(locale.tr("Save"))};
  page.frame.searches = false;
  if (first_administrator) {
    page.intro = locale.tr(
        "This installation has no account yet. Yours will administer accounts, rules and units.");
    page.fields = {{.name = "username",
                    .label = std::string(locale.tr("Username")),
                    .value = std::string(request.form.get("username")),
                    .required = true,
                    .autocomplete = "username",
                    .max_length = 40},
                   {.name = "name",
                    .label = std::string(locale.tr("Your name")),
                    .value = std::string(request.form.get("name")),
                    .required = true,
                    .autocomplete = "name"}};
  }
  for (pages::Field& field : new_password_fields(locale)) page.fields.push_back(std::move(field));
  return page;
}

Response link_spent(const Request& request) {
  return Response::error(
      410, std::string(pages::locale_of(request).tr(
               "This link was used or has expired. Ask your administrator for a new one.")));
}

Response show_link(const PageEnvironment& env, Request& request, std::string_view token) {
  auto link = env.database.read([&](db::Tx& tx) { return find_link(tx, env.clock, token); });
  if (!link) return link_spent(request);
  return pages::render(
      request, views::form_page,
      link_form(request, token, link->purpose == LinkPurpose::first_administrator));
}

Response follow_link(const PageEnvironment& env, Request& request, std::string_view token) {
  const i18n::Locale& locale = pages::locale_of(request);
  std::optional<Account> account;
  auto link = env.database.read([&](db::Tx& tx) {
    auto found = find_link(tx, env.clock, token);
    if (found && found->user) account = find_account(tx, found->user);
    return found;
  });
  if (!link) return link_spent(request);
  const bool first = link->purpose == LinkPurpose::first_administrator;
  const std::string username(account ? account->username : request.form.get("username"));
  const std::string_view password = request.form.get("password");
  auto wrong = [&](pages::FieldError error) {
    return refused(request, link_form(request, token, first), {std::move(error)});
  };
  if (password != request.form.get("again"))
    return wrong({"again", std::string(locale.tr("Type the same password twice."))});
  auto hash = make_password_hash(env.settings, username, password);
  if (!hash) return wrong(explain(hash.error(), locale));

  // Nothing is wrong with the account where the link is spent.
  using NotSet = std::optional<AccountError>;
  auto set = env.database.write([&](db::Tx& tx) -> Result<void, NotSet> {
    if (!find_link(tx, env.clock, token) || !use_link(tx, env.clock, token)) return fail(NotSet{});
    UserId user = link->user;
    if (first) {
      NewAccount form{.username = username,
                      .name = std::string(request.form.get("name")),
                      .grants = {{Role::administrator}}};
      auto created = create_account(tx, env.ids, env.clock, journal::Actor::system(), form);
      if (!created) return fail(NotSet{created.error()});
      user = *created;
    }
    set_password_hash(tx, env.clock, journal::Actor::officer(user.value), user, *hash);
    note_password_from(tx, user, *link);
    return {};
  });
  if (!set) return set.error() ? wrong(explain(*set.error(), locale)) : link_spent(request);
  forget_sessions(request);
  return Response::redirect("/sign-in");
}

}  // namespace

void add_sign_in_pages(http::Router& router, const PageEnvironment& env, SignInOffers given) {
  const auto offers = std::make_shared<const SignInOffers>(std::move(given));
  router.get("/sign-in", http::everyone(), [offers](Request& request) {
    return pages::render(request, views::form_page,
                         sign_in_form(request, *offers, "", request.query.get("next")));
  });
  router.post(
      "/sign-in", http::everyone(),
      [env, offers](Request& request) { return sign_in_with(env, *offers, request); },
      hashing_sign_in);
  router.get("/sign-in/code", http::everyone(),
             [env, offers](Request& request) { return show_code_form(env, *offers, request); });
  router.post(
      "/sign-in/code", http::everyone(),
      [env, offers](Request& request) { return code_with(env, *offers, request); }, guarded);
  router.post("/sign-out", http::everyone(),
              [env](Request& request) { return sign_out(env, request); });
  router.get(
      "/set-password/{token}", http::key_holders(),
      [env](Request& request, std::string_view token) { return show_link(env, request, token); });
  router.post(
      "/set-password/{token}", http::key_holders(),
      [env](Request& request, std::string_view token) { return follow_link(env, request, token); },
      hashing_sign_in);
}

}  // namespace gandan::people
