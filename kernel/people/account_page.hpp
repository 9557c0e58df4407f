// The page of one account, shown again by every deed on it. Only for this module's .cpp files.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/people/consents.hpp"
#include "kernel/people/page_models.hpp"
#include "kernel/people/pages.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::people {

[[nodiscard]] pages::PageFrame accounts_frame(const http::Request& request, std::string title);

/// "in use", "disabled".
[[nodiscard]] pages::Badge state_of(const Account& account, const i18n::Locale& locale);

/// What the page of one account is shown with, besides the account.
struct Shown {
  std::vector<pages::FieldError> errors = {};
  std::string link = {};  ///< a one-time link that was just made; shown once
};
/// 404 where the reader does not administer it. `?done=` says what was just done.
[[nodiscard]] http::Response show_account(const PageEnvironment& env, const http::Request& request,
                                          std::string_view username, Shown shown = {});

/// The link of this token: made, or the same again where a second press asks for it and its owner
/// has not used it. Empty where it was used.
[[nodiscard]] std::string link_once(db::Tx& tx, const PageEnvironment& env, journal::Actor by,
                                    UserId user, std::string_view token);

[[nodiscard]] std::string_view explain(ConsentError error, const i18n::Locale& locale);
/// Whether they themself asked for it, and it waits.
[[nodiscard]] bool has_asked(db::Tx& tx, const Clock& clock, UserId by, const Asked& asked);

/// /admin/accounts/{username}/…: what is done to it
void add_account_deeds(http::Router& router, const PageEnvironment& environment);

}  // namespace gandan::people
