#include "kernel/people/page_words.hpp"

#include <array>

#include "kernel/pages/site.hpp"
#include "kernel/people/return_path.hpp"
#include "kernel/people/views/forms.hpp"
#include "kernel/units/units.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::people {
namespace {

struct Named {
  std::string_view mark;  // in the browser's own words
  const char* name;
};

std::string device_cookie(const http::Request& request) {
  return std::string(session_cookie(request.secure)) + "-device";
}

}  // namespace

std::string_view title_of(Role role, const i18n::Locale& locale) {
  switch (role) {
    case Role::administrator:
      return locale.tr("Administrator");
    case Role::reception_officer:
      return locale.tr("Reception officer");
    case Role::synthesis_officer:
      return locale.tr("Synthesis officer");
    case Role::answering_officer:
      return locale.tr("Answering officer");
    case Role::leader:
      return locale.tr("Leader");
    case Role::supervisor:
      return locale.tr("Supervisor");
    case Role::denunciation_officer:
      return locale.tr("Denunciation officer");
  }
  return name_of(role);
}

std::string place_of(db::Tx& tx, const Grant& grant, const i18n::Locale& locale) {
  if (!grant.unit) return std::string(locale.tr("everywhere"));
  auto unit = units::find_unit(tx, grant.unit);
  std::string name = unit ? unit->name : std::string(locale.tr("a unit that is gone"));
  return grant.reach == Reach::body
             ? name
             : locale.tr("{place} and what is beneath it", {{"place", name}});
}

pages::FieldError explain(AccountError error, const i18n::Locale& locale) {
  auto at = [](const char* field, std::string_view message) {
    return pages::FieldError{field, std::string(message)};
  };
  switch (error) {
    case AccountError::username_invalid:
      return at("username",
                locale.tr("Write the username with 2 to 40 small letters without marks, "
                          "digits, dots or dashes."));
    case AccountError::username_taken:
      return at("username", locale.tr("This username is taken. Choose another one."));
    case AccountError::name_missing:
      return at("name", locale.tr("Write the person's name."));
    case AccountError::email_invalid:
      return at("email", locale.tr("Write an e-mail address such as lan@example.vn."));
    case AccountError::password_short:
      return at("password", locale.tr("Choose a password of at least 12 characters."));
    case AccountError::password_obvious:
      return at("password", locale.tr("Choose a password that does not hold the username."));
    case AccountError::unknown_account:
      return at("username", locale.tr("There is no such account any more."));
    case AccountError::last_administrator:
      return at("role", locale.tr("Make somebody else administrator first: one must be left."));
    case AccountError::needs_two_persons:
      return at("role", locale.tr("Create the account first, then ask for this role: it needs two "
                                  "persons."));
    case AccountError::no_second_factor:
      return at("username", locale.tr("This account has no second factor."));
  }
  return {};
}

void show_errors(std::vector<pages::Field>& fields, const std::vector<pages::FieldError>& errors) {
  for (pages::Field& field : fields)
    for (const pages::FieldError& error : errors)
      if (error.field == field.name) field.error = error.message;
}

std::string explain(const SignInRefused& refused, std::string wrong, const i18n::Locale& locale) {
  if (!refused.wait_until) return wrong;
  return locale.tr("Too many attempts. Try again after {time}.",
                   {{"time", locale.date_time(*refused.wait_until)}});
}

std::string device_of(std::string_view user_agent, const i18n::Locale& locale) {
  // The more particular first: Edge and Opera also say Chrome, Chrome also says Safari.
  static constexpr std::array browsers = {Named{"Edg", "Edge"},        Named{"OPR", "Opera"},
                                          Named{"coc_coc", "Cốc Cốc"}, Named{"Firefox", "Firefox"},
                                          Named{"Chrome", "Chrome"},   Named{"Safari", "Safari"}};
  static constexpr std::array systems = {Named{"Android", "Android"}, Named{"iPhone", "iPhone"},
                                         Named{"iPad", "iPad"},       Named{"Windows", "Windows"},
                                         Named{"Mac OS", "macOS"},    Named{"Linux", "Linux"}};
  std::string device;
  for (const auto& names : {std::span<const Named>(browsers), std::span<const Named>(systems)})
    for (const Named& named : names) {
      if (user_agent.find(named.mark) == std::string_view::npos) continue;
      device += (device.empty() ? "" : ", ") + std::string(named.name);
      break;
    }
  return device.empty() ? std::string(locale.tr("Another program")) : device;
}

