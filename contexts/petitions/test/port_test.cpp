// What is said elsewhere becomes a petition, or joins one (kernel/intake).
#include "contexts/petitions/intake/port.hpp"

#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/records/links.hpp"

namespace gandan::petitions {
namespace {

class IntakePort : public test::DeskSite {
 protected:
  static constexpr Ref source{"visit", 7};
  Result<intake::Entered, std::vector<intake::Wrong>> enter(const intake::Said& said) {
    return db().write([&](db::Tx& tx) {
      return services().intake->enter(tx, env(), said, source, Act::by_system());
    });
  }
  static intake::Said said(std::string_view kind = "complaint") {
    return {.kind = kind,
            .text = "Giấy chứng nhận quyền sử dụng đất cấp sai diện tích.",
            .contact = {.name = "Lò Thị Mẫu", .address = "Bản Mẫu"},
            .channel = "reception"};
  }
};
GANDAN_EACH_ENGINE(IntakePort);

TEST_P(IntakePort, MakesAPetitionThatIsLinkedWithWhereItWasSaid) {
  const auto entered = enter(said());
  ASSERT_TRUE(entered.has_value());
  const Petition petition = load(PetitionId{entered->record.id});
  EXPECT_EQ(petition.code, entered->code);
  EXPECT_EQ(petition.channel, Channel::reception);
  const auto links = db().read([&](db::Tx& tx) { return records::links_to(tx, entered->record); });
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links.front().ref(), source);
  EXPECT_EQ(links.front().relation, records::Relation::became);
}

TEST_P(IntakePort, AsksForWhatTheLawWantsAsTheFormsDo) {
  intake::Said nameless = said();
  nameless.contact = {};
  const auto entered = enter(nameless);
  ASSERT_FALSE(entered.has_value());
  EXPECT_EQ(entered.error().front().field, "name");
}

TEST_P(IntakePort, SealsWhoDenouncesAndPublishesNothingThatNobodyAskedAbout) {
  const auto denounced = enter(said("denunciation"));
  ASSERT_TRUE(denounced.has_value());
  EXPECT_TRUE(load(PetitionId{denounced->record.id}).text.empty());
  const auto proposed = enter(said("proposal"));
  ASSERT_TRUE(proposed.has_value());
  EXPECT_TRUE(load(PetitionId{proposed->record.id}).consent_unsaid);
}

TEST_P(IntakePort, JoinsWhatWhoAsksMayKnowOf) {
  const Submitted sealed = send("Tôi khiếu nại quyết định thu hồi đất.", "complaint");
  const auto join = [&](const Act& act) {
    return db().write(
        [&](db::Tx& tx) { return services().intake->join(tx, env(), sealed.code, source, act); });
  };
  EXPECT_FALSE(join(Act::by_resident()));
  const people::Principal reads{.user = people::UserId{1},
                                .grants = {{people::Role::reception_officer, UnitId{}}}};
  EXPECT_TRUE(join(Act::by(reads)));
}

}  // namespace
}  // namespace gandan::petitions
