#include "app/test/support.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app {
namespace {

/// Two people who sign in, one who runs the program and one who does not, and a job that died.
class JobsPage : public test::Site {
 protected:
  JobsPage() {
    account("root", people::Role::administrator);
    account("lan", people::Role::leader);
    services->database.write([&](db::Tx& tx) {
      jobs::enqueue(tx, "mail.test", R"({"secret":7})", services->clock.now());
    });
    kill_jobs();
  }

  /// As if it had been tried and had failed to the end.
  void kill_jobs() {
    services->database.write([&](db::Tx& tx) {
      tx.run(std::string("update jobs set dead_at = run_at, attempts = 12, "
                         "last_error = '<b>no server</b>' where kind = 'mail.test'"),
             {});
    });
  }
  jobs::Counts counts() {
    return services->database.read(
        [&](db::Tx& tx) { return jobs::count(tx, services->clock.now()); });
  }
  std::string job_id() {
    return services->database.read([](db::Tx& tx) {
      return std::to_string(jobs::dead_jobs(tx, jobs::JobId{}, 1).at(0).id.value);
    });
  }
};

TEST_F(JobsPage, shows_what_died_to_who_runs_the_server_and_to_nobody_else) {
  EXPECT_EQ(client.get("/admin/jobs").status, 303);
  sign_in("lan");
  EXPECT_EQ(client.get("/admin/jobs").status, 403);
  EXPECT_EQ(client.post_form("/admin/jobs", {{"job", job_id()}, {"do", "drop"}}).status, 403);
  EXPECT_EQ(counts().dead, 1);
  sign_in("root");
  EXPECT_TRUE(client.get("/account").contains("/admin/jobs"));
  auto page = client.get("/admin/jobs");
  EXPECT_TRUE(page.contains("mail.test"));
  EXPECT_TRUE(page.contains("&lt;b&gt;no server"));
  EXPECT_FALSE(page.contains("secret"));
}

TEST_F(JobsPage, tries_again_and_gives_up_once) {
  sign_in("root");
  const std::string id = job_id();
  EXPECT_EQ(client.post_form("/admin/jobs", {{"job", id}, {"do", "retry"}}).location(),
            "/admin/jobs?done=retry");
  EXPECT_EQ(counts().due, 1);
  EXPECT_EQ(counts().dead, 0);
  EXPECT_EQ(client.post_form("/admin/jobs", {{"job", id}, {"do", "drop"}}).location(),
            "/admin/jobs?done=gone");
  kill_jobs();
  EXPECT_EQ(client.post_form("/admin/jobs", {{"job", id}, {"do", "drop"}}).location(),
            "/admin/jobs?done=drop");
  EXPECT_EQ(counts().dead + counts().due + counts().later, 0);
  EXPECT_EQ(client.post_form("/admin/jobs", {{"job", id}, {"do", "burn"}}).status, 400);
}

}  // namespace
}  // namespace gandan::app
