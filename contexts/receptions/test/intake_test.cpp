// A visit that becomes a record of another module through the port, in one transaction.
#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"
#include "kernel/records/links.hpp"

namespace gandan::receptions {
namespace {

using testing::ElementsAre;

/// A module that takes what is said as numbers: of what has the word "refused" in it, nothing.
Module takes_what_is_said() {
  Module module{.name = "notes", .migrations = {}};
  module.intake = intake::Port{
      .enter = [](db::Tx& tx, const Env& env, const intake::Said& said, const Ref& source,
                  const Act&) -> Result<intake::Entered, std::vector<intake::Wrong>> {
        if (said.text.find("refused") != std::string::npos)
          return fail(std::vector<intake::Wrong>{{"text", "Say it otherwise."}});
        const Ref note{"note", static_cast<std::int64_t>(said.text.size())};
        records::link(tx, source, records::Relation::became, note, env.clock.now());
        return intake::Entered{note, "NT-1"};
      },
      .join = [](db::Tx& tx, const Env& env, std::string_view code, const Ref& source,
                 const Act&) -> std::optional<intake::Entered> {
        if (code != "NT-1") return std::nullopt;
        records::link(tx, source, records::Relation::joined, {"note", 1}, env.clock.now());
        return intake::Entered{{"note", 1}, "NT-1"};
      },
      .prefix = "NT"};
  return module;
}

class VisitsIntoRecords : public test::ReceptionsDatabase {
 protected:
  VisitsIntoRecords() : ReceptionsDatabase({takes_what_is_said()}) {}
  std::vector<records::Linked> links(VisitId id) {
    return db().read([&](db::Tx& tx) { return records::links_from(tx, ref_of(id)); });
  }
  std::int64_t visits() {
    return *db().read([&](db::Tx& tx) {
      return tx.one<std::int64_t>(std::string("select count(*) from visits"), {});
    });
  }
};
GANDAN_EACH_ENGINE(VisitsIntoRecords);

TEST_P(VisitsIntoRecords, AreThereWithTheirRecordOrNotAtAll) {
  EnterForm it = form();
  it.follows = Follows::petition;
  const auto entered = try_to_enter(it);
  ASSERT_TRUE(entered.has_value());
  EXPECT_EQ(entered->petition, "NT-1");
  ASSERT_EQ(links(entered->visit.id).size(), 1U);
  EXPECT_EQ(links(entered->visit.id).front().relation, records::Relation::became);
  EXPECT_THAT(verbs_of(entered->visit.id), ElementsAre("visit.enter", "visit.petition"));
  it.matter += " refused";
  const auto refused = try_to_enter(it);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().front().field, "matter") << "at the field of the form";
  EXPECT_EQ(visits(), 1) << "the visit is not there without it";
}

TEST_P(VisitsIntoRecords, JoinOneThatIsThere) {
  EnterForm it = form();
  it.follows = Follows::joins;
  it.joins = "NT-2";
  EXPECT_EQ(try_to_enter(it).error().front().field, "joins");
  it.joins = "NT-1";
  const auto entered = try_to_enter(it);
  ASSERT_TRUE(entered.has_value());
  EXPECT_EQ(links(entered->visit.id).front().relation, records::Relation::joined);
}

class VisitsAlone : public test::ReceptionsDatabase {};
GANDAN_EACH_ENGINE(VisitsAlone);

TEST_P(VisitsAlone, AreEnteredWhereNobodyTakesThem) {
  auto receives = officer(people::Role::reception_officer, body_name);
  EXPECT_FALSE(receives.get("/desk/receptions/new").contains("It becomes a petition"));
  EXPECT_TRUE(try_to_enter(form()).has_value());
}

}  // namespace
}  // namespace gandan::receptions
