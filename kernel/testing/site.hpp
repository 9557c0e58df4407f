// For tests: the application over a database of its own, without a socket: gate, language, frame,
// and the modules that a test names.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/site.hpp"
#include "kernel/testing/database.hpp"
#include "kernel/testing/scenario.hpp"
#include "lib/http/test_client.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::test {

/// A module of the addresses of files, as the program adds them.
[[nodiscard]] Module file_pages();

class Site : public Database {
 protected:
  /// Serves the routes and jobs of these modules; what a module is given need not be whole: a name
  /// and routes are enough for some pages.
  explicit Site(std::vector<Module> modules, Given given = {});
  void TearDown() override;
  void restart(const std::function<void()>& between = {}) override;

  /// Composed when it is first asked for, so that a test without a request pays nothing.
  [[nodiscard]] http::App& app() { return served().app; }
  [[nodiscard]] const jobs::Registry& jobs() { return served().jobs; }

  /// Asks, and checks all that the scenario says; the answer, for what it cannot say.
  http::TestResponse run(const Scenario& scenario,
                         CalledAt at = {__builtin_FILE(), __builtin_LINE()});

  /// The test's own browser, which keeps its cookies: in English, nobody is signed in.
  [[nodiscard]] http::TestClient& client();
  /// Another one.
  [[nodiscard]] http::TestClient stranger();
  /// A browser in which an officer with this role is signed in; where no unit is named, they act
  /// everywhere.
  [[nodiscard]] http::TestClient officer(people::Role role, std::string_view unit_name = "",
                                         people::Reach reach = people::Reach::area);
  /// Signs an account in, in that browser.
  void sign_in(http::TestClient& browser, const std::string& username);
  /// As if a deed of this account had just led that browser to this address, with its `done=`.
  void lead(http::TestClient& browser, std::string_view username, std::string_view address);
  http::TestResponse get(std::string_view target) { return client().get(target); }

  /// Runs the jobs that are due; returns how many.
  int run_jobs();
  /// Runs a periodic job, as a server does from time to time: "indicators.fold".
  void run_periodic(const std::string& name);
  /// Runs the jobs that are due and takes the letters that arrived since the last time.
  std::vector<mail::Message> delivered();

  /// For a test that changes rows past the program: what modules say of them need not hold at its
  /// end.
  bool leaves_something_broken = false;

  pages::Site menus;  ///< what the modules give, unless a test fills it

  /// Something that serves, and what keeps it.
  struct Served {
    std::shared_ptr<void> owner;
    http::App& app;
    const jobs::Registry& jobs;
  };

 private:
  /// The test of the whole program serves that.
  [[nodiscard]] virtual Served serve();
  [[nodiscard]] Served& served();
  [[nodiscard]] std::vector<std::string> subjects_delivered();

  std::vector<Module> served_modules_;
  std::optional<Served> served_;
  std::optional<http::TestClient> client_;
  int officers_ = 0;
};

}  // namespace gandan::test
