#include "kernel/people/invariants.hpp"

#include <gmock/gmock.h>

#include <set>

#include "kernel/people/sealed_identities.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/people/test/fixture.hpp"

namespace gandan::people {
namespace {

class PeopleInvariants : public test::WithAccounts {
 protected:
  /// The names of what does not hold once this has run; then it is undone.
  std::set<std::string> broken_by(const std::string& sql) {
    struct Undo {};
    std::set<std::string> names;
    try {
      db().write([&](db::Tx& tx) {
        if (!sql.empty()) tx.run(sql, {});
        names.clear();
        for (const auto& broken : invariants::broken(tx, invariants_of_people()))
          names.emplace(broken.name);
        throw Undo{};
      });
    } catch (const Undo&) {
    }
    return names;
  }
};
GANDAN_EACH_ENGINE(PeopleInvariants);

TEST_P(PeopleInvariants, EachNamesWhatBreaksIt) {
  account("lan", {{Role::leader}});
  static_cast<void>(gandan::test::sign_in(access(), "lan"));
  db().write([&](db::Tx& tx) {
    seal_identity(tx, clock, keys->get(), UnitId{}, {"case", 1}, {.name = "Lò Thị Mẫu"});
    seal_words(tx, keys->get(), UnitId{}, {"case", 1}, "text", "Cán bộ thu tiền.");
    tx.run(std::string("insert into devices (token_hash, user_id, signed_in_at) "
                       "select token_hash, user_id, 1 from sessions"),
           {});
  });
  EXPECT_THAT(broken_by(""), testing::IsEmpty());
  EXPECT_THAT(broken_by("update accounts set disabled = 1"),
              testing::UnorderedElementsAre("people.sessions", "people.devices"));
  EXPECT_THAT(broken_by("update role_grants set unit_id = 7"),
              testing::ElementsAre("people.roles"));
  EXPECT_THAT(broken_by("update sealed_identities set unit_id = 7"),
              testing::ElementsAre("people.sealed_identities"));
  EXPECT_THAT(broken_by("update sealed_words set unit_id = 7"),
              testing::ElementsAre("people.sealed_words"));
}

}  // namespace
}  // namespace gandan::people
