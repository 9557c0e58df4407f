// The whole application over a fresh SQLite file, without a socket, and officers who sign in.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/compose.hpp"
#include "app/server.hpp"
#include "kernel/people/test_support.hpp"
#include "lib/db/test_support.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::app::test {

class Site : public testing::Test {
 protected:
  void account(const std::string& username, people::Role role) {
    auto hash = people::make_password_hash(services->people, username, password).value();
    services->database.write([&](db::Tx& tx) {
      auto user = people::create_account(tx, services->ids, services->clock, {},
                                         {username, "Officer " + username, "", {{role}}});
      people::set_password_hash(tx, services->clock, {}, user.value(), hash);
    });
  }
  void sign_in(const std::string& username) {
    client.with_cookie("lang", "en");
    const auto session = people::test::sign_in_whole(
        {services->database, services->clock, services->people, services->keys}, username,
        password);
    client.with_cookie("gandan", session.token);
  }

  static constexpr const char* password = "một mật khẩu thật dài";
  db::test::TempFolder folder;
  std::shared_ptr<Services> services =
      open_services(cli::Arguments({{"db", "sqlite:" + folder.file("site.db")}}, {}));
  Web web{*services, {.rate_limits = false, .access_log = false}};
  http::TestClient client{web.app()};
};

}  // namespace gandan::app::test
