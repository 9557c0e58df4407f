// Whatever is done to the journal, the log or the records past the program is found and named.
#include <random>

#include "kernel/journal/cosignatures.hpp"
#include "kernel/journal/test/log_fixture.hpp"

namespace gandan::journal {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class CheckedLog : public OnLog {
 protected:
  void SetUp() override {
    OnLog::SetUp();
    if (IsSkipped()) return;
    for (int i = 1; i <= 6; ++i) note(i, "Hỏi " + std::to_string(i));
    take_in();
    earlier = head();
    note(2, "Hỏi thêm");
    take_in();
  }
  /// Makes the whole log anew, as its operator can.
  void sign_anew() {
    for (const char* table :
         {"log_entries", "log_salts", "log_tiles", "log_checkpoints", "log_keys", "log_identity"})
      tamper("delete from " + std::string(table));
    take_in();
  }
  void note_and_take_in() {
    note(6, "Hỏi nữa");
    take_in();
  }
  SignedHead earlier;
};
GANDAN_EACH_ENGINE(CheckedLog);

struct Deed {
  const char *what, *sql, *named;
};

TEST_P(CheckedLog, IsWholeAndSaysSo) {
  const LogFindings found = checked({.heads = {{"Monday", earlier.note}}});
  EXPECT_THAT(found.broken, IsEmpty());
  EXPECT_EQ(found.head->size, 7);
  EXPECT_EQ(found.records, 6);
}

class Lives : public OnLog {
 protected:
  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }
  /// One deed on one of a thousand records, each of which lives its own life.
  void live(db::Tx& tx) {
    const std::int64_t id = 1 + below(1'000);
    const unsigned what = below(8);
    if (what > 1) {
      tx.run(
          "insert into notes (id, text) values (:id, :text) on conflict (id) do update set "
          "text = excluded.text",
          {{"id", id}, {"text", "Hỏi " + std::to_string(below(50))}});
    } else {
      erase_salt(tx, {"note", id}, "Điều 16");
      tx.run(what == 0 ? "update notes set text = '', box = null where id = :id"
                       : "delete from notes where id = :id",
             {{"id", id}});
    }
    append(tx, {.at = clock.now(), .verb = "note.change", .subject = {"note", id}});
  }
  std::mt19937 random_{20261130};
};
GANDAN_EACH_ENGINE(Lives);

TEST_P(Lives, OfAThousandRecordsRaiseNoAlarm) {
  std::vector<KeptHead> heads;
  for (int i = 0; i < 24; ++i) {
    db().write([&](db::Tx& tx) {
      for (int deed = 0; deed < 300; ++deed) live(tx);
    });
    if (i % 5 == 4) keys->rotate();
    if (below(3) == 0) continue;  // these wait, and what their records said in between is not told
    take_in();
    heads.push_back({"of round " + std::to_string(i), head().note});
    EXPECT_THAT(checked({.heads = heads}).broken, IsEmpty()) << i;
  }
  take_in();
  const LogFindings found = checked({.heads = heads});
  EXPECT_THAT(found.broken, IsEmpty());
  EXPECT_GT(found.records, 990);
  EXPECT_GT(found.erased, 1'000);
}

class TamperedLog : public CheckedLog {};
GANDAN_EACH_ENGINE(TamperedLog);

TEST_P(TamperedLog, IsFoundAndWhatWasDoneIsNamed) {
  const Deed deeds[] = {
      {"a text changed", "update notes set text = 'Khác' where id = 3",
       "note 3 is not as its last entry committed to it: text"},
      {"one letter of a text", "update notes set text = 'hỏi 3' where id = 3",
       "note 3 is not as its last entry committed to it: text"},
      {"a box changed",
       "update notes set box = (select commitment from log_entries where log_index = 0) where id = "
       "4",
       "note 4 is not as its last entry committed to it: box"},
      {"a box taken away", "update notes set box = null where id = 4",
       "note 4 is not as its last entry committed to it: a part of it is gone"},
      {"a record deleted", "delete from notes where id = 5",
       "note 5 is not as its last entry committed to it: nothing of it is left"},
      {"a record of another's words",
       "update notes set text = (select text from notes where id = 2) where id = 1",
       "note 1 is not"},
      {"an entry changed", "update journal set at = at + 1 where seq = 3",
       "entry 3 of the journal"},
      {"an entry of another record", "update journal set subject_id = 1 where seq = 3",
       "entry 3 of the journal"},
      {"an entry taken out", "delete from journal where seq = 3", "entry 2 of the log"},
      {"the last entry taken out", "delete from journal where seq = 7", "of which the journal"},
      {"an entry put in between", "delete from log_entries where log_index = 3",
       "entry 4 of the journal is not in the log"},
      {"the journal emptied", "delete from journal", "of which the journal has nothing"},
      {"a commitment changed", "update log_entries set commitment = content where log_index = 2",
       "entry 3 of the journal"},
      {"a tile changed",
       "update log_tiles set bytes = (select commitment from log_entries where "
       "log_index = 0)",
       "tile/0/000.p/7"},
      {"a tile put in",
       "insert into log_tiles (level, tile, bytes) select 1, 0, bytes from log_tiles",
       "tiles of which it has no entries"},
      {"a salt taken away", "update log_salts set salt = null where subject_id = 3",
       "nothing says why"},
      {"a salt taken away as if by law",
       "update log_salts set salt = null, erased_under = 'Điều 16' where subject_id = 3",
       "note 3 has lost the secret"},
      {"a head of another size", "update log_checkpoints set size = 8 where size = 7",
       "the last head of the log is of 8"},
      {"where the log goes on", "update log_checkpoints set last_seq = 8 where size = 7",
       "the head of 7 entries that is kept here says that they end at entry 8 of the journal"},
      {"an earlier head",
       "update log_checkpoints set note = (select note from log_checkpoints where size = 7) where "
       "size = 6",
       "the head of 6 entries that is kept here is of another history"},
      {"a head with another's signature",
       "update log_checkpoints set note = replace(note, 'gandan.example/log', "
       "'gandan.example/lag')",
       "not signed by a key"},
  };
  for (const Deed& deed : deeds) {
    TearDown();
    SetUp();
    tamper(deed.sql);
    EXPECT_THAT(checked().broken, Contains(HasSubstr(deed.named))) << deed.what;
  }
}

TEST_P(TamperedLog, IsFoundThoughTheChainOfTheJournalWasMadeAnew) {
  for (const char* sql : {"delete from notes where id = 3", "delete from journal where seq = 3",
                          "delete from journal_seals"})
    tamper(sql);
  seal_all(db(), clock);
  EXPECT_FALSE(db().read([](db::Tx& tx) { return verify(tx).broken_at; }))
      << "the chain alone cannot tell";
  EXPECT_THAT(checked().broken, Contains("of entry 2 of the log the journal has nothing"));
}

TEST_P(TamperedLog, IsFoundWhereATileHasMoreThanTheLog) {
  const bool is_sqlite = GetParam() == db::Engine::sqlite;
  tamper(is_sqlite ? "update log_tiles set bytes = cast(bytes || bytes as blob)"
                   : "update log_tiles set bytes = bytes || bytes");
  EXPECT_THAT(checked().broken, Contains("tile/0/000.p/7 is wider than its entries make it"));
}

TEST_P(TamperedLog, IsFoundByWhatAWitnessSignedOfIt) {
  const auto witness =
      tlog::make_signer("witness.example", tlog::Algorithm::cosignature, std::string(32, 'w'));
  const std::string note = head().note;
  const auto line = tlog::signature_of(witness, tlog::parse_note(note)->text, {});
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return keep_cosignature(tx, clock, witness.key, note, tlog::text_of(std::span(&line, 1)));
  }));
  note_and_take_in();
  EXPECT_THAT(checked().broken, IsEmpty()) << "an earlier head was cosigned, and the log grew";
  tamper("update notes set text = 'Khác' where id = 3");
  sign_anew();
  EXPECT_THAT(checked().broken, Contains(HasSubstr(" signed of 7 entries is not of this log")));
  tamper("delete from journal where seq > 5");
  tamper("delete from journal_seals");
  sign_anew();
  EXPECT_THAT(checked().broken, Contains(HasSubstr(" saw 7 entries, and the log has 5")));
}

