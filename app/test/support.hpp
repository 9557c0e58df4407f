// The whole application without a socket, and officers who sign in.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/compose.hpp"
#include "app/server.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::app::test {

inline const WebOptions in_tests{.rate_limits = false, .access_log = false};

/// Over a database of its own on each engine, where the clock stands still.
class Program : public gandan::test::Site {
 protected:
  explicit Program(gandan::test::Given given = {}) : Site(modules(), given) {}

 private:
  Served serve() override {
    auto web = std::make_shared<Web>(services(), in_tests);
    return {web, web->app(), web->jobs()};
  }
};

/// As a server opens it: a fresh SQLite file, the machine's clock.
class Site : public testing::Test {
 protected:
  void account(const std::string& username, people::Role role) {
    gandan::test::make_account(
        access(), services->ids,
        {.username = username, .name = "Officer " + username, .grants = {{role}}});
  }
  void sign_in(const std::string& username) {
    client.with_cookie("lang", "en");
    client.with_cookie(people::session_cookie(false), gandan::test::sign_in(access(), username));
  }
  [[nodiscard]] people::Access access() const {
    return {services->database, services->clock, services->people, services->keys};
  }

  db::test::TempFolder folder;
  std::shared_ptr<Services> services =
      open_services(cli::Arguments({{"db", "sqlite:" + folder.file("site.db")}}, {}));
  Web web{*services, in_tests};
  http::TestClient client{web.app()};
};

}  // namespace gandan::app::test
