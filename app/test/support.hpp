// The whole application without a socket.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/compose.hpp"
#include "app/server.hpp"
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

}  // namespace gandan::app::test