TEST_P(TamperedLog, SignedByAnotherKeyIsFoundByTheKeyThatWasNamed) {
  const std::vector<tlog::VerifierKey> published = trust().log_keys;
  keys = std::make_unique<crypto::KeyFile>(crypto::KeyFile::read_or_create(file("forger's")));
  tamper("update notes set text = 'Khác' where id = 3");
  sign_anew();
  EXPECT_THAT(checked().broken, IsEmpty()) << "the database names the forger's key as the log's";
  EXPECT_THAT(checked({.keys = published}).broken,
              Contains("the last head of the log is not signed by a key that was named"));
}

TEST_P(TamperedLog, OfBeforeThereWereMarksIsFoundThoughWhatIsAnotherIsNotTold) {
  tamper("update log_entries set parts = null");
  EXPECT_THAT(checked().broken, IsEmpty());
  tamper("update notes set text = 'Khác' where id = 3");
  EXPECT_THAT(checked().broken,
              testing::ElementsAre(
                  HasSubstr("note 3 is not as its last entry committed to it: in what, the log")));
}

TEST_P(CheckedLog, ThatWasMadeAnewIsKnownByAHeadKeptElsewhere) {
  tamper("update notes set text = 'Khác' where id = 3");
  sign_anew();
  EXPECT_THAT(checked().broken, IsEmpty()) << "the database alone cannot tell";
  EXPECT_THAT(checked({.heads = {{"Monday", earlier.note}}}).broken,
              Contains(HasSubstr("Monday is of another history")));
}

