// Whatever an operator changes in what the log vouches for is found and named, column by column, on
// a database in which everything there is has happened.
#include <gmock/gmock.h>

#include <map>
#include <span>

#include "app/keep_log.hpp"
#include "app/test/support.hpp"
#include "app/verify.hpp"
#include "contexts/petitions/demo/demo.hpp"
#include "kernel/journal/check_log.hpp"
#include "kernel/journal/kept.hpp"
#include "kernel/journal/vouch.hpp"
#include "kernel/settings/change.hpp"
#include "kernel/settings/installation.hpp"
#include "kernel/site/site.hpp"

namespace gandan::app {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Tampering : public test::Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    if (IsSkipped()) return;
    leaves_something_broken = true;
    account("lan");
    take_in();
  }
  void take_in() {
    journal::seal_all(db(), clock);
    run_periodic("journal.log");
  }
  /// By a server that did not see the log before, so that it signs whatever it finds.
  void take_in_anew() {
    journal::seal_all(db(), clock);
    SeenLog nothing;
    keep_log(services(), committed_, "", nothing);
  }
  /// Petitions of every kind in every state, with all that happened to them; a setting, and the
  /// limits and days off that stood when a server started.
  void load_demonstration() {
    petitions::load_demo(services());
    const people::Principal operates{.user = people::UserId{7},
                                     .grants = {{people::Role::administrator}}};
    ASSERT_TRUE(db().write([&](db::Tx& tx) {
      return settings::change(tx, ids, clock, operates, {site::place, {}, "Tỉnh Lạng Sơn"});
    }));
    ASSERT_TRUE(db().write([&](db::Tx& tx) {
      return settings::number_installation(tx, clock, 7, settings::Installation::itself);
    }));
    journal::vouch(db(), clock, committed_);
    take_in();
  }
  [[nodiscard]] std::vector<std::string> broken(const journal::LogOptions& options = {}) {
    return journal::check_log(db(), committed_, options).broken;
  }
  [[nodiscard]] std::string head() {
    return db().read([](db::Tx& tx) { return journal::log_head(tx).value().note; });
  }
  void run(const std::string& sql) {
    db().write([&](db::Tx& tx) { tx.run(sql, {}); });
  }
  /// As somebody who holds the database: what refuses it is taken away first.
  void drop_triggers() {
    const bool is_sqlite = GetParam() == db::Engine::sqlite;
    const auto triggers = db().read([&](db::Tx& tx) {
      return tx.all<std::string>(
          std::string(is_sqlite ? "select name from sqlite_schema where type = 'trigger'"
                                : "select tgname || ' on ' || tgrelid::regclass from pg_trigger "
                                  "where not tgisinternal"),
          {});
    });
    for (const std::string& trigger : triggers) run("drop trigger " + trigger);
  }
  /// What is broken after this, which is then undone.
  std::vector<std::string> broken_by(const std::string& statement, bool* changed = nullptr) {
    struct Undo {};
    std::vector<std::string> found;
    try {
      db().write([&](db::Tx& tx) {
        const std::int64_t rows = tx.run(statement, {});
        if (changed != nullptr) *changed = rows > 0;
        found.clear();
        for (const journal::Committed& kind : committed_)
          for (std::string& line : journal::differing(tx, kind)) found.push_back(std::move(line));
        throw Undo();
      });
    } catch (const Undo&) {
      return found;
    }
    return found;
  }

  struct Deed {
    const char *sql, *part;
  };
  void expect_found(std::span<const Deed> deeds) {
    for (const Deed& deed : deeds) {
      bool is_there = false;
      const auto found = broken_by(deed.sql, &is_there);
      EXPECT_TRUE(is_there) << deed.sql;
      EXPECT_THAT(found, Contains(HasSubstr(deed.part))) << deed.sql;
    }
  }
  /// Of which records there are some, after this, that no entry tells of; it is then undone.
  std::vector<std::string> untold_by(const std::string& statement) {
    struct Undo {};
    std::vector<std::string> found;
    try {
      db().write([&](db::Tx& tx) {
        tx.run(statement, {});
        found.clear();
        for (const Module& module : modules())
          for (const journal::Kept& kept : module.kept)
            if (journal::compare(tx, kept).without_entry > 0) found.emplace_back(kept.what);
        throw Undo();
      });
    } catch (const Undo&) {
      return found;
    }
    return found;
  }

  /// What verify calls the part in which a column stands.
  static std::string part_of(const std::string& table, const std::string& column) {
    static const std::map<std::string, std::string> of_tables{{"petition_contacts", "contact"},
                                                              {"petition_answers", "answer "},
                                                              {"petition_pauses", "pause "},
                                                              {"petition_extensions", "extension "},
                                                              {"petition_decisions", "decision "},
                                                              {"petition_joins", "joining"},
                                                              {"sealed_words", "sealed "},
                                                              {"sealed_identities", "identity"},
                                                              {"topics", "topic"},
                                                              {"limits", "what is said of it: "},
                                                              {"calendar_days", ": day"},
                                                              {"settings", ": contact."},
                                                              {"accounts", "account"}};
    if (const auto found = of_tables.find(table); found != of_tables.end()) return found->second;
    if (table != "petitions") return ": ";  // notes: of officers, or words to the sender
    const bool is_own = column == "code" || column == "title" || column == "text";
    return ": " + (is_own ? column : "sender");
  }

  const std::vector<journal::Committed> committed_ = committed_of(modules());
};
GANDAN_EACH_ENGINE(Tampering);

