// Undertakings that come from notes, a kind of record that has no more than its card, and what can
// be done with them.
#pragma once
#include <string>
#include <vector>

#include "kernel/tasks/ledger.hpp"
#include "kernel/tasks/lists.hpp"
#include "kernel/tasks/module.hpp"
#include "kernel/tasks/record.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::tasks {

inline constexpr Ref paid_note{"note", 7}, sealed_note{"note", 98}, gone_note{"note", 99};
inline constexpr Ref proof{"letter", 3};

/// Of one nobody may read the words, of another not even that it is there.
inline std::optional<records::Card> card_of_note(db::Tx&, std::int64_t id) {
  if (id == gone_note.id) return std::nullopt;
  return records::Card{"/notes/" + std::to_string(id),
                       id == sealed_note.id ? "" : "Note " + std::to_string(id),
                       "GC-" + std::to_string(id)};
}
inline std::string promised_in_note(db::Tx&, std::int64_t id, Instant) {
  return id == paid_note.id ? "The pay rises in spring." : "Secret words.";
}
/// Their part of the home page says nothing, and makes that there is one.
inline Module notes() {
  return {
      .name = "notes",
      .migrations = {},
      .home =
          [](Services&) {
            return std::vector<HomePart>{{.print = [](const http::Request&, html::Out&) {}}};
          },
      .records = {
          {.name = "note", .prefix = "GC", .card = card_of_note, .promised = promised_in_note}}};
}

class UndertakingsOfNotes : public gandan::test::Site {
 protected:
  UndertakingsOfNotes() : Site({module(), notes()}) {}

  template <class Fn>
  auto act(Fn&& use_case) {
    const auto book = rules->book();
    const Env env = Env::of(services(), *book);
    return db().write([&](db::Tx& tx) { return use_case(tx, env, Act::by_system()); });
  }
  UndertakingId owe(std::string_view body, int days, const std::string& what = "",
                    const Ref& source = paid_note, bool shown = true) {
    const NewUndertaking wanted{.source = source,
                                .body = unit(body),
                                .due_on = clock.today() + days,
                                .shown = shown,
                                .what = what};
    return act([&](db::Tx& tx, const Env& env, const Act& by) {
             return undertake(tx, env, by, wanted);
           })
        .value();
  }
  Result<Undertaking, TaskError> do_it(UndertakingId id) {
    return act(
        [&](db::Tx& tx, const Env& env, const Act& by) { return fulfil(tx, env, by, id, proof); });
  }
  Result<Undertaking, TaskError> move_to(UndertakingId id, Date due_on) {
    return act([&](db::Tx& tx, const Env& env, const Act& by) {
      return extend(tx, env, by, id, due_on, proof);
    });
  }
  Result<Undertaking, TaskError> give_up(UndertakingId id) {
    return act([&](db::Tx& tx, const Env& env, const Act& by) {
      return withdraw(tx, env, by, id, proof);
    });
  }
  Undertaking load(UndertakingId id) {
    return db().read([&](db::Tx& tx) { return find(tx, id).value(); });
  }
  void who_asked_says(UndertakingId id, Word word) {
    db().write([&](db::Tx& tx) { tell(tx, id, word); });
  }
  Tally tally_of(const std::vector<UnitId>& bodies = {}) {
    const Date today = clock.today();
    return db().read(
        [&](db::Tx& tx) { return tally(tx, bodies, Date::of(today.year(), 1, 1), today); });
  }
  State state(UndertakingId id) { return state_of(load(id), clock.today()); }
  std::vector<UndertakingId> listed(const Filter& filter) {
    std::vector<UndertakingId> found;
    const Page page = db().read([&](db::Tx& tx) { return list(tx, filter, clock.today(), 100); });
    for (const Undertaking& row : page.rows) found.push_back(row.id);
    return found;
  }
};

inline constexpr const char* lang_son = "Ủy ban nhân dân tỉnh Lạng Sơn";
inline constexpr const char* dong_dang = "Ủy ban nhân dân xã Đồng Đăng";
inline constexpr const char* home_affairs = "Bộ Nội vụ";
inline constexpr const char* health = "Bộ Y tế";

}  // namespace gandan::tasks
