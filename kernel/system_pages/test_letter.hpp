// A letter that an operator sends to themself, to see whether letters leave.
#pragma once
#include <optional>
#include <string>

#include "kernel/module/services.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::system_pages {

/// Why none was sent: in words of the page's language, or of the mail server.
struct NotSent {
  std::string reason;
};

/// Where it would go: the account's address; nothing where it has none that mail can be sent to, or
/// no letters leave this server.
[[nodiscard]] std::optional<mail::Mailbox> test_address(db::Tx& tx, const Services& services,
                                                        people::UserId user);
/// Sends it at once, so that a mail server which does not answer keeps the caller waiting, and
/// journals that it was tried ("system.send_test_letter", on the account).
[[nodiscard]] Result<void, NotSent> send_test_letter(Services& services,
                                                     const people::Principal& by,
                                                     const i18n::Locale& locale);

}  // namespace gandan::system_pages
