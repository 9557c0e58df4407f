// Whatever happens to petitions, in whatever order, nothing changes without an entry, every head of
// the log that was ever given away stays true, and no alarm is raised: also where backups are put
// in the place of the database, and the log's key is another.
#include <gmock/gmock.h>

#include <filesystem>
#include <random>

#include "contexts/petitions/record/committed.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/journal/check_log.hpp"
#include "lib/db/restore.hpp"

namespace gandan::petitions {
namespace {

using testing::IsEmpty;

const db::Sql count_verbs{"select count(distinct verb) from journal"};

class Histories : public test::PetitionsDatabase {
 protected:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  PetitionId any() { return known_.petitions.at(below(known_.petitions.size())); }
  std::optional<TopicId> any_topic() {
    return known_.topics.empty() ? std::nullopt
                                 : std::optional(known_.topics.at(below(known_.topics.size())));
  }
  template <class Fn>
  void deed(Fn&& use_case) {
    (void)act(use_case);  // a refusal is a history too
  }

  void send_one() {
    const char* kinds[] = {"report", "proposal", "complaint", "denunciation"};
    const std::string text =
        "Đường vào bản " + std::to_string(known_.petitions.size()) + " lầy lội";
    known_.petitions.push_back(send(text, kinds[below(4)]).id);
  }
  void move_one() {
    const PetitionId id = any();
    const char* bodies[] = {"Bộ Nội vụ", "Bộ Tài chính"};
    const UnitId body = unit(bodies[below(2)]);
    const auto kind = static_cast<Kind>(1 + below(4));
    const Decision decision{.number = "7/QĐ", .reason = "Vì cần", .is_signed = true};
    const AnswerForm answer_form{
        .outcome = Outcome::explained, .text = "Đã làm", .document = "9/KL"};
    const AnswerForm promise{
        .outcome = Outcome::scheduled, .text = "Sẽ làm", .promised_on = clock.today() + 20};
    deed([&](db::Tx& tx, const Act& by) -> Moved {
      switch (below(14)) {
        case 0:
        case 1:
          return route(tx, env(), by, id, {.body = body, .kind = kind, .note = "Chuyển"});
        case 2:
        case 3:
          return accept(tx, env(), by, id, decision);
        case 4:
          return ask(tx, env(), by, id, "Ở đâu?");
        case 5:
          return supplement(tx, env(), Act::by_resident(), id, "Ở đầu bản");
        case 6:
          return add(tx, env(), Act::by_resident(), id, "Xin thêm");
        case 7:
          return extend(tx, env(), by, id, "Phức tạp");
        case 8:
          return give_back(tx, env(), by, id, "Không thuộc thẩm quyền");
        case 9:
          return withdraw(tx, env(), Act::by_resident(), id, {.words = "Rút", .is_signed = true});
        case 10:
          return publish(tx, env(), by, id, below(2) == 0, "Xem lại");
        case 11:
          return mask(tx, env(), by, id, {"lầy"});
        case 12:
          return word_title(tx, env(), by, id, "Đường " + std::to_string(below(99)));
        default:
          return place(tx, env(), by, id, unit("Xã Đồng Đăng"));
      }
    });
    if (below(3) == 0)
      deed([&](db::Tx& tx, const Act& by) {
        return answer(tx, env(), by, id, below(2) == 0 ? answer_form : promise);
      });
  }
  void group_some() {
    const auto topic = any_topic(), other = any_topic();
    const PetitionId id = any();
    deed([&](db::Tx& tx, const Act& by) -> TopicChanged {
      if (!topic || below(4) == 0) {
        auto started = start_topic(tx, env(), by, id, "Đường lầy lội");
        if (started) known_.topics.push_back(started->id);
        return started;
      }
      switch (below(5)) {
        case 0:
          return merge(tx, env(), by, *topic, *other);
        case 1:
          return refuse(tx, env(), by, *topic, {id});
        case 2:
          return rename(tx, env(), by, *topic, "Đường " + std::to_string(below(99)));
        case 3:
          return split(tx, env(), by, *topic, {id}, "Đường khác");
        default:
          return confirm(tx, env(), by, *topic, {id});
      }
    });
  }
  void join_one() {
    const std::string code = load(any()).code;
    (void)db().write(
        [&](db::Tx& tx) { return join(tx, env(), code, {.place_text = "Xã Đồng Đăng"}); });
  }
  /// By law: words that nobody may keep, and what could be tried against the commitments to them.
  void erase_one() {
    const PetitionId id = any();
    db().write([&](db::Tx& tx) {
      tx.run("delete from petition_contacts where petition_id = :id", {{"id", id}});
      journal::erase_salt(tx, {"petition", id.value}, "Điều 16 Luật 91/2025/QH15");
      journal::append(
          tx, {.at = clock.now(), .verb = "petition.erase", .subject = {"petition", id.value}});
    });
  }
  void live_on() {
    const std::size_t chance = below(20);
    if (known_.petitions.size() < 8 || chance < 4)
      send_one();
    else if (chance < 14)
      move_one();
    else if (chance < 17)
      group_some();
    else if (chance < 19)
      join_one();
    else
      erase_one();
    clock.set(clock.now() + std::chrono::hours(below(6)));
  }

