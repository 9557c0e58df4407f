// The number of an installation, and what it is for: ids of two that never meet.
#include "kernel/settings/installation.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "kernel/testing/database.hpp"

namespace gandan::settings {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class InstallationNumber : public gandan::test::Database {
 protected:
  InstallationNumber() : Database({}, {.units = false}) {}

  /// Why it is refused; nothing where it is not.
  std::optional<NumberError> give(std::int64_t number,
                                  Installation installation = Installation::itself) {
    const auto given = db().write(
        [&](db::Tx& tx) { return number_installation(tx, clock, number, installation); });
    return given ? std::nullopt : std::optional(given.error());
  }
  std::uint32_t number() { return db().read(installation_number); }
  std::vector<std::string> journaled() { return verbs_of({"installation", 1}); }
};
GANDAN_EACH_ENGINE(InstallationNumber);

TEST_P(InstallationNumber, IsNoneUntilItIsGivenAndIsJournaled) {
  EXPECT_EQ(number(), 0u);
  EXPECT_EQ(give(34), std::nullopt);
  EXPECT_EQ(number(), 34u);
  EXPECT_THAT(journaled(), ElementsAre("settings.number_installation"));
}

TEST_P(InstallationNumber, GivenOnceStays) {
  EXPECT_EQ(give(34), std::nullopt);
  EXPECT_EQ(give(34), std::nullopt) << "the same again changes nothing";
  EXPECT_EQ(give(35), NumberError::has_another);
  EXPECT_EQ(number(), 34u);
  EXPECT_EQ(journaled().size(), 1u);
}

TEST_P(InstallationNumber, OfACopyBecomesAnother) {
  EXPECT_EQ(give(34), std::nullopt);
  EXPECT_EQ(give(35, Installation::copy), std::nullopt);
  EXPECT_EQ(number(), 35u);
  EXPECT_EQ(journaled().size(), 2u);
}

TEST_P(InstallationNumber, IsOneThatAnIdHasRoomFor) {
  constexpr std::int64_t greatest = Ids::greatest_number;
  for (const std::int64_t wrong :
       {std::int64_t{-1}, std::int64_t{0}, greatest + 1, std::int64_t{1} << 32 | 7,
        std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(give(wrong), NumberError::out_of_range) << wrong;
  EXPECT_THAT(journaled(), IsEmpty());
  EXPECT_EQ(give(greatest), std::nullopt);
  EXPECT_EQ(Ids(clock, 0, number()).next_value() >> 14 & 0xFF, greatest);
}

}  // namespace
}  // namespace gandan::settings
