#include "lib/jobs/jobs.hpp"

#include <gmock/gmock.h>

#include <future>

#include "lib/db/test_support.hpp"
#include "lib/jobs/backlogs.hpp"
#include "lib/jobs/migrations.hpp"
#include "lib/jobs/worker.hpp"

namespace gandan::jobs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Jobs : public db::test::OnEachEngine {
 protected:
  Jobs() : OnEachEngine({{"jobs", migrations::files()}}) {
    registry.on("note", [this](db::Database&, const Job& job) { ran.push_back(job.payload); });
    registry.on("fail", [this](db::Database&, const Job& job) {
      ran.push_back(job.payload);
      throw std::runtime_error("the post office is closed");
    });
  }
  void put(std::string_view kind, std::string_view payload, Instant at) {
    db().write([&](db::Tx& tx) { enqueue(tx, kind, payload, at); });
  }
  void put(std::string_view kind, std::string_view payload) { put(kind, payload, clock.now()); }
  int run_due() { return Worker(db(), clock, registry).run_due(); }
  Counts counts() {
    return db().read([&](db::Tx& tx) { return count(tx, clock.now()); });
  }
  /// Fails the job at "fail" until it is dead.
  DeadJob dead_job() {
    put("fail", "x");
    for (int i = 0; i < max_attempts; ++i, clock.advance(24h)) run_due();
    return db().read([](db::Tx& tx) { return dead_jobs(tx, {}, 10); }).at(0);
  }

  FixedClock clock{Date::of(2026, 7, 1)};
  Registry registry;
  std::vector<std::string> ran;
};
GANDAN_EACH_ENGINE(Jobs);

TEST_P(Jobs, RunOnceWhenTheirTimeHasComeInTheOrderInWhichTheyWereLeft) {
  put("note", "later", clock.now() + 1s);
  put("note", "first");
  put("note", "second", clock.now() + -1s);
  EXPECT_EQ(run_due(), 2);
  EXPECT_EQ(run_due(), 0);
  EXPECT_THAT(ran, ElementsAre("first", "second"));
  clock.advance(1s);
  EXPECT_EQ(run_due(), 1);
  EXPECT_EQ(counts().due + counts().later + counts().dead, 0);
}

TEST_P(Jobs, ArePendingUntilTheyAreDoneOrDead) {
  auto pending = [&](std::string_view kind) {
    return db().read([&](db::Tx& tx) { return is_pending(tx, kind); });
  };
  put("note", "later", clock.now() + 1s);
  EXPECT_TRUE(pending("note"));
  EXPECT_FALSE(pending("fail"));
  clock.advance(1s);
  run_due();
  EXPECT_FALSE(pending("note"));
  put("fail", "x");
  run_due();
  EXPECT_TRUE(pending("fail")) << "it is tried again";
  for (int i = 0; i < max_attempts; ++i, clock.advance(24h)) run_due();
  EXPECT_FALSE(pending("fail"));
}

