#include "kernel/testing/site.hpp"

#include <gmock/gmock.h>

#include "kernel/desk/held.hpp"
#include "kernel/files/pages.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/files/uploads.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/receipts/cookies.hpp"
#include "kernel/site/site.hpp"
#include "kernel/site/your_place.hpp"
#include "lib/jobs/worker.hpp"

namespace gandan::test {
namespace {

http::TestResponse ask(http::TestClient& browser, const Scenario& scenario) {
  if (!scenario.get.empty()) return browser.get(scenario.get);
  if (!scenario.json.empty()) return browser.post_json(scenario.post, scenario.json);
  return browser.post_form(scenario.post, scenario.form);
}

void expect_words(const Scenario& scenario, const http::TestResponse& answer) {
  for (const std::string& words : scenario.shows)
    EXPECT_TRUE(answer.contains(words)) << "it does not show: " << words;
  for (const std::string& words : scenario.hides)
    EXPECT_FALSE(answer.contains(words)) << "it shows: " << words;
}

}  // namespace

Site::Site(std::vector<Module> modules, Given given)
    : Database(modules, given), served_modules_(std::move(modules)) {}

void Site::TearDown() {
  if (db_ != nullptr && !leaves_something_broken) {
    EXPECT_THAT(broken_invariants(), testing::IsEmpty());
  }
  client_.reset();
  served_.reset();
  Database::TearDown();
}

void Site::restart(const std::function<void()>& between) {
  client_.reset();
  served_.reset();
  Database::restart(between);
}

Site::Served Site::serve() {
  struct Composed {
    explicit Composed(const Clock& clock) : app(clock, http::AppOptions{.access_log = false}) {}
    http::App app;
    jobs::Registry jobs;
  };
  auto composed = std::make_shared<Composed>(clock);
  if (menus.officer_menu.empty()) menus = site::site_of(served_modules_);
  composed->app.gate = std::make_shared<people::Gate>(db(), clock, settings, *keys);
  composed->app.prepare = [this](http::Request& request) {
    request.attach(site::reader_of(request, menus, services()));
  };
  composed->app.admitted = [this](http::Request& request) {
    site::attach_your_place(request, services());
  };
  for (const Module& module : served_modules_) {
    if (module.add_routes) module.add_routes(composed->app, services());
    if (module.add_jobs) module.add_jobs(composed->jobs, services());
  }
  indicators::add_fold_job(composed->jobs, clock, folds_of(served_modules_));
  if (site::has_desk(served_modules_)) desk::add_held_job(composed->jobs, services(), menus);
  site::add_pages(composed->app, services(), served_modules_);
  return {composed, composed->app, composed->jobs};
}

Module file_pages() {
  return {
      .name = "files",
      .migrations = {},
      .add_routes =
          [](http::App& app, Services& services) {
            gandan::files::add_pages(app, services.database, services.clock, services.keys,
                                     services.files);
          },
      .add_jobs = [](jobs::Registry& jobs,
                     Services& services) { gandan::files::add_forgetting(jobs, services.clock); },
      .settings = gandan::files::own_settings()};
}

Site::Served& Site::served() {
  if (!served_) served_.emplace(serve());
  return *served_;
}

http::TestClient& Site::client() {
  if (!client_) client_.emplace(stranger());
  return *client_;
}

http::TestClient Site::stranger() {
  http::TestClient browser(app());
  browser.with_cookie("lang", "en");
  return browser;
}

http::TestClient Site::officer(people::Role role, std::string_view unit_name, people::Reach reach) {
  const std::string username = "officer" + std::to_string(++officers_);
  const UnitId where = unit_name.empty() ? UnitId{} : unit(unit_name);
  make_account(access(), ids,
               {.username = username, .name = "Nông Thị Thử", .grants = {{role, where, reach}}});
  http::TestClient browser = stranger();
  sign_in(browser, username);
  return browser;
}

void Site::sign_in(http::TestClient& browser, const std::string& username) {
  browser.with_cookie(people::session_cookie(false), test::sign_in(access(), username));
}

void Site::lead(http::TestClient& browser, std::string_view username, std::string_view address) {
  const auto account = db().read([&](db::Tx& tx) { return people::find_account(tx, username); });
  auto answer = http::Response::redirect(address);
  receipts::prove_deed(keys->get(), clock, account.value().id.value, answer);
  for (const http::Cookie& cookie : answer.cookies) browser.with_cookie(cookie.name, cookie.value);
}

int Site::run_jobs() {
  return jobs::Worker(db(), clock, jobs()).run_due();
}

void Site::run_periodic(const std::string& name) {
  jobs().periodic().at(name).handler(db());
}

std::vector<mail::Message> Site::delivered() {
  run_jobs();
  return postbox().take();
}

std::vector<std::string> Site::subjects_delivered() {
  std::vector<std::string> subjects;
  if (!given_.mail) return subjects;
  for (mail::Message& letter : delivered()) subjects.push_back(std::move(letter.subject));
  return subjects;
}

http::TestResponse Site::run(const Scenario& scenario, CalledAt at) {
  const testing::ScopedTrace trace(at.file, at.line, scenario.get + scenario.post);
  EXPECT_NE(scenario.get.empty(), scenario.post.empty()) << "one of get and post";
  (void)subjects_delivered();  // what waited is not of this request
  const std::int64_t before = last_entry();
  http::TestResponse answer = ask(scenario.as != nullptr ? *scenario.as : client(), scenario);
  EXPECT_EQ(answer.status, scenario.status);
  expect_words(scenario, answer);
  EXPECT_EQ(verbs_since(before), scenario.journal) << "what entered the journal";
  EXPECT_THAT(subjects_delivered(), testing::UnorderedElementsAreArray(scenario.letters));
  return answer;
}

}  // namespace gandan::test
