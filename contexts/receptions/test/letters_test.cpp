// Letters about a visit: that there is something to read, and no word of what was said.
#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"
#include "kernel/letters/subscriptions.hpp"

namespace gandan::receptions {
namespace {

using testing::HasSubstr;
using testing::Not;

class LettersAboutVisits : public test::ReceptionsDatabase {
 protected:
  LettersAboutVisits() : ReceptionsDatabase({}, {.mail = true}) {}
  EnterForm with_address(Kind kind) {
    EnterForm it = form(kind);
    it.people.front().email = "mau@vidu.vn";
    return it;
  }
};
GANDAN_EACH_ENGINE(LettersAboutVisits);

TEST_P(LettersAboutVisits, SayThatThereIsAnAnswerOnceTheAddressIsConfirmed) {
  const Visit visit = enter_as_is(with_address(Kind::complaint));
  const auto asked = delivered();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_THAT(asked.front().subject, HasSubstr(visit.code));
  const auto tell_them = [&](VisitId id) {
    ASSERT_TRUE(
        act([&](db::Tx& tx, const Act& by) { return tell(tx, env(), by, id, "Đã thụ lý."); }));
  };
  db().write([&](db::Tx& tx) {
    EXPECT_TRUE(
        letters::confirm_letters(tx, clock, letters::find_subscription(tx, visit.code).value().id));
  });
  tell_them(visit.id);
  const auto told = delivered();
  ASSERT_EQ(told.size(), 1U);
  for (const std::string& words : {visit.matter, std::string("Đã thụ lý."), std::string("Lò Thị")})
    EXPECT_THAT(told.front().text, Not(HasSubstr(words)));
  EXPECT_THAT(told.front().text, HasSubstr("/visits/" + visit.code));
}

TEST_P(LettersAboutVisits, AreWrittenAboutNoDenunciation) {
  const Visit visit = enter_as_is(with_address(Kind::denunciation));
  EXPECT_TRUE(delivered().empty());
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return letters::find_subscription(tx, visit.code); })
                   .has_value());
}

}  // namespace
}  // namespace gandan::receptions