TEST_P(CheckedLog, ThatWasCutShortIsKnownByAHeadKeptElsewhere) {
  const SignedHead last = head();
  tamper("delete from journal where seq = 7");
  tamper("delete from journal_seals where last_seq = 7");
  tamper("update notes set text = 'Hỏi 2' where id = 2");
  sign_anew();
  EXPECT_THAT(checked().broken, IsEmpty());
  EXPECT_THAT(checked({.heads = {{"Tuesday", last.note}}}).broken,
              Contains(HasSubstr("Tuesday is of 7 entries, and the log has 6")));
}

TEST_P(CheckedLog, ThatWasTakenAwayIsKnownByAHeadKeptElsewhere) {
  for (const char* table :
       {"log_entries", "log_salts", "log_tiles", "log_checkpoints", "log_keys", "log_identity"})
    tamper("delete from " + std::string(table));
  EXPECT_FALSE(checked().head);
  EXPECT_THAT(checked({.heads = {{"Monday", earlier.note}}}).broken,
              Contains(HasSubstr("this database has no log, and Monday is the head of one")));
}

TEST_P(CheckedLog, DoesNotBelieveAHeadThatAnotherKeySigned) {
  const auto stranger =
      tlog::make_signer("gandan.example/log", tlog::Algorithm::note, std::string(32, 's'));
  const std::string forged =
      tlog::signed_checkpoint({"gandan.example/log", tree(), {}}, {{stranger}}, {});
  EXPECT_THAT(checked({.heads = {{"the letter", forged}}}).broken,
              Contains(HasSubstr("the letter is not signed by a key of this log")));
  std::vector<tlog::VerifierKey> named = trust().log_keys;
  named.push_back(stranger.key);
  EXPECT_THAT(checked({.heads = {{"the letter", forged}}, .keys = named}).broken, IsEmpty());
}

TEST(Commitments, MustSpeakOfEachColumnThatHoldsSomethingOfAPerson) {
  const std::vector<std::string_view> of_people{"notes.text", "notes.box", "notes.hash"};
  const Committed notes{.kind = "note", .words = {}, .columns = {"notes.text"}};
  const std::vector<Commitments> forgotten{{{notes}, {{"notes.hash", "a digest"}}}};
  EXPECT_THAT(faults_of(of_people, forgotten),
              testing::ElementsAre(HasSubstr("notes.box is not committed")));
  const std::vector<Commitments> twice{
      {{notes}, {{"notes.hash", ""}, {"notes.box", "sealed"}, {"notes.text", "words"}}},
      {{notes}, {}}};
  EXPECT_THAT(faults_of(of_people, twice),
              testing::UnorderedElementsAre(HasSubstr("two modules"), HasSubstr("without a reason"),
                                            HasSubstr("notes.text is said to be in")));
}

}  // namespace
}  // namespace gandan::journal