TEST_P(Tampering, WithAnyColumnThatIsSaidToBeCommittedIsFound) {
  load_demonstration();
  EXPECT_THAT(broken(), IsEmpty()) << "nothing was done";
  const bool is_sqlite = GetParam() == db::Engine::sqlite;
  int tried = 0;
  for (const journal::Committed& kind : committed_)
    for (const std::string& each : kind.columns) {
      const auto dot = each.find('.');
      const std::string table = each.substr(0, dot), column = each.substr(dot + 1);
      const bool is_box = column == "sealed";
      const std::string other = !is_box     ? column + " || '.'"
                                : is_sqlite ? "cast(" + column + " || x'00' as blob)"
                                            : column + " || '\\x00'::bytea";
      bool is_there = false;
      const auto found =
          broken_by("update " + table + " set " + column + " = " + other + " where " +
                        (is_box ? "length(" + column + ") > 0" : column + " <> ''"),
                    &is_there);
      if (!is_there) continue;  // the demonstration has none
      ++tried;
      EXPECT_THAT(found, Contains(AllOf(HasSubstr(std::string(kind.kind) + " "),
                                        HasSubstr(part_of(table, column)))))
          << each;
    }
  EXPECT_GT(tried, 15);
}

TEST_P(Tampering, WithWhatWasDecidedOrAnsweredIsFound) {
  load_demonstration();
  const Deed deeds[] = {
      {"update petitions set kind = 2 where kind = 1", ": kind"},
      {"update petitions set due_at = due_at + 1 where due_at is not null", ": due"},
      {"update petitions set state = 6 where state = 5", ": state"},
      {"update petitions set body_id = body_id + 1 where body_id is not null", ": body"},
      {"update petitions set place_id = null where place_id is not null", ": place"},
      {"update petitions set received_at = received_at - 1", ": received"},
      {"update petitions set answered_at = answered_at - 1 where answered_at is not null",
       ": days"},
      {"update petitions set visibility = 1 where visibility = 2", ": state"},
      {"update petitions set topic_id = null where topic_id is not null", "a part of it is gone"},
      {"update petition_answers set outcome = outcome + 1", ": answer "},
      {"update petition_answers set answered_at = answered_at - 1", ": answer "},
      {"update petition_answered set answer_id = (select max(answer_id) from petition_answered) "
       "where petition_id in (select min(petition_id) from petition_answered)",
       ": answer "},
      {"update petition_pauses set stopped_at = stopped_at - 1", ": pause "},
      {"update petition_answers set text = (select o.text from petition_answers o where o.text <> "
       "petition_answers.text order by o.id limit 1)",
       ": answer "},
      {"update petition_joins set joined_at = joined_at - 1, place_text = ''", ": joining"},
      {"update log_salts set salt = null, erased_under = 'as if by law' where salt is not null",
       "has lost the secret"},
      {"delete from petition_notes", " gone"},
      {"delete from petition_contacts", "a part of it is gone"},
      {"delete from sealed_words", " gone"},
      {"update accounts set disabled = 1 - disabled", ": account"},
      {"update role_grants set reach = 3 - reach", ": role "},
      {"update undertakings set due_on = due_on + 1", ": owed"},
      {"update undertakings set ending = null where ending is not null", "a part of it is gone"}};
  expect_found(deeds);
}

