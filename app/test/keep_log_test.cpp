// What a server does for the log each second, and the folder from which another may serve it.
#include "app/keep_log.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "app/test/support.hpp"
#include "kernel/journal/log.hpp"
#include "lib/db/test_support.hpp"
#include "lib/jobs/worker.hpp"

namespace gandan::app {
namespace {

class KeptLog : public test::Program {
 protected:
  KeptLog() : Program({.units = false}) {}

  void enter(int entries) {
    db().write([&](db::Tx& tx) {
      for (int i = 0; i < entries; ++i)
        journal::append(tx, {.at = clock.now(), .verb = "thing.happen", .subject = {"thing", i}});
    });
    journal::seal_all(db(), clock);
    keep(seen);
  }
  /// As a server does, for as long as it has seen the log.
  void keep(SeenLog& by) {
    keep_log(services(), committed_of(modules()), "https://gandan.example", by);
  }
  /// As somebody who holds the database.
  void take_the_log_away() {
    leaves_something_broken = true;
    const bool is_sqlite = GetParam() == db::Engine::sqlite;
    db().write([&](db::Tx& tx) {
      if (!is_sqlite) tx.run("set local session_replication_role = replica", {});
      for (const std::string table : {"log_entries", "log_salts", "log_tiles", "log_checkpoints",
                                      "log_keys", "log_identity"}) {
        if (is_sqlite) tx.run("drop trigger if exists " + table + "_no_delete", {});
        tx.run("delete from " + table, {});
      }
    });
  }
  std::string folder() { return file("log"); }
  std::string in_folder(const std::string& name) {
    return db::test::bytes_of(std::filesystem::path(folder()) / name);
  }
  /// As the folder's head says, whoever signed it.
  tlog::TreeHead head() {
    return tlog::parse_checkpoint(tlog::parse_note(in_folder("checkpoint")).value().text)
        .value()
        .head;
  }
  std::optional<tlog::Hash> root(std::uint64_t size) {
    return tlog::TileReader(size,
                            [this](const tlog::TileName& name) {
                              const std::string bytes = in_folder(tlog::path_of(name));
                              return bytes.empty() ? std::nullopt : std::optional(bytes);
                            })
        .root();
  }
  SeenLog seen;
};
GANDAN_EACH_ENGINE(KeptLog);

TEST_P(KeptLog, LiesInAFolderWholeAtEachOfItsHeads) {
  write_log_folder(db(), folder());
  EXPECT_FALSE(std::filesystem::exists(folder())) << "there is no log yet";
  std::vector<tlog::TreeHead> heads;
  for (const int more : {3, 255, 300}) {
    enter(more);
    write_log_folder(db(), folder());
    const tlog::TreeHead now = heads.emplace_back(head());
    EXPECT_EQ(in_folder("checkpoint"), get("/log/checkpoint").body);
    EXPECT_EQ(root(now.size), now.root);
  }
  EXPECT_EQ(head().size, 558u);
  for (const tlog::TreeHead& earlier : heads) EXPECT_EQ(root(earlier.size), earlier.root);
  const std::string bundle = in_folder("tile/entries/001");
  EXPECT_EQ(bundle, get("/log/tile/entries/001").body);
  EXPECT_EQ(tlog::parse_entries(bundle).value().size(), 256u);
}

TEST_P(KeptLog, IsNotSignedAnewByTheServerThatSawItBefore) {
  enter(3);
  take_the_log_away();
  EXPECT_THROW(enter(1), std::runtime_error) << "it has fewer entries";
  EXPECT_FALSE(db().read(journal::log_head));
  SeenLog another;
  keep(another);  // a server that did not see it: to this one the log only begins
  EXPECT_GE(db().read(journal::log_head).value().size, 4);
  EXPECT_THROW(enter(1), std::runtime_error) << "as many, but others";
  keep(another);
}

TEST_P(KeptLog, GrowsOnWholeMinutesSoThatNobodySeesInWhichSecondSomethingWasDone) {
  enter(1);
  const Instant noon = start_of(clock.today()) + std::chrono::hours(12);
  clock.set(noon);
  jobs::Registry of_the_log;
  for (const char* name : {"journal.seal", "journal.log"}) {
    const auto& job = jobs().periodic().at(name);
    of_the_log.every(name, job.schedule, job.handler);
  }
  jobs::Worker worker(db(), clock, of_the_log);
  worker.run_periodic();
  const auto head_of_log = [&] { return db().read(journal::log_head).value(); };
  const std::int64_t before = head_of_log().size;
  const auto enter_at = [&](int second) {
    clock.set(noon + std::chrono::seconds(second));
    db().write([&](db::Tx& tx) {
      journal::append(tx, {.at = clock.now(), .verb = "thing.happen", .subject = {"thing", 1}});
    });
    worker.run_periodic();
  };
  for (const int second : {13, 14, 59}) {
    enter_at(second);
    EXPECT_EQ(head_of_log().size, before) << second;
  }
  clock.set(noon + std::chrono::seconds(60));
  worker.run_periodic();
  EXPECT_EQ(head_of_log().size, before + 3);
  EXPECT_EQ(head_of_log().at, noon + std::chrono::seconds(60));
}

TEST_P(KeptLog, MayBeReadInItsFolderByAnotherAccount) {
  namespace fs = std::filesystem;
  const mode_t before = ::umask(077);  // as the program has it
  enter(1);
  write_log_folder(db(), folder());
  ::umask(before);
  const fs::path root(folder());
  EXPECT_NE(fs::status(root).permissions() & fs::perms::others_exec, fs::perms::none);
  int files = 0;
  for (const fs::directory_entry& each : fs::recursive_directory_iterator(root)) {
    const auto needed = each.is_directory() ? fs::perms::others_exec : fs::perms::others_read;
    EXPECT_NE(each.status().permissions() & needed, fs::perms::none) << each.path();
    files += each.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(files, 3) << "a tile, its bundle and the head";
}

TEST_P(KeptLog, BeginsUnderTheAddressOfTheSiteAndIsSignedByItsKeyFile) {
  enter(1);
  const auto origin = db().read(journal::log_origin);
  EXPECT_EQ(origin, "gandan.example/log");
  const auto signers = journal::log_signers(*origin, keys->get());
  EXPECT_EQ(db().read(journal::log_keys), std::vector{tlog::text_of(signers.front().key)});
}

TEST(Commitments, OfThisProgramSpeakOfEveryColumnOfPeopleSAndAForgottenOneStopsIt) {
  std::vector<Module> all = modules();
  EXPECT_NO_THROW(require_commitments(all));
  for (Module& module : all) module.commitments = {};
  EXPECT_THROW(require_commitments(all), std::logic_error);
}

}  // namespace
}  // namespace gandan::app
