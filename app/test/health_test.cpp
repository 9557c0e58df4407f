// Work behind the pages that stands still is told to whoever watches the server.
#include <atomic>

#include "app/test/support.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app {
namespace {

using namespace std::chrono_literals;

constexpr const char* all_is_well = R"({"database":"ok","writes":"ok","work":"ok"})"
                                    "\n";

/// A server that runs no job by itself, with a steady clock of the test's own.
class WorkBehind : public test::Program {
 protected:
  WorkBehind() : Program({.units = false}) {}
  void SetUp() override {
    Program::SetUp();
    if (!IsSkipped()) do_what_waits();
  }

  void do_what_waits() {
    journal::seal_all(db(), clock);
    run_periodic("journal.log");
    run_periodic("indicators.fold");
  }
  void passes(std::chrono::seconds time) { passed_ += time.count(); }
  /// What is answered once the server has looked at what waits: it does so after it has written for
  /// whoever asks, so the second answer knows.
  http::TestResponse health() {
    for (int i = 0; i < 2; ++i) {
      passes(2s);  // an answer is good for a second
      static_cast<void>(get("/healthz"));
    }
    passes(2s);
    return get("/healthz");
  }

 private:
  Served serve() override {
    const WebOptions options{.rate_limits = false, .access_log = false, .steady = [this] {
                               return jobs::Backlogs::Moment(1h + passed_.load() * 1s);
                             }};
    auto web = std::make_shared<Web>(services(), options);
    return {web, web->app(), web->jobs()};
  }

  std::atomic<std::int64_t> passed_ = 0;  ///< seconds
};
GANDAN_EACH_ENGINE(WorkBehind);

TEST_P(WorkBehind, ThatIsNotSealedForAMinuteMakesTheServerUnwellUntilItIs) {
  auto administrator = officer(people::Role::administrator);  // whose entries wait for the seal
  EXPECT_EQ(health().body, all_is_well);
  passes(45s);
  EXPECT_EQ(health().status, 200);
  passes(15s);
  const auto unwell = health();
  EXPECT_EQ(unwell.status, 503);
  EXPECT_TRUE(unwell.contains(R"("work":"journal.seal stands still for )")) << unwell.body;
  EXPECT_TRUE(unwell.contains(R"("database":"ok","writes":"ok")")) << unwell.body;
  const auto metrics = administrator.get("/metrics");
  EXPECT_TRUE(metrics.contains("job_lag_seconds{job=\"journal.seal\"} "));
  EXPECT_FALSE(metrics.contains("job_lag_seconds{job=\"journal.seal\"} 0"));
  do_what_waits();
  const auto well = health();
  EXPECT_EQ(well.status, 200);
  EXPECT_EQ(well.body, all_is_well);
}

TEST_P(WorkBehind, ThatIsNotTakenIntoTheLogWhenItShouldHaveGrownThriceMakesTheServerUnwell) {
  account("lan");
  journal::seal_all(db(), clock);
  run_periodic("indicators.fold");
  EXPECT_EQ(health().status, 200);
  passes(2min);
  EXPECT_EQ(health().status, 200) << "it grows once a minute";
  passes(1min);
  const auto unwell = health();
  EXPECT_EQ(unwell.status, 503);
  EXPECT_TRUE(unwell.contains(R"("work":"journal.log stands still for )")) << unwell.body;
  do_what_waits();
  EXPECT_EQ(health().status, 200);
}

TEST_P(WorkBehind, ThatWasLeftForAQuarterOfAnHourMakesTheServerUnwellUntilItIsDone) {
  db().write([&](db::Tx& tx) { jobs::enqueue(tx, "petitions.count_limits", "0", clock.now()); });
  EXPECT_EQ(health().status, 200);
  passes(14min);
  EXPECT_EQ(health().status, 200) << "a letter to a slow relay may take minutes";
  passes(1min);
  const auto unwell = health();
  EXPECT_EQ(unwell.status, 503);
  EXPECT_TRUE(unwell.contains(R"("work":"jobs stands still for )")) << unwell.body;
  EXPECT_EQ(run_jobs(), 1);
  EXPECT_EQ(health().status, 200);
}

TEST_P(WorkBehind, ThatIsDoneOneAfterTheOtherIsNoLagHoweverLongTheQueueIs) {
  for (int minute = 0; minute < 3; ++minute) {
    account("officer" + std::to_string(minute));
    EXPECT_EQ(health().status, 200) << minute;
    passes(50s);
    do_what_waits();
  }
}

}  // namespace
}  // namespace gandan::app
