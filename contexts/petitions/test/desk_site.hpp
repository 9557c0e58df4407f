// The officer's desk through a browser without a socket.
#pragma once
#include "contexts/petitions/author_key.hpp"
#include "contexts/petitions/desk.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/test_support.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::petitions::test {

using people::Reach;
using people::Role;

inline constexpr const char* password = "một mật khẩu thật dài";

class DeskSite : public PetitionsDatabase {
 protected:
  void SetUp() override {
    PetitionsDatabase::SetUp();
    if (IsSkipped()) return;
    directory_ = std::make_unique<DirectoryHolder>(db());
    services_ = std::make_unique<Services>(
        Services{db(), clock, ids, *rules, *directory_, *keys, settings_});
    app_ = std::make_unique<http::App>(clock, http::AppOptions{.access_log = false});
    app_->gate = std::make_shared<people::Gate>(db(), clock, settings_);
    app_->prepare = [this](http::Request& request) {
      request.attach(pages::Reader{&pages::choose_locale(request), &site_});
    };
    add_desk_pages(*app_, *services_, advisor_);
  }
  void TearDown() override {
    app_.reset();
    services_.reset();
    directory_.reset();
    PetitionsDatabase::TearDown();
  }

  /// A browser in which an officer with this role is signed in, in English.
  http::TestClient officer(Role role, std::string_view unit_name, Reach reach = Reach::area) {
    UnitId where = unit_name.empty() ? UnitId{} : unit(unit_name);
    std::string username = "officer" + std::to_string(++officers_);
    auto hash = people::make_password_hash(settings_, username, password).value();
    db().write([&](db::Tx& tx) {
      people::NewAccount form{
          .username = username, .name = "Nông Thị Thử", .grants = {{role, where, reach}}};
      auto user = people::create_account(tx, ids, clock, {}, form).value();
      people::set_password_hash(tx, clock, {}, user, hash);
    });
    const auto session =
        people::test::sign_in_whole({db(), clock, settings_, *keys}, username, password);
    http::TestClient client(*app_);
    client.with_cookie("lang", "en");
    client.with_cookie(people::session_cookie(false), session.token);
    return client;
  }
  /// What a form on the page says that it shows.
  static std::string seen_in(const http::TestResponse& page) {
    const std::string mark = "name=\"seen\" value=\"";
    const std::size_t at = page.body.find(mark);
    if (at == std::string::npos) return {};
    const std::size_t from = at + mark.size();
    return page.body.substr(from, page.body.find('"', from) - from);
  }
  std::string path(const Submitted& petition, std::string_view rest = "") {
    return "/desk/petitions/" + petition.code + std::string(rest);
  }

  people::Settings settings_{.password_cost = crypto::PasswordCost::for_tests()};
  pages::Site site_;
  Advisor advisor_;
  std::unique_ptr<DirectoryHolder> directory_;
  std::unique_ptr<Services> services_;
  std::unique_ptr<http::App> app_;
  int officers_ = 0;
};

}  // namespace gandan::petitions::test