pages::Field password_field(std::string name, std::string label, std::string autocomplete) {
  return {.name = std::move(name),
          .label = std::move(label),
          .required = true,
          .type = "password",
          .autocomplete = std::move(autocomplete)};
}

std::vector<pages::Field> new_password_fields(const i18n::Locale& locale) {
  std::vector<pages::Field> fields = {
      password_field("password", std::string(locale.tr("New password")), "new-password"),
      password_field("again", std::string(locale.tr("The same again")), "new-password")};
  fields[0].hint =
      locale.tr("At least 12 characters. A few words that only you put together are good.");
  return fields;
}

http::Response refused(const http::Request& request, FormPage page,
                       std::vector<pages::FieldError> errors) {
  page.errors = std::move(errors);
  page.frame.has_errors = true;
  show_errors(page.fields, page.errors);
  return pages::render(request, views::form_page, page, 422);
}

pages::PageFrame own_frame(const http::Request& request, std::string_view title) {
  const i18n::Locale& locale = pages::locale_of(request);
  pages::PageFrame frame = pages::frame_for(request, std::string(title));
  frame.trail = {{std::string(locale.tr("Your account")), "/account"}};
  frame.searches = false;
  return frame;
}

pages::FieldError at_current(const SignInRefused& refused, const i18n::Locale& locale) {
  return {"current",
          explain(refused, std::string(locale.tr("This is not your present password.")), locale)};
}

pages::Field code_field(std::string name, std::string label, Takes takes) {
  return {.name = std::move(name),
          .label = std::move(label),
          .required = true,
          .short_input = takes == Takes::digits,
          .autocomplete = "one-time-code",
          .max_length = 30};
}

std::vector<std::string> without_telephone(const i18n::Locale& locale) {
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  return {
      word(N_("Type one of your recovery codes in the field for the code. Each counts once.")),
      word(N_("Without recovery codes, ask whoever manages accounts at your office to take away "
              "your second factor: they need a second person for it. Afterwards you sign in "
              "with your password and set up a new one. Ask them in person or by a number that "
              "they know, so that nobody else can ask in your name."))};
}

std::string_view start_of_work(const http::Request& request, std::string_view next) {
  const std::string_view path = safe_return_path(next);
  const auto* reader = request.attached<pages::Reader>();
  const bool has_menu = reader != nullptr && reader->site && !reader->site->officer_menu.empty();
  return path == "/" && has_menu ? reader->site->officer_menu.front().href : path;
}

http::Response begin_in_browser(const http::Request& request, const Settings& settings,
                                const NewSession& session, http::Response response) {
  response.set_cookie(
      {.name = std::string(session_cookie(request.secure)), .value = session.token});
  if (!session.device.empty())
    response.set_cookie(
        {.name = device_cookie(request), .value = session.device, .max_age = settings.device_life});
  return response;
}

std::string device_token_of(const http::Request& request) {
  return std::string(request.cookie(device_cookie(request)).substr(0, 64));
}

http::Cookie end_cookie(const http::Request& request) {
  return {.name = std::string(session_cookie(request.secure)),
          .value = "",
          .max_age = std::chrono::seconds(0)};
}

std::string token_hash_of(const http::Request& request) {
  const std::string_view token = request.cookie(session_cookie(request.secure));
  return token.empty() ? std::string() : crypto::sha256(token);
}

}  // namespace gandan::people
