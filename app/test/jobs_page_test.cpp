#include "app/test/support.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app {
namespace {

/// A job that died.
class JobsPage : public test::Program {
 protected:
  JobsPage() : Program({.units = false}) {}
  void SetUp() override {
    Program::SetUp();
    if (IsSkipped()) return;
    db().write([&](db::Tx& tx) { jobs::enqueue(tx, "mail.test", R"({"secret":7})", clock.now()); });
    kill_jobs();
  }

  /// As if it had been tried and had failed to the end.
  void kill_jobs() {
    db().write([&](db::Tx& tx) {
      tx.run(std::string("update jobs set dead_at = run_at, attempts = 12, "
                         "last_error = '<b>no server</b>' where kind = 'mail.test'"),
             {});
    });
  }
  jobs::Counts counts() {
    return db().read([&](db::Tx& tx) { return jobs::count(tx, clock.now()); });
  }
  std::string job_id() {
    return db().read([](db::Tx& tx) {
      return std::to_string(jobs::dead_jobs(tx, jobs::JobId{}, 1).at(0).id.value);
    });
  }
};
GANDAN_EACH_ENGINE(JobsPage);

TEST_P(JobsPage, ShowsWhatDiedToWhoRunsTheServerAndToNobodyElse) {
  EXPECT_EQ(get("/admin/jobs").status, 303);
  auto leader = officer(people::Role::leader);
  EXPECT_EQ(leader.get("/admin/jobs").status, 403);
  EXPECT_EQ(leader.post_form("/admin/jobs", {{"job", job_id()}, {"do", "drop"}}).status, 403);
  EXPECT_EQ(counts().dead, 1);
  auto administrator = officer(people::Role::administrator);
  EXPECT_TRUE(administrator.get("/account").contains("/admin/jobs"));
  auto page = administrator.get("/admin/jobs");
  EXPECT_TRUE(page.contains("mail.test"));
  EXPECT_TRUE(page.contains("&lt;b&gt;no server"));
  EXPECT_FALSE(page.contains("secret"));
}

TEST_P(JobsPage, TriesAgainAndGivesUpOnce) {
  auto administrator = officer(people::Role::administrator);
  const std::string id = job_id();
  EXPECT_EQ(administrator.post_form("/admin/jobs", {{"job", id}, {"do", "retry"}}).location(),
            "/admin/jobs?done=retry");
  EXPECT_EQ(counts().due, 1);
  EXPECT_EQ(counts().dead, 0);
  EXPECT_EQ(administrator.post_form("/admin/jobs", {{"job", id}, {"do", "drop"}}).location(),
            "/admin/jobs?done=gone");
  kill_jobs();
  EXPECT_EQ(administrator.post_form("/admin/jobs", {{"job", id}, {"do", "drop"}}).location(),
            "/admin/jobs?done=drop");
  EXPECT_EQ(counts().dead + counts().due + counts().later, 0);
  EXPECT_EQ(administrator.post_form("/admin/jobs", {{"job", id}, {"do", "burn"}}).status, 400);
}

}  // namespace
}  // namespace gandan::app
