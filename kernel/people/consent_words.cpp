#include "kernel/people/consent_words.hpp"

#include "kernel/people/page_words.hpp"

namespace gandan::people {

std::string deed_in_words(db::Tx& tx, const Asked& asked, const i18n::Locale& locale) {
  auto account = find_account(tx, asked.user);
  const std::string name = account ? account->name + " (" + account->username + ")" : "";
  switch (asked.deed) {
    case Deed::give_role:
      return locale.tr("Give {name} the role {role}, {place}",
                       {{"name", name},
                        {"role", title_of(asked.grant.role, locale)},
                        {"place", place_of(tx, asked.grant, locale)}});
    case Deed::make_password_link:
      return locale.tr("Make a link with which {name} chooses a new password", {{"name", name}});
    case Deed::remove_second_factor:
      return locale.tr("Take away the second factor of {name}", {{"name", name}});
    case Deed::enable_account:
      return locale.tr("Enable the account of {name} again", {{"name", name}});
    case Deed::change_email:
      return locale.tr("Change the e-mail of {name} to {email}",
                       {{"name", name}, {"email", asked.email}});
  }
  return {};
}

std::string_view state_in_words(const ConsentRequest& request, Instant now,
                                const i18n::Locale& locale) {
  switch (request.decision) {
    case Decision::pending:
      return now < request.expires_at ? locale.tr("waits for a second person")
                                      : locale.tr("expired without a decision");
    case Decision::consented:
      return locale.tr("consented to, in force");
    case Decision::refused:
      return locale.tr("refused");
    case Decision::withdrawn:
      return locale.tr("withdrawn");
  }
  return {};
}

std::string notice_in_words(db::Tx& tx, const ConsentRequest& request, Decision decision,
                            const i18n::Locale& locale) {
  const std::string deed = deed_in_words(tx, request.asked, locale);
  const std::string asker = asker_in_words(tx, request.asked_by, locale);
  switch (decision) {
    case Decision::pending:
      return locale.tr("{asker} asks: {deed}. A second person decides.",
                       {{"asker", asker}, {"deed", deed}});
    case Decision::consented:
      return locale.tr("In force, since a second person consented: {deed}.", {{"deed", deed}});
    case Decision::refused:
      return locale.tr("Refused by a second person: {deed}.", {{"deed", deed}});
    case Decision::withdrawn:
      return locale.tr("Withdrawn by who asked: {deed}.", {{"deed", deed}});
  }
  return {};
}

std::string asker_in_words(db::Tx& tx, UserId user, const i18n::Locale& locale) {
  auto account = user ? find_account(tx, user) : std::nullopt;
  return account ? account->name : std::string(locale.tr("The operator of the server"));
}

}  // namespace gandan::people
