// Notes: the smallest records with a clock, for the tests of this module. A note is open, or waits
// for a reply, or is closed.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kernel/acts/record.hpp"
#include "kernel/clocks/clocks.hpp"
#include "kernel/clocks/invariants.hpp"
#include "kernel/clocks/recount.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::clocks::test {

constexpr EmbeddedFile note_files[] = {{"001_notes.sql", R"(
create table notes (
  id INTEGER PRIMARY KEY,
  state INTEGER NOT NULL,
  clock_rule TEXT NOT NULL,
  clock_started_at INTEGER,
  due_at INTEGER,
  stopped_at INTEGER
) STRICT;
create table note_pauses (
  note_id INTEGER NOT NULL REFERENCES notes (id),
  stopped_at INTEGER NOT NULL,
  resumed_at INTEGER,
  question TEXT NOT NULL,
  reply TEXT NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (note_id, stopped_at)
) STRICT, WITHOUT ROWID;
create table note_extensions (
  note_id INTEGER NOT NULL REFERENCES notes (id),
  granted_at INTEGER NOT NULL,
  value INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  reason TEXT NOT NULL,
  criteria INTEGER NOT NULL,
  PRIMARY KEY (note_id, granted_at)
) STRICT, WITHOUT ROWID;
create table note_clocks (
  note_id INTEGER NOT NULL REFERENCES notes (id),
  entered_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  rule TEXT NOT NULL,
  due_at INTEGER,
  PRIMARY KEY (note_id, entered_at, rule)
) STRICT, WITHOUT ROWID;
)"}};

enum class NoteState : std::int64_t { open = 1, waits = 2, closed = 5 };
enum class NoteVerb { limit };
[[nodiscard]] inline std::string_view name(NoteVerb) {
  return "limit";
}
struct Note {
  std::int64_t id = 0;
  NoteState state = NoteState::open;
  Clock clock;
  [[nodiscard]] Ref ref() const { return {"note", id}; }
};

inline const Clocks note_clocks{"note"};
inline const db::Sql any_note{"select id from notes limit 1"};
inline const db::Sql open_notes{"select id, due_at from notes where state < 5", sql::walked};
inline const db::Sql insert_note{
    "insert into notes (id, state, clock_rule) values (:id, :state, '')"};
inline const db::Sql update_note{"update notes set state = :state, ", sql::assigned,
                                 " where id = :id"};
inline const db::Sql select_note{"select p.id, p.state, ", columns("p"),
                                 " from notes p where p.id = :id"};

[[nodiscard]] inline std::optional<Note> find(db::Tx& tx, std::int64_t id) {
  return tx.one<Note>(select_note, {{"id", id}});
}
inline void save(db::Tx& tx, const Note& note) {
  tx.run(update_note, {{"id", note.id},
                       {"state", note.state},
                       {"clock_rule", note.clock.rule},
                       {"clock_started_at", note.clock.started_at},
                       {"due_at", note.clock.due_at},
                       {"stopped_at", note.clock.stopped_at}});
}

inline bool count_note(db::Tx& tx, const acts::Env& env, std::int64_t id) {
  Note note = find(tx, id).value();
  const auto due = note_clocks.due_of(tx, {.id = id, .rules = env.rules}, note.clock);
  if (!due || due->at == note.clock.due_at) return false;
  note.clock.due_at = due->at;
  save(tx, note);
  acts::record(tx, acts::Act::by_system(), note.ref(), env.clock.now(), NoteVerb::limit);
  return true;
}
[[nodiscard]] inline const Recount& limits_of_notes() {
  static const Recount recount{
      .job = "notes.count_limits", .any = any_note, .walks = {&open_notes}, .count = count_note};
  return recount;
}

[[nodiscard]] inline Module notes() {
  return {.name = "notes",
          .migrations = {"notes", note_files},
          .add_jobs = [](jobs::Registry& jobs,
                         Services& services) { add_job(jobs, services, limits_of_notes()); },
          .invariants = invariants_of({.noun = "note",
                                       .table = "notes p",
                                       .is_open = "p.state < 5",
                                       .stands = "p.state = 2",
                                       .clock = "notes.clock",
                                       .standing_clock = "notes.standing_clock",
                                       .pauses = "notes.pauses"})};
}

/// A database of notes, on Thursday 1 October 2026. A note is answered within ten working days,
/// fifteen where travel is hard, and three by the Ministry of Health's own rule; a hard one within
/// thirty days.
class Notes : public gandan::test::Site {
 protected:
  Notes() : Site({notes()}) {}
  void SetUp() override {
    Site::SetUp();
    if (IsSkipped()) return;
    enter({.rule = "note.answer",
           .value = 10,
           .unit = rules::LimitUnit::working_day,
           .remote_value = 15});
    enter({.rule = "note.answer",
           .body = unit("Bộ Y tế"),
           .value = 3,
           .unit = rules::LimitUnit::working_day});
    enter({.rule = "note.answer_hard", .value = 30, .rolls = false});
    read_rules();
  }
  void enter(rules::Limit limit) {
    limit.basis = "Điều 1";
    limit.valid_from = Date::of(2026, 1, 1);
    db().write([&](db::Tx& tx) {
      ASSERT_TRUE(rules::save_limit(tx, ids, clock, journal::Actor::system(), limit));
    });
  }
  void be_off(Date day) {
    db().write([&](db::Tx& tx) {
      ASSERT_TRUE(
          rules::set_day(tx, clock, journal::Actor::system(), day, rules::DayKind::off, "x", "x"));
    });
  }
  void read_rules() {
    rules->refresh();
    book = rules->book();
  }
  void be(int month, int day) {
    clock.set(start_of(Date::of(2026, month, day)) + std::chrono::hours(9));
  }

  /// Changes the clock of a note, which is stored; what `change` returns. An open note waits while
  /// its clock stands.
  template <class Fn>
  auto with(std::int64_t id, Fn&& change) {
    return db().write([&](db::Tx& tx) {
      Note note = find(tx, id).value();
      auto result = change(tx, note.clock);
      note.state = note.clock.stopped_at ? NoteState::waits : NoteState::open;
      save(tx, note);
      return result;
    });
  }
  [[nodiscard]] Case case_of(std::int64_t id) { return {.id = id, .rules = *book}; }
  void make(std::int64_t id) {
    db().write([&](db::Tx& tx) { tx.run(insert_note, {{"id", id}, {"state", NoteState::open}}); });
  }
  bool start(const Case& of, std::string_view rule = "note.answer") {
    return with(of.id, [&](db::Tx& tx, Clock& stored) {
      return note_clocks.start(tx, of, stored, rule, clock.now());
    });
  }
  /// One that is open since now.
  std::int64_t started() {
    const std::int64_t id = ++last_;
    make(id);
    EXPECT_TRUE(start(case_of(id)));
    return id;
  }
  Clock clock_of(std::int64_t id) {
    return db().read([&](db::Tx& tx) { return find(tx, id).value().clock; });
  }
  Date due(std::int64_t id) { return civil_date(clock_of(id).due_at.value()); }

  std::shared_ptr<const rules::Rulebook> book;
  std::int64_t last_ = 0;
};

}  // namespace gandan::clocks::test
