// For tests of the log: a journal beside a table of notes, each of which has its entries.
#pragma once
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "kernel/journal/check_log.hpp"
#include "kernel/journal/migrations.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::journal {

inline const db::Sql note_parts{"select id, 'text' as part, text as value from notes where id in (",
                                db::these_ids, ")"};
inline const db::Sql note_boxes{
    "select id, 'box' as part, box as value from notes where box is not null and id in (",
    db::these_ids, ")"};

class OnLog : public db::test::OnEachEngine {
 protected:
  OnLog() : OnEachEngine({{"journal", migrations::files()}}) {}

  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    keys = std::make_unique<crypto::KeyFile>(crypto::KeyFile::read_or_create(file("keys")));
    const bool is_sqlite = GetParam() == db::Engine::sqlite;
    run(is_sqlite ? "create table notes (id integer primary key, text text, box blob)"
                  : "create table notes (id bigint primary key, text text, box bytea)");
  }

  void run(const std::string& sql) {
    db().write([&](db::Tx& tx) { tx.run(sql, {}); });
  }
  /// Writes what a note says, and the entry that tells of it.
  void note(std::int64_t id, std::string_view text, Actor by = Actor::resident()) {
    db().write([&](db::Tx& tx) {
      tx.run(
          "insert into notes (id, text, box) values (:id, :text, :box) on conflict (id) do "
          "update set text = excluded.text",
          {{"id", id}, {"text", text}, {"box", db::Bytes{std::string_view("\0\xff", 2)}}});
      append(tx, {.at = clock.now(), .actor = by, .verb = "note.write", .subject = {"note", id}});
    });
  }
  [[nodiscard]] LogKeeper keeper() { return {*keys, committed, "gandan.example/log"}; }
  /// What a server's jobs do each second.
  void take_in() {
    seal_all(db(), clock);
    while (extend_log(db(), clock, keeper()) > 0) {
    }
  }
  [[nodiscard]] SignedHead head() {
    return db().read([](db::Tx& tx) { return log_head(tx).value(); });
  }
  /// Whom the log's own keys make believe.
  [[nodiscard]] tlog::Trust trust() {
    tlog::Trust trust{"gandan.example/log", {}, {}};
    for (const std::string& key : db().read(log_keys))
      trust.log_keys.push_back(tlog::parse_verifier_key(key).value());
    return trust;
  }
  [[nodiscard]] tlog::TreeHead tree() {
    return tlog::open_checkpoint(head().note, trust()).value().checkpoint.head;
  }
  [[nodiscard]] LogFindings checked(const LogOptions& options = {}) {
    return check_log(db(), committed, options);
  }
  /// As somebody would who holds the database itself.
  void tamper(const std::string& sql) {
    const bool is_sqlite = GetParam() == db::Engine::sqlite;
    const auto triggers = db().read([&](db::Tx& tx) {
      return tx.all<std::string>(
          std::string(is_sqlite ? "select name from sqlite_schema where type = 'trigger'"
                                : "select tgname || ' on ' || tgrelid::regclass from pg_trigger "
                                  "where not tgisinternal"),
          {});
    });
    for (const std::string& trigger : triggers) run("drop trigger " + trigger);
    run(sql);
  }

  FixedClock clock{Date::of(2026, 11, 1)};
  std::unique_ptr<crypto::KeyFile> keys;
  const std::vector<Committed> committed{
      {.kind = "note", .words = {&note_parts}, .boxes = {&note_boxes}}};
};

}  // namespace gandan::journal