TEST_P(Tampering, WithLimitsDaysOffAndSettingsIsFound) {
  load_demonstration();
  const Deed deeds[] = {
      {"update limits set value = value + 1 where rule = 'complaint.accept'",
       ": how much: complaint.accept"},
      {"update limits set valid_from = valid_from - 1 where rule = 'complaint.accept'",
       ": from when on: complaint.accept"},
      {"update limits set edited_at = 1 where rule = 'complaint.accept'",
       ": what is said of it: complaint.accept"},
      {"delete from limits where rule = 'complaint.accept'", "nothing of it is left"},
      {"update calendar_days set kind = 3 - kind where date = (select max(date) from "
       "calendar_days)",
       ": day"},
      {"delete from calendar_days where date = (select max(date) from calendar_days)",
       "nothing of it is left"},
      {"update settings set words = 'Tỉnh khác' where unit_id = 0", ": site.place"},
      {"update settings set words = null, number = 1 where key = 'site.place'", ": site.place"},
      {"update settings set unit_id = 1 where key = 'site.place'", ": site.place of unit 1"},
      {"delete from settings", "nothing of it is left"},
      {"update installation set number = 8",
       "installation 1 is not as its last entry committed to it: number"}};
  expect_found(deeds);
}

TEST_P(Tampering, WithLimitsDaysOffAndSettingsThatArePutInIsFound) {
  load_demonstration();
  EXPECT_THAT(untold_by("update settings set key = key"), IsEmpty()) << "nothing was done";
  EXPECT_THAT(untold_by("insert into limits (id, rule, body, kind, value, unit, remote_value, "
                        "rolls, times, title_vi, title_en, basis, source, valid_from, valid_to, "
                        "verified, edited_at) select 7, rule, 7, kind, 1, unit, remote_value, "
                        "rolls, times, title_vi, title_en, basis, source, valid_from, valid_to, "
                        "verified, null from limits where id = (select min(id) from limits)"),
              testing::ElementsAre("limits that the log vouches for"));
  EXPECT_THAT(untold_by("insert into calendar_days (date, kind, name, source, verified) "
                        "select max(date) + 1, 1, 'x', 'x', 1 from calendar_days"),
              testing::ElementsAre("days off and worked that the log vouches for"));
  EXPECT_THAT(untold_by("insert into settings (id, key, unit_id, number, words) values (7, "
                        "'petitions.clear_percent', 0, 100, null)"),
              testing::ElementsAre("changed settings"));
}

TEST_P(Tampering, WithTheWholeDatabaseMadeAnewNeedsAHeadKeptElsewhere) {
  const std::string kept = head();
  drop_triggers();
  run("update accounts set name = 'Người khác'");
  EXPECT_THAT(broken(), testing::Not(IsEmpty()));
  for (const char* table :
       {"log_entries", "log_salts", "log_tiles", "log_checkpoints", "log_keys", "log_identity"})
    run(std::string("delete from ") + table);
  take_in_anew();
  EXPECT_THAT(broken(), IsEmpty()) << "by the database alone nobody can tell";
  EXPECT_THAT(broken({.heads = {{"the letter of Monday", kept}}}),
              Contains(HasSubstr("the letter of Monday is of another history")));
}

TEST_P(Tampering, ByAnOlderDatabasePutInPlaceNeedsAHeadKeptElsewhere) {
  const std::int64_t size =
      db().read([](db::Tx& tx) { return journal::log_head(tx).value().size; });
  account("minh");
  take_in();
  const std::string kept = head();
  drop_triggers();  // and what came after is gone, as in a copy of yesterday
  const std::string before = std::to_string(size);
  run("delete from accounts where username = 'minh'");
  run("delete from journal where seq in (select seq from log_entries where log_index >= " + before +
      ")");
  run("delete from journal_seals where last_seq > (select max(seq) from journal)");
  for (const char* table :
       {"log_entries", "log_salts", "log_tiles", "log_checkpoints", "log_keys", "log_identity"})
    run(std::string("delete from ") + table);
  take_in_anew();
  EXPECT_THAT(broken({.heads = {{"the backup", kept}}}),
              Contains(HasSubstr("it was cut short, or the database is an older one")));
}

}  // namespace
}  // namespace gandan::app