TEST_P(Jobs, OfATransactionThatFailedDoNotExist) {
  EXPECT_THROW(db().write([&](db::Tx& tx) {
    enqueue(tx, "note", "x", clock.now());
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(run_due(), 0);
}

TEST_P(Jobs, MoreThanABatchAreAllRun) {
  db().write([&](db::Tx& tx) {
    for (int i = 0; i < 100; ++i) enqueue(tx, "note", std::to_string(i), clock.now());
  });
  EXPECT_EQ(run_due(), 100);
  EXPECT_EQ(ran.size(), 100u);
}

TEST_P(Jobs, ThatFailAreTriedAgainAfterAPauseAndDoNotHoldUpOthers) {
  put("fail", "x");
  put("note", "y");
  EXPECT_EQ(run_due(), 2);
  EXPECT_THAT(ran, ElementsAre("x", "y"));
  EXPECT_EQ(run_due(), 0);
  clock.advance(12s);
  EXPECT_EQ(run_due(), 1);
  clock.advance(12s);
  EXPECT_EQ(run_due(), 0) << "the second pause is longer";
  EXPECT_EQ(counts().later, 1);
}

TEST_P(Jobs, DieAfterTheLastAttemptAndWaitForAnAdministrator) {
  DeadJob dead = dead_job();
  EXPECT_EQ(dead.attempts, max_attempts);
  EXPECT_EQ(dead.last_error, "the post office is closed");
  EXPECT_EQ(counts().dead, 1);
  EXPECT_EQ(run_due(), 0);
}

TEST_P(Jobs, ThatAreDeadCanBeTriedAgainOrGivenUp) {
  DeadJob dead = dead_job();
  ran.clear();
  EXPECT_TRUE(db().write([&](db::Tx& tx) { return retry(tx, dead.id, clock.now()); }));
  EXPECT_EQ(run_due(), 1);
  EXPECT_EQ(counts().later, 1);
  EXPECT_FALSE(db().write([&](db::Tx& tx) { return drop(tx, dead.id); })) << "it is alive";

  for (int i = 1; i < max_attempts; ++i) {
    clock.advance(24h);
    run_due();
  }
  EXPECT_TRUE(db().write([&](db::Tx& tx) { return drop(tx, dead.id); }));
  EXPECT_EQ(counts().dead, 0);
}

TEST_P(Jobs, OfAKindThatNobodyHandlesAreKept) {
  put("unheard of", "x");
  EXPECT_EQ(run_due(), 1);
  EXPECT_EQ(counts().later, 1);
}

TEST_P(Jobs, TakenByAServerThatDiedComeBack) {
  put("note", "x");
  {
    Registry deadly;
    deadly.on("note", [&](db::Database&, const Job&) {
      throw std::string("not a std::exception, so nothing is written down: as if the power failed");
    });
    EXPECT_THROW(Worker(db(), clock, deadly).run_due(), std::string);
  }
  EXPECT_EQ(run_due(), 0);
  clock.advance(10min);
  EXPECT_EQ(run_due(), 1);
  EXPECT_THAT(ran, ElementsAre("x"));
}

TEST_P(Jobs, AreEachRunByOneOfSeveralWorkers) {
  constexpr int jobs = 200;
  db().write([&](db::Tx& tx) {
    for (int i = 0; i < jobs; ++i) enqueue(tx, "count", std::to_string(i), clock.now());
  });
  std::mutex mutex;
  std::multiset<std::string> seen;
  std::promise<void> all;
  Registry counting;
  counting.on("count", [&](db::Database&, const Job& job) {
    std::lock_guard lock(mutex);
    seen.insert(job.payload);
    if (seen.size() == jobs) all.set_value();
  });
  auto other_server = db::Database::open(address());
  Worker here(db(), clock, counting);
  Worker there(*other_server, clock, counting);
  here.start();
  there.start();
  all.get_future().wait();
  here.stop();
  there.stop();
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), std::size_t{jobs});
  EXPECT_EQ(counts().due, 0);
}

TEST_P(Jobs, WakeTheWorkerThatWaits) {
  std::promise<std::string> got;
  Registry waiting;
  waiting.on("note", [&](db::Database&, const Job& job) { got.set_value(job.payload); });
  Worker worker(db(), clock, waiting);
  worker.start();
  put("note", "hello");
  EXPECT_EQ(got.get_future().get(), "hello");
}

TEST_P(Jobs, PeriodicOnesRunAtTheirCivilTimeOnceEvenAfterARestart) {
  int runs = 0;
  registry.every("nightly", {.every = 24h, .offset = 2h}, [&](db::Database&) { ++runs; });
  clock.set(start_of(Date::of(2026, 7, 1)) + 1h);
  auto worker = std::make_unique<Worker>(db(), clock, registry);
  auto tick = [&](std::chrono::microseconds by) {
    clock.advance(by);
    worker->run_periodic();
    return runs;
  };
  EXPECT_EQ(tick(0s), 0);
  EXPECT_EQ(tick(59min), 0);
  EXPECT_EQ(tick(1min), 1);
  worker = std::make_unique<Worker>(db(), clock, registry);
  EXPECT_EQ(tick(1h), 1);
  EXPECT_EQ(tick(22h), 1);
  EXPECT_EQ(tick(1h), 2);
}

/// What a machine's clock does when it is set wrong and then right, or right after long being
/// wrong.
constexpr std::chrono::hours ten_years{24 * 3653};

TEST_P(Jobs, PeriodicOnesGoOnWhicheverWayTheClockJumps) {
  std::map<std::string, int> runs;
  registry.every("sealing", {.every = 1s}, [&](db::Database&) { ++runs["sealing"]; });
  registry.every("sweeping", {.every = 1h}, [&](db::Database&) { ++runs["sweeping"]; });
  auto worker = std::make_unique<Worker>(db(), clock, registry);
  const auto tick = [&](std::chrono::microseconds by) {
    clock.advance(by);
    runs.clear();
    worker->run_periodic();
    return runs;
  };
  const std::map<std::string, int> once{{"sealing", 1}, {"sweeping", 1}};
  tick(0s);
  EXPECT_EQ(tick(1h), once);
  EXPECT_EQ(tick(ten_years), once) << "what was missed runs once, not ten years' worth";
  EXPECT_EQ(tick(1s), (std::map<std::string, int>{{"sealing", 1}}));
  EXPECT_EQ(tick(-ten_years), once) << "nothing waits for what the wrong clock had planned";
  EXPECT_EQ(tick(1s), (std::map<std::string, int>{{"sealing", 1}}));
  EXPECT_EQ(tick(1h), once);
  // A server that is started after the clock was set right knows only what the other wrote down.
  tick(ten_years);
  clock.advance(-ten_years);
  worker = std::make_unique<Worker>(db(), clock, registry);
  EXPECT_EQ(tick(0s), once);
}

TEST_P(Jobs, ThatAWrongClockPutOffForYearsRunWhenItIsRight) {
  clock.advance(ten_years);
  put("note", "left");
  put("fail", "failed");
  run_due();
  put("note", "left, not taken");
  clock.advance(-ten_years);
  ran.clear();
  run_due();
  EXPECT_THAT(ran, UnorderedElementsAre("left, not taken", "failed"));
  put("note", "tomorrow", clock.now() + 23h);
  EXPECT_EQ(run_due(), 0) << "what is meant for later still waits";
}

TEST_P(Jobs, LagWhileTheSameIsFirstInTheQueue) {
  std::optional<std::int64_t> first;
  registry.every("sealing", {.every = 1s, .backlog = [&](db::Tx&) { return first; }},
                 [](db::Database&) {});
  registry.every("quiet", {.every = 1s}, [](db::Database&) {});
  Backlogs backlogs(db(), clock, registry);
  const Backlogs::Moment start{};
  const auto lags = [&](std::chrono::seconds at) {
    backlogs.look(start + at);
    std::map<std::string, std::chrono::seconds> found;
    for (const auto& lag : backlogs.lags(start + at + 1s)) found[lag.job] = lag.stands;
    return found;
  };
  using Lags = std::map<std::string, std::chrono::seconds>;
  EXPECT_THAT(backlogs.names(), testing::ElementsAre("jobs", "sealing"));
  EXPECT_EQ(lags(0s), (Lags{{"jobs", 0s}, {"sealing", 0s}}));
  first = 7;
  put("note", "x");
  EXPECT_EQ(lags(10s), (Lags{{"jobs", 1s}, {"sealing", 1s}}));
  clock.advance(ten_years);  // the wall clock has no say in it
  EXPECT_EQ(lags(20s), (Lags{{"jobs", 11s}, {"sealing", 11s}}));
  first = 8;  // it gets on
  run_due();
  EXPECT_EQ(lags(30s), (Lags{{"jobs", 0s}, {"sealing", 1s}}));
}

TEST_P(Jobs, PeriodicOnesGoOnAfterAFailure) {
  int runs = 0;
  registry.every("minutely", {.every = 1min}, [&](db::Database&) {
    ++runs;
    throw std::runtime_error("not today");
  });
  Worker worker(db(), clock, registry);
  for (int i = 0; i < 3; ++i, clock.advance(1min)) worker.run_periodic();
  EXPECT_EQ(runs, 2);
}

TEST_P(Jobs, PeriodicOnesRunOnOneServerWhileItIsRunning) {
  if (GetParam() == db::Engine::sqlite) GTEST_SKIP() << "a SQLite file has one server";
  int other_runs = 0;
  Registry others;
  others.every("sealing", {.every = 1s}, [&](db::Database&) { ++other_runs; });
  Worker other(db(), clock, others);
  registry.every("sealing", {.every = 1s, .longest = 60s}, [&](db::Database&) {
    clock.advance(30s);
    other.run_periodic();
    EXPECT_EQ(other_runs, 0) << "the first is still running";
    clock.advance(31s);
    other.run_periodic();
    EXPECT_EQ(other_runs, 1) << "the first is taken for dead";
  });
  Worker worker(db(), clock, registry);
  worker.run_periodic();
  clock.advance(1s);
  EXPECT_EQ(worker.run_periodic(), 1);
}

TEST(Pause, DoublesFromTenSecondsToSixHoursGiveOrTakeAFifth) {
  EXPECT_EQ(pause_after(1, 0.5), 10s);
  EXPECT_EQ(pause_after(3, 0.5), 40s);
  EXPECT_EQ(pause_after(12, 0.5), 20480s);
  EXPECT_EQ(pause_after(99, 0.5), 6h);
  EXPECT_EQ(pause_after(1, 0), 8s);
  EXPECT_EQ(pause_after(1, 1), 12s);
}

}  // namespace
}  // namespace gandan::jobs
