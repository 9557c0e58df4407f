// Words and small steps that the pages of accounts share. Only for this module's .cpp files.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/people/page_models.hpp"
#include "kernel/people/people.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::people {

/// "Answering officer", in the reader's language.
[[nodiscard]] std::string_view title_of(Role role, const i18n::Locale& locale);
/// "Xã Chi Lăng and what is beneath it", "everywhere".
[[nodiscard]] std::string place_of(db::Tx& tx, const Grant& grant, const i18n::Locale& locale);
/// What to do about an error of an account form, and the field that it belongs to.
[[nodiscard]] pages::FieldError explain(AccountError error, const i18n::Locale& locale);
/// The fields whose errors these are, with their messages in place.
void show_errors(std::vector<pages::Field>& fields, const std::vector<pages::FieldError>& errors);
/// "The name or the password is wrong", or until when the name is locked.
[[nodiscard]] std::string explain(const SignInRefused& refused, std::string wrong,
                                  const i18n::Locale& locale);
/// "Firefox, Android", as far as a browser says.
[[nodiscard]] std::string device_of(std::string_view user_agent, const i18n::Locale& locale);

[[nodiscard]] pages::Field password_field(std::string name, std::string label,
                                          std::string autocomplete);
/// "password" and "again".
[[nodiscard]] std::vector<pages::Field> new_password_fields(const i18n::Locale& locale);

/// The page again, with what is wrong in it: 422.
[[nodiscard]] http::Response refused(const http::Request& request, FormPage page,
                                     std::vector<pages::FieldError> errors);

/// The frame of a page beneath one's own account.
[[nodiscard]] pages::PageFrame own_frame(const http::Request& request, std::string_view title);
/// What check_password() refused, said at the field "current".
[[nodiscard]] pages::FieldError at_current(const SignInRefused& refused,
                                           const i18n::Locale& locale);
/// Six digits of the application; as wide as a recovery code where that is taken too.
enum class Takes { digits, recovery_code_too };
[[nodiscard]] pages::Field code_field(std::string name, std::string label, Takes takes);
/// What to do without the telephone: for pages that ask for a code.
[[nodiscard]] std::vector<std::string> without_telephone(const i18n::Locale& locale);
/// Where whoever signs in wanted to go; else the first entry of the officers' menu: their work.
[[nodiscard]] std::string_view start_of_work(const http::Request& request, std::string_view next);

/// The answer with the cookies that begin a session in the browser and let its device be known.
[[nodiscard]] http::Response begin_in_browser(const http::Request& request,
                                              const Settings& settings, const NewSession& session,
                                              http::Response response);
/// The token of a device that signed in before; empty where the browser brings none.
[[nodiscard]] std::string device_token_of(const http::Request& request);
[[nodiscard]] http::Cookie end_cookie(const http::Request& request);
/// The hash of the token that the request carries; empty where it carries none.
[[nodiscard]] std::string token_hash_of(const http::Request& request);

}  // namespace gandan::people
