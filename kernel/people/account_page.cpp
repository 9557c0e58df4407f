#include "kernel/people/account_page.hpp"

#include <algorithm>
#include <array>

#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/consent_words.hpp"
#include "kernel/people/grant_form.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/views/accounts.hpp"

namespace gandan::people {
namespace {

struct DoneWords {
  std::string_view done;
  const char* words;
};
constexpr std::array done_words = {
    DoneWords{"given", N_("The role was given. It counts from the next sign-in.")},
    DoneWords{"taken", N_("The role was taken away.")},
    DoneWords{"disabled", N_("The account is disabled.")},
    DoneWords{"enabled", N_("The account is enabled again.")},
    DoneWords{"email", N_("The e-mail was saved.")},
    DoneWords{"asked", N_("Your request waits for a second person. Nothing has changed yet.")}};

std::optional<pages::Flash> flash_of(const http::Request& request) {
  for (const DoneWords& each : done_words)
    if (request.query.get("done") == each.done)
      return pages::Flash{std::string(pages::locale_of(request).tr(each.words))};
  return std::nullopt;
}

/// What is known of the account, and what waits about it.
void fill(db::Tx& tx, const PageEnvironment& env, const Account& account,
          const i18n::Locale& locale, AccountPage& page) {
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  page.frame.title = account.name;
  page.username = account.username;
  page.disabled = account.disabled;
  page.facts = {{word(N_("Username")), account.username},
                {word(N_("State")), state_of(account, locale).word},
                {word(N_("Second factor")),
                 account.has_second_factor ? word(N_("turned on")) : word(N_("turned off"))}};
  page.has_second_factor = account.has_second_factor;
  page.email.value = account.email;
  page.waiting.clear();
  for (const ConsentRequest& one : pending_requests(tx, env.clock))
    if (one.asked.user == account.id) page.waiting.push_back(deed_in_words(tx, one.asked, locale));
  page.grants.clear();
  for (const Grant& grant : grants_of(tx, account.id))
    page.grants.push_back({.role = std::string(title_of(grant.role, locale)),
                           .where = place_of(tx, grant, locale),
                           .role_name = std::string(name_of(grant.role)),
                           .unit = grant.unit.value});
}

void fill_email(const http::Request& request, AccountPage& page) {
  page.email.name = "email";
  page.email.label = pages::locale_of(request).tr("E-mail");
  page.email.type = "email";
  page.email.max_length = 254;
  if (request.form.has("email")) page.email.value = request.form.get("email");
  for (const pages::FieldError& error : page.errors)
    if (error.field == page.email.name) page.email.error = error.message;
}

}  // namespace

pages::PageFrame accounts_frame(const http::Request& request, std::string title) {
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

http::Response show_account(const PageEnvironment& env, const http::Request& request,
                            std::string_view username, Shown shown) {
  AccountPage page{.frame = accounts_frame(request, ""),
                   .errors = std::move(shown.errors),
                   .link = std::move(shown.link)};
  page.frame.live = true;
  page.frame.path = "/admin/accounts/" + std::string(username);
  page.frame.form = pages::PageForm{.id = "give-role"};
  page.frame.flash = flash_of(request);
  const bool found = env.database.read([&](db::Tx& tx) {
    auto account = find_account(tx, username);
    if (!account || !may_administer(tx, principal(request), account->id)) return false;
    fill(tx, env, *account, pages::locale_of(request), page);
    page.grant = grant_fields(tx, env, request);
    return true;
  });
  if (!found) return http::Response::not_found();
  fill_email(request, page);
  page.frame.has_errors = !page.errors.empty();
  mark(page.grant, page.errors);
  return pages::render(request, views::account_page, page, page.errors.empty() ? 200 : 422);
}

std::string link_once(db::Tx& tx, const PageEnvironment& env, journal::Actor by, UserId user,
                      std::string_view token) {
  if (find_link(tx, env.clock, token)) return "/set-password/" + std::string(token);
  return make_password_link(tx, env.clock, env.settings, by, user, token);
}

std::string_view explain(ConsentError error, const i18n::Locale& locale) {
  if (error == ConsentError::for_oneself)
    return locale.tr("Nobody asks this for themself: another administrator must.");
  if (error == ConsentError::asked_already)
    return locale.tr("This was asked already and waits for a second person.");
  return locale.tr("Write why, in at least ten characters: a second person reads it and decides.");
}

bool has_asked(db::Tx& tx, const Clock& clock, UserId by, const Asked& asked) {
  const auto waiting = pending_requests(tx, clock);
  return std::any_of(waiting.begin(), waiting.end(), [&](const ConsentRequest& one) {
    return one.asked_by == by && one.asked.deed == asked.deed && one.asked.user == asked.user &&
           one.asked.grant == asked.grant;
  });
}

}  // namespace gandan::people