  /// What verify says of the log and of the chain; of heads that were kept, all are true.
  [[nodiscard]] std::vector<std::string> alarms(db::Database& database) {
    auto broken =
        journal::check_log(database, commitments_to_petitions().records, {.heads = known_.heads})
            .broken;
    if (auto chain = database.read([](db::Tx& tx) { return journal::verify(tx); }); chain.broken_at)
      broken.push_back(chain.reason);
    return broken;
  }
  void keep_head(const std::string& name) {
    take_into_log();
    known_.heads.push_back(
        {name, db().read([](db::Tx& tx) { return journal::log_head(tx).value().note; })});
  }

  void back_up() {
    keep_head("in the backup");
    db().backup(file("backup"), [](db::Tx&) {});
    in_backup_ = known_;
  }
  /// What was done and told since the backup is lost: also the heads, which are of another future.
  void restore_backup() {
    std::string kept;
    known_ = in_backup_;
    restart([&] {
      const db::BackupFile copy{file("backup"), std::filesystem::file_size(file("backup"))};
      kept = db::restore(address(), copy, [&](db::Database& unpacked) {
        EXPECT_THAT(alarms(unpacked), IsEmpty()) << "before it is put in the place";
      });
    });
    book = rules->book();
    EXPECT_THAT(alarms(db()), IsEmpty()) << "where it stands";
    if (GetParam() == db::Engine::postgresql)  // what stood there, by the words that say how
      db().write([&](db::Tx& tx) { tx.run(kept.substr(kept.rfind("drop schema")), {}); });
  }
  /// Who knows the old key believes what is signed next.
  void rotate_key() {
    take_into_log();
    const std::string origin = db().read(journal::log_origin).value();
    const tlog::VerifierKey old_key = journal::log_signers(origin, keys->get()).front().key;
    people::rotate_seal_key(db(), clock, file("key"));
    restart();
    book = rules->book();
    keep_head("by two keys");
    EXPECT_TRUE(tlog::open_checkpoint(known_.heads.back().note, {origin, {old_key}, {}}));
  }

  /// What the test knows of the database.
  struct Known {
    std::vector<PetitionId> petitions = {};
    std::vector<TopicId> topics = {};
    std::vector<journal::KeptHead> heads = {};
  };

  std::mt19937 random_{20261130};
  Known known_, in_backup_;
};
GANDAN_EACH_ENGINE(Histories);

TEST_P(Histories, AThousandOfThemRaiseNoAlarm) {
  for (int i = 0; i < 1'000; ++i) {
    live_on();
    if (i % 350 == 300) back_up();
    if (i % 350 == 345) restore_backup();
    if (i % 300 == 20) rotate_key();  // once between a backup and its coming back
    if (i % 5 != 0) continue;
    ASSERT_THAT(untold_changes(), IsEmpty()) << "by deed " << i;
    if (below(3) == 0) take_into_log();
    if (i % 100 == 0) keep_head("after deed " + std::to_string(i));
  }
  take_into_log();
  EXPECT_THAT(alarms(db()), IsEmpty());
  const auto found = journal::check_log(db(), commitments_to_petitions().records);
  EXPECT_GT(found.erased, 0);
  EXPECT_GT(found.records, 180);
  EXPECT_GT(found.keys.size(), 3u) << "each signed, and the database knows them all";
  const auto verbs = db().read([](db::Tx& tx) { return tx.one<std::int64_t>(count_verbs); });
  EXPECT_GT(verbs.value(), 20) << "much has happened";
}

}  // namespace
}  // namespace gandan::petitions
