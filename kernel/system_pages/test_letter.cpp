#include "kernel/system_pages/test_letter.hpp"

#include "kernel/journal/journal.hpp"

namespace gandan::system_pages {

std::optional<mail::Mailbox> test_address(db::Tx& tx, const Services& services,
                                          people::UserId user) {
  if (services.post == nullptr) return std::nullopt;
  const auto account = people::find_account(tx, user);
  auto address = account ? mail::parse_address(account->email) : std::nullopt;
  if (!address) return std::nullopt;
  return mail::Mailbox{account->name, std::move(*address)};
}

Result<void, NotSent> send_test_letter(Services& services, const people::Principal& by,
                                       const i18n::Locale& locale) {
  auto to = services.database.read([&](db::Tx& tx) { return test_address(tx, services, by.user); });
  if (!to)
    return fail(
        NotSent{std::string(locale.tr(N_("No letter can be sent: see below what is missing.")))});
  const Instant now = services.clock.now();
  const mail::Message message{
      .from = services.post->from,
      .to = std::move(*to),
      .subject = "Gần Dân: " + std::string(locale.tr(N_("A test letter"))),
      .text = std::string(locale.tr(
                  N_("You asked for this letter on the page of the system. Letters arrive."))) +
              "\n\n" + services.post->public_url + "/admin/system\n",
      .id = "test." + std::to_string(by.user.value) + "." + std::to_string(now.micros),
      .unsubscribe = ""};
  const auto sent = services.post->mailer->send(message, now);
  services.database.write([&](db::Tx& tx) {
    journal::append(tx, {.at = now,
                         .actor = people::actor_of(by),
                         .verb = "system.send_test_letter",
                         .subject = {"account", by.user.value},
                         .detail = sent ? "{\"taken\":1}" : "{\"taken\":0}"});
  });
  if (!sent) return fail(NotSent{sent.error().reason});
  return {};
}

}  // namespace gandan::system_pages
