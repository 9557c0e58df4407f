// The log grows with the journal, proves what it holds, and tells nobody what that is.
#include <thread>

#include "kernel/journal/test/log_fixture.hpp"

namespace gandan::journal {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Log : public OnLog {
 protected:
  /// The entries of the log as a stranger reads them.
  std::vector<std::string> entries() {
    const auto size = static_cast<std::uint64_t>(head().size);
    std::vector<std::string> all;
    for (std::uint64_t tile = 0; tile * tlog::tile_width < size; ++tile) {
      const tlog::TileName name{std::nullopt, tile,
                                std::min(tlog::tile_width, size - tile * tlog::tile_width)};
      const auto bundle = db().read([&](db::Tx& tx) { return log_tile(tx, name); });
      const auto parsed = tlog::parse_entries(bundle.value());
      for (std::string_view entry : parsed.value()) all.emplace_back(entry);
    }
    return all;
  }
  std::optional<Opening> opened(std::int64_t id) {
    return db().read([&](db::Tx& tx) { return open_newest(tx, committed.front(), id); });
  }
};
GANDAN_EACH_ENGINE(Log);

TEST_P(Log, IsTheTreeOfItsEntriesHoweverItGrew) {
  std::int64_t id = 0;
  for (const int more : {1, 2, 250, 4, 300}) {
    for (int i = 0; i < more; ++i) note(++id, "Đèn đường đã tắt");
    take_in();
    const auto all = entries();
    ASSERT_EQ(all.size(), static_cast<std::size_t>(id));
    std::vector<tlog::Hash> leaves;
    for (const std::string& entry : all) leaves.push_back(tlog::leaf_hash(entry));
    EXPECT_EQ(tree(), (tlog::TreeHead{static_cast<std::uint64_t>(id), tlog::root(leaves)}));
  }
}

TEST_P(Log, OfTodayProvesEachEntryAndExtendsThatOfYesterday) {
  for (int i = 1; i <= 300; ++i) note(i, "Hỏi " + std::to_string(i));
  take_in();
  const tlog::TreeHead yesterday = tree();
  for (int i = 1; i <= 300; ++i) note(i, "Hỏi thêm");
  take_in();
  const tlog::TreeHead today = tree();
  const auto all = entries();
  db().read([&](db::Tx& tx) {
    tlog::TileReader reader(today.size, tiles_in(tx));
    const auto grown = reader.consistency_proof(yesterday.size);
    EXPECT_TRUE(grown && tlog::verify_consistency(yesterday, today, *grown));
    for (std::uint64_t index : {0, 255, 256, 299, 300, 599}) {
      const auto proof = reader.inclusion_proof(index);
      EXPECT_TRUE(proof &&
                  tlog::verify_inclusion({index, tlog::leaf_hash(all[index])}, today, *proof))
          << index;
    }
  });
}

TEST_P(Log, GivesATileAsWideAsItWasAndNoneWiderThanItIs) {
  for (int i = 1; i <= 3; ++i) note(i, "Hỏi");
  take_in();
  auto tile = [&](std::string_view path) {
    return db().read([&](db::Tx& tx) { return log_tile(tx, *tlog::parse_tile_path(path)); });
  };
  const auto three = tile("tile/0/000.p/3");
  ASSERT_TRUE(three);
  EXPECT_EQ(tile("tile/0/000.p/2"), three->substr(0, 64));
  EXPECT_FALSE(tile("tile/0/000.p/4"));
  EXPECT_FALSE(tile("tile/0/000"));
  EXPECT_FALSE(tile("tile/0/001.p/1"));
  EXPECT_FALSE(tile("tile/1/000.p/1"));
  EXPECT_TRUE(tile("tile/entries/000.p/3"));
  EXPECT_FALSE(tile("tile/entries/000.p/4"));
}

TEST_P(Log, TellsOfAnEntryNothingButACommitment) {
  note(1, "Bà Lò Thị Mẫu tố cáo", Actor::officer(1234567));
  note(1, "Bà Lò Thị Mẫu tố cáo", Actor::officer(1234567));
  take_in();
  const auto all = entries();
  ASSERT_EQ(all.size(), 2u);
  for (const std::string& entry : all) {
    EXPECT_EQ(entry.size(), std::string_view("gandan log 2\n").size() + 32);
    EXPECT_TRUE(entry.starts_with("gandan log 2\n"));
  }
  EXPECT_NE(all[0], all[1]) << "the same words twice look like others";
}

TEST_P(Log, IsOpenedByWhoHasTheWordsAndNamesNoOfficer) {
  note(1, "Đèn đường đã tắt");
  note(2, "Xin sửa cầu", Actor::officer(1234567));
  EXPECT_FALSE(opened(1)) << "not before it is in the log";
  take_in();
  const auto all = entries();
  for (std::int64_t id : {1, 2}) {
    const auto opening = opened(id);
    ASSERT_TRUE(opening);
    EXPECT_EQ(leaf_of(*opening), tlog::leaf_hash(all.at(*opening->index)));
    EXPECT_EQ(opening->fields.find("1234567"), std::string::npos);
    ASSERT_EQ(opening->parts.size(), 2u);
    EXPECT_EQ(opening->parts[0].name, "box");
    EXPECT_EQ(opening->parts[1].value, id == 1 ? "Đèn đường đã tắt" : "Xin sửa cầu");
    Opening other = *opening;
    other.parts[1].value += "!";
    EXPECT_NE(leaf_of(other), leaf_of(*opening));
    Opening partly = *opening;
    partly.parts[0] = {{}, {}, {}, hash_of(opening->parts[0])};
    EXPECT_EQ(leaf_of(partly), leaf_of(*opening)) << "a part can be kept back";
  }
}

TEST_P(Log, DoesNotOpenARecordThatChangedWithoutAnEntry) {
  note(1, "Đèn đường đã tắt");
  take_in();
  run("update notes set text = 'Đèn đường đã sáng'");
  EXPECT_FALSE(opened(1));
}

TEST_P(Log, KeepsTheNameWithWhichItBegan) {
  note(1, "Hỏi");
  take_in();
  note(2, "Hỏi");
  seal_all(db(), clock);
  EXPECT_EQ(extend_log(db(), clock, {*keys, committed, "moved.example/log"}), 1);
  EXPECT_EQ(db().read(log_origin), "gandan.example/log");
  EXPECT_TRUE(tlog::open_checkpoint(head().note, trust()));
  EXPECT_EQ(origin_at("https://gandan.example/"), "gandan.example/log");
  EXPECT_EQ(origin_at(""), "localhost/log");
}

TEST_P(Log, IsBelievedByTheOldKeyUntilTheKeyAfterNext) {
  note(1, "Hỏi");
  take_in();
  tlog::Trust knows_first = trust();
  ASSERT_EQ(knows_first.log_keys.size(), 1u);
  keys->rotate();
  note(2, "Hỏi");
  take_in();
  EXPECT_TRUE(tlog::open_checkpoint(head().note, knows_first));
  EXPECT_EQ(trust().log_keys.size(), 2u);
  keys->rotate();
  note(3, "Hỏi");
  take_in();
  EXPECT_FALSE(tlog::open_checkpoint(head().note, knows_first));
  EXPECT_THAT(checked().broken, IsEmpty());
}

TEST_P(Log, SaysWhichEntriesItTookInLongAfterTheyWereMade) {
  note(1, "Có từ trước khi có sổ");
  seal_all(db(), clock);
  clock.set(clock.now() + std::chrono::hours(48));
  note(2, "Hỏi");
  take_in();
  const LogFindings found = checked();
  EXPECT_THAT(found.broken, IsEmpty());
  EXPECT_EQ(found.as_found, 1);
  EXPECT_EQ(found.found_at, clock.now());
  EXPECT_EQ(found.records, 2);
}

TEST_P(Log, TakesInWhatIsSealedAndNoMore) {
  note(1, "Hỏi");
  EXPECT_EQ(extend_log(db(), clock, keeper()), 0);
  EXPECT_FALSE(db().read(first_unlogged));
  seal_all(db(), clock);
  EXPECT_EQ(db().read(first_unlogged), 1);
  take_in();
  EXPECT_FALSE(db().read(first_unlogged));
  note(2, "Hỏi");
  EXPECT_EQ(checked().waiting, 1);
  EXPECT_THAT(checked().broken, IsEmpty());
}

TEST_P(Log, SignsNothingBehindTilesThatAreNotThoseOfItsHead) {
  note(1, "Hỏi");
  take_in();
  tamper("update log_tiles set bytes = (select commitment from log_entries)");
  note(2, "Hỏi");
  seal_all(db(), clock);
  EXPECT_THROW(extend_log(db(), clock, keeper()), std::runtime_error);
  EXPECT_EQ(head().size, 1);
}

TEST_P(Log, RefusesToBeChanged) {
  note(1, "Hỏi");
  take_in();
  for (const char* sql :
       {"update log_entries set at = 1", "delete from log_entries", "delete from log_tiles",
        "update log_tiles set bytes = bytes", "delete from log_checkpoints",
        "update log_checkpoints set at = 1", "delete from log_salts",
        "update log_salts set salt = null", "update log_salts set erased_under = 'Điều 1'",
        "update log_identity set origin = 'x'", "delete from log_identity", "delete from log_keys",
        "update log_keys set since = 1"})
    EXPECT_THROW(run(sql), db::DatabaseError) << sql;
}

TEST_P(Log, ForgetsByLawWhatOpensItAndGoesOnWithANewSecret) {
  note(1, "Điều phải xóa");
  note(2, "Hỏi");
  take_in();
  db().write([&](db::Tx& tx) {
    erase_salt(tx, {"note", 1}, "Điều 16");
    tx.run(std::string("update notes set text = '' where id = 1"), {});
    append(tx, {.at = clock.now(), .verb = "note.erase", .subject = {"note", 1}});
  });
  EXPECT_FALSE(opened(1));
  take_in();
  EXPECT_TRUE(opened(1)) << "what is left of it";
  const LogFindings found = checked();
  EXPECT_THAT(found.broken, IsEmpty());
  EXPECT_EQ(found.erased, 1);
  run("update notes set text = 'khác' where id = 1");
  EXPECT_THAT(checked().broken, testing::ElementsAre(HasSubstr("note 1 ")));
}

TEST_P(Log, OfTwoServersIsOneHistory) {
  std::vector<std::thread> all;
  for (int server = 0; server < 2; ++server)
    all.emplace_back([&, server] {
      for (int i = 0; i < 40; ++i) {
        note(server * 1000 + i + 1, "Hỏi");
        seal_all(db(), clock);
        (void)extend_log(db(), clock, keeper());
      }
    });
  for (std::thread& each : all) each.join();
  take_in();
  EXPECT_EQ(head().size, 80);
  const LogFindings found = checked();
  EXPECT_THAT(found.broken, IsEmpty());
  EXPECT_EQ(found.records, 80);
}

TEST_P(Log, IsOneHistoryWhoeverHasReadAhead) {
  for (int i = 1; i <= 30; ++i) note(i, "Hỏi");
  seal_all(db(), clock);
  const LogKeeper who = keeper();
  LogExtender one(db(), clock, who, 4), other(db(), clock, who, 4);
  EXPECT_EQ(one.extend(), 4);  // and it has read what the other one takes in
  EXPECT_EQ(other.extend(), 4);
  for (int i = 21; i <= 40; ++i) note(i, "Hỏi khác");
  seal_all(db(), clock);
  while (one.extend() + one.extend() + other.extend() > 0) {
  }
  EXPECT_EQ(head().size, 50);
  const LogFindings found = checked();
  EXPECT_THAT(found.broken, IsEmpty());
  EXPECT_EQ(found.records, 40);
}

class LogOfOneReader : public OnLog {
 protected:
  LogOfOneReader() { options_.readers = 1; }
};
GANDAN_EACH_ENGINE(LogOfOneReader);

TEST_P(LogOfOneReader, ReadsAheadWithoutWaitingForItself) {
  for (int i = 1; i <= 30; ++i) note(i, "Hỏi");
  seal_all(db(), clock);
  const LogKeeper who = keeper();
  LogExtender extender(db(), clock, who, 4);
  while (extender.extend() > 0) {
  }
  EXPECT_EQ(head().size, 30);
}

}  // namespace
}  // namespace gandan::journal
