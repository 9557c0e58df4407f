// The pages of accounts in a browser without a socket, and a page for which one must sign in.
#pragma once
#include "kernel/journal/migrations.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/units/migrations.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/totp.hpp"
#include "lib/db/test_support.hpp"
#include "lib/http/test_client.hpp"
#include "lib/jobs/migrations.hpp"

namespace gandan::people::test {

inline constexpr const char* password = "một mật khẩu thật dài";

class PeopleSite : public db::test::OnEachEngine {
 protected:
  PeopleSite()
      : OnEachEngine({{"jobs", jobs::migrations::files()},
                      {"journal", journal::migrations::files()},
                      {"units", units::migrations::files()},
                      {"people", migrations::files()}}) {}

  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    app_ = std::make_unique<http::App>(clock_, http::AppOptions{.access_log = false});
    gate_ = std::make_shared<Gate>(db(), clock_, settings_);
    app_->gate = gate_;
    app_->prepare = [this](http::Request& request) {
      request.attach(pages::Reader{&pages::choose_locale(request), &site_});
    };
    keys_ = std::make_unique<KeyHolder>(db(), clock_, file("key"));
    add_pages(*app_, db(), ids_, clock_, settings_, *keys_);
    app_->router.get("/work", permission(Permission::answer, Where::in_reach),
                     [](http::Request& request) {
                       static_cast<void>(principal(request).where(Permission::answer));
                       return http::Response::text("hello " + principal(request).name);
                     });
    app_->router.get("/open", http::everyone(), [](http::Request& request) {
      return http::Response::text(find_principal(request) ? "staff" : "resident");
    });
    client_ = std::make_unique<http::TestClient>(*app_);
    client_->with_cookie("lang", "en");
  }
  void TearDown() override {
    client_.reset();
    app_.reset();
    gate_.reset();
    keys_.reset();
    OnEachEngine::TearDown();
  }

  UserId account(const std::string& username, std::vector<Grant> grants) {
    auto hash = make_password_hash(settings_, username, password).value();
    return db().write([&](db::Tx& tx) {
      NewAccount form{.username = username, .name = "Officer " + username, .grants = grants};
      UserId user = create_account(tx, ids_, clock_, {}, form).value();
      set_password_hash(tx, clock_, {}, user, hash);
      return user;
    });
  }
  http::TestResponse sign_in_as(std::string_view username, std::string next = "/") {
    return client_->post_form(
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
  std::string code() { return crypto::totp_code(secret_, crypto::totp_step(clock_.now())); }
  /// Presses the button, and then that of the page that asks.
  http::TestResponse press(const std::string& path, http::Fields form) {
    const auto before = entries();
    const auto asked = client_->post_form(path, form);
    EXPECT_EQ(asked.status, 200) << path << ": it asks first";
    EXPECT_TRUE(asked.contains("name=\"sure\" value=\"yes\"")) << path;
    EXPECT_EQ(entries(), before) << path << " did something before it was answered";
    form.add("sure", "yes");
    form.add("once", "0nce");
    return client_->post_form(path, form);
  }
  std::int64_t entries() {
    return db().read([](db::Tx& tx) {
      return tx.one<std::int64_t>(std::string("select count(*) from journal"), {}).value();
    });
  }
  std::string first_line_of_code(const http::TestResponse& page) {
    const std::size_t start = page.body.find("<span class=\"code\">") + 19;
    return page.body.substr(start, page.body.find('<', start) - start);
  }

  FixedClock clock_{Date::of(2026, 8, 3)};
  Ids ids_{clock_, 1};
  Settings settings_{.password_cost = crypto::PasswordCost::for_tests()};
  std::unique_ptr<KeyHolder> keys_;
  std::string secret_;  ///< of the second factor that a page showed last
  pages::Site site_;
  std::unique_ptr<http::App> app_;
  std::shared_ptr<Gate> gate_;
  std::unique_ptr<http::TestClient> client_;
};

}  // namespace gandan::people::test
