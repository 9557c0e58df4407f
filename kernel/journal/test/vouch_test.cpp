// What the program kept before the log vouched for it is entered once, as it stands on that day;
// from then on a change past the program is found.
#include "kernel/journal/vouch.hpp"

#include "kernel/journal/kept.hpp"
#include "kernel/journal/test/log_fixture.hpp"

namespace gandan::journal {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const db::Sql select_note_ids{"select id from notes"};

class VouchedLog : public OnLog {
 protected:
  /// An earlier version ran, which committed to nothing of notes: one is there without an entry,
  /// one with, and of one only the entry is left.
  void SetUp() override {
    OnLog::SetUp();
    if (IsSkipped()) return;
    run("insert into notes (id, text) values (1, 'Một')");
    note(2, "Hai");
    note(3, "Ba");
    run("delete from notes where id = 3");
    grow({});
  }
  void grow(const std::vector<Committed>& by) {
    seal_all(db(), clock);
    while (extend_log(db(), clock, {*keys, by, "gandan.example/log"}) > 0) {
    }
  }
  std::int64_t enter() {
    const std::int64_t entered = vouch(db(), clock, older);
    grow(older);
    return entered;
  }
  [[nodiscard]] std::vector<std::string> broken() { return check_log(db(), older).broken; }
  [[nodiscard]] std::int64_t without_entry() {
    const Kept kept{.what = "notes",
                    .records = once_vouched("select id from notes", "note"),
                    .subject_kind = "note",
                    .verbs = {},
                    .match = Kept::Match::needs_an_entry};
    return db().read([&](db::Tx& tx) { return compare(tx, kept).without_entry; });
  }

  const std::vector<Committed> older{
      {.kind = "note",
       .words = {&note_parts},
       .boxes = {&note_boxes},
       .vouched = Vouched{&select_note_ids, "note.vouch"},
       .named = [](std::int64_t id) { return "the note with the number " + std::to_string(id); }}};
};
GANDAN_EACH_ENGINE(VouchedLog);

TEST_P(VouchedLog, HoldsNothingAgainstWhatWasNotEnteredYet) {
  run("update notes set text = 'Khác'");
  const LogFindings found = check_log(db(), older);
  EXPECT_THAT(found.broken, IsEmpty());
  ASSERT_EQ(found.vouched.size(), 1u);
  EXPECT_FALSE(found.vouched[0].at);
  EXPECT_EQ(without_entry(), 0);
}

TEST_P(VouchedLog, EntersWhatStandsOnceAndSaysWhen) {
  EXPECT_EQ(enter(), 4) << "that it is done, two that are there, one that was";
  EXPECT_EQ(enter(), 0);
  const LogFindings found = check_log(db(), older);
  EXPECT_THAT(found.broken, IsEmpty());
  EXPECT_EQ(found.records, 3);
  ASSERT_EQ(found.vouched.size(), 1u);
  EXPECT_EQ(found.vouched[0].at, clock.now());
  EXPECT_EQ(without_entry(), 0);
}

TEST_P(VouchedLog, FindsWhatIsChangedPutInTakenOutOrPutBack) {
  enter();
  note(2, "Hai nữa");
  grow(older);
  EXPECT_THAT(broken(), IsEmpty()) << "with an entry it may change";
  run("update notes set text = 'Khác' where id = 1");
  EXPECT_THAT(broken(), ElementsAre("the note with the number 1 is not as its last entry committed "
                                    "to it: text"));
  run("delete from notes where id = 2");
  EXPECT_THAT(broken(), Contains(HasSubstr("number 2 is not as its last entry committed to it: "
                                           "nothing of it is left")));
  run("insert into notes (id, text) values (3, 'Ba')");
  EXPECT_THAT(broken(), Contains(HasSubstr("number 3 is not as its last entry")));
  EXPECT_EQ(without_entry(), 0);
  run("insert into notes (id, text) values (4, 'Bốn')");
  EXPECT_EQ(without_entry(), 1);
}

}  // namespace
}  // namespace gandan::journal
