// The pages of accounts in a browser without a socket, and a page for which one must sign in.
#pragma once
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/testing/site.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people::test {

using gandan::test::password;

inline void add_test_pages(http::App& app, Services& services) {
  add_pages(app, services.database, services.ids, services.clock, services.people, services.keys);
  app.router.get("/work", permission(Permission::answer, Where::in_reach),
                 [](http::Request& request) {
                   static_cast<void>(principal(request).where(Permission::answer));
                   return http::Response::text("hello " + principal(request).name);
                 });
  app.router.get("/open", http::everyone(), [](http::Request& request) {
    return http::Response::text(find_principal(request) ? "staff" : "resident");
  });
}

class PeopleSite : public gandan::test::Site {
 protected:
  PeopleSite()
      : Site({{.name = "accounts", .migrations = {}, .add_routes = add_test_pages}},
             {.today = Date::of(2026, 8, 3), .units = false}) {}

  http::TestResponse sign_in_as(std::string_view username, std::string next = "/") {
    return client().post_form(
        "/sign-in",
        {{"username", std::string(username)}, {"password", password}, {"next", std::move(next)}});
  }
  /// What the second factor's key, as a page shows it, makes of the present step.
  std::string code_of(const http::TestResponse& page) {
    const std::size_t start = page.body.find("id=\"key\">") + 9;
    const std::string key = page.body.substr(start, page.body.find('<', start) - start);
    secret_ = crypto::from_base32(key).value();
    return code();
  }
  std::string code() { return crypto::totp_code(secret_, crypto::totp_step(clock.now())); }
  /// Presses the button, which asks and does nothing yet, and then that of the page that asks.
  http::TestResponse press(const std::string& path, http::Fields form) {
    run({.post = path, .form = form, .shows = {"name=\"sure\" value=\"yes\""}});
    form.add("sure", "yes");
    form.add("once", "0nce");
    return client().post_form(path, form);
  }
  std::string first_line_of_code(const http::TestResponse& page) {
    const std::size_t start = page.body.find("<span class=\"code\">") + 19;
    return page.body.substr(start, page.body.find('<', start) - start);
  }

  std::string secret_;  ///< of the second factor that a page showed last
};

}  // namespace gandan::people::test
