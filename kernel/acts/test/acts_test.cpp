// What a change leaves in the journal, who may make it, and what use cases are given.
#include <gmock/gmock.h>

#include "kernel/acts/env.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/people/people.hpp"
#include "kernel/testing/database.hpp"

namespace gandan::acts {
namespace {

using people::Permission;
using people::Role;
using testing::ElementsAre;

enum class Verb : std::uint8_t { make, send_on };
std::string_view name(Verb verb) {
  return verb == Verb::make ? "make" : "send_on";
}

constexpr Ref note{"note", 7};

class Acts : public gandan::test::Database {
 protected:
  people::Principal officer(Role role, std::string_view unit_name) {
    const auto user =
        account("lan", {{.role = role, .unit = unit(unit_name), .reach = people::Reach::area}});
    return *db().read([&](db::Tx& tx) { return people::load_principal(tx, user); });
  }
  std::vector<journal::Recorded> entries() {
    return db().read([](db::Tx& tx) { return journal::entries_of(tx, note); });
  }
};
GANDAN_EACH_ENGINE(Acts);

TEST_P(Acts, AChangeIsToldWithItsKindItsVerbAndItsFactsInOrder) {
  db().write([&](db::Tx& tx) {
    record(tx, Act::by_resident(), note, clock.now(), Verb::make);
    record(tx, Act::by_resident(), note, clock.now(), Verb::send_on, {{"to", 12}, {"due", -1}});
  });
  EXPECT_THAT(verbs_of(note), ElementsAre("note.make", "note.send_on"));
  EXPECT_EQ(entries().front().detail, "{}");
  EXPECT_EQ(entries().back().detail, R"({"to":12,"due":-1})");
  EXPECT_EQ(entries().back().at, clock.now());
}

TEST_P(Acts, AnOfficerIsNamedByTheirAccountAndAResidentByNothing) {
  const auto lan = officer(Role::synthesis_officer, "20");
  db().write([&](db::Tx& tx) {
    for (const Act& act : {Act::by_resident(), Act::by(lan), Act::by_system()})
      record(tx, act, note, clock.now(), Verb::make);
  });
  std::vector<std::pair<journal::ActorKind, std::int64_t>> actors;
  for (const auto& entry : entries()) actors.emplace_back(entry.actor_kind, entry.actor_id);
  EXPECT_THAT(actors, ElementsAre(std::pair(journal::ActorKind::resident, 0),
                                  std::pair(journal::ActorKind::officer, lan.user.value),
                                  std::pair(journal::ActorKind::system, 0)));
}

TEST_P(Acts, AnEntryGivesBackItsVerbAndItsFacts) {
  db().write([&](db::Tx& tx) {
    record(tx, Act::by_system(), note, clock.now(), Verb::send_on, {{"to", 12}});
    journal::append(tx, {.at = clock.now(), .verb = "people.open_words", .subject = note});
    journal::append(tx, {.at = clock.now(), .verb = "notes.make", .subject = note});
  });
  const auto told = entries();
  EXPECT_EQ(verb_name(told[0]), "send_on");
  EXPECT_EQ(fact_of(told[0], "to"), 12);
  EXPECT_EQ(fact_of(told[0], "due"), 0);
  EXPECT_EQ(verb_name(told[1]), "") << "another module's verb";
  EXPECT_EQ(verb_name(told[2]), "") << "another kind's verb";
}

TEST_P(Acts, ARoleHoldsWhereItReachesAndAResidentHasNone) {
  const auto lan = officer(Role::synthesis_officer, "20");
  const std::array<std::optional<UnitId>, 2> here{std::nullopt, unit("Xã Đồng Đăng")};
  const std::array<std::optional<UnitId>, 1> elsewhere{unit("01")};
  db().read([&](db::Tx& tx) {
    EXPECT_TRUE(holds(tx, Act::by(lan), Permission::register_cases, here));
    EXPECT_FALSE(holds(tx, Act::by(lan), Permission::register_cases, elsewhere));
    EXPECT_FALSE(holds(tx, Act::by(lan), Permission::register_cases, {}));
    EXPECT_FALSE(holds(tx, Act::by(lan), Permission::operate, here));
    EXPECT_FALSE(holds(tx, Act::by_resident(), Permission::register_cases, here));
    EXPECT_TRUE(holds(tx, Act::by_system(), Permission::register_cases, elsewhere));
  });
}

class ActsByMail : public gandan::test::Database {
 protected:
  ActsByMail() : Database({}, {.units = false, .mail = true}) {}
};
GANDAN_EACH_ENGINE(ActsByMail);

TEST_P(ActsByMail, LettersAreQueuedOnlyWhereTheyCanLeave) {
  const auto book = rules->book();
  EXPECT_TRUE(Env::of(services(), *book).by_mail);
  Services silent = services();
  silent.post = nullptr;
  const Env env = Env::of(silent, *book);
  EXPECT_FALSE(env.by_mail);
  EXPECT_EQ(&env.clock, &clock);
  EXPECT_EQ(&env.rules, book.get());
}

}  // namespace
}  // namespace gandan::acts
