#include "kernel/people/roles.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "kernel/people/principal.hpp"

namespace gandan::people {
namespace {

constexpr UnitId the_province{1}, the_commune{2}, elsewhere{3};

Principal with(Grant grant) {
  return {.grants = {grant}};
}

TEST(Roles, EveryRoleHasItsOwnName) {
  for (Role role : all_roles()) EXPECT_EQ(role_named(name_of(role)), role);
  EXPECT_FALSE(role_named("nobody"));
}

TEST(Roles, WhatIsNoRoleOfThisVersionGrantsNothing) {
  for (const std::int64_t number : {-1, 0, 8, 31, 32, 33, 64, 65, 99})
    for (const Permission& permission : shared_permissions())
      EXPECT_FALSE(grants(Role{number}, permission)) << number << " " << permission.name;
}

/// As databases of today hold them.
TEST(Roles, TheNumbersAndNamesOfRolesNeverChange) {
  const std::pair<std::int64_t, const char*> stored[] = {
      {1, "administrator"},
      {2, "reception_officer"},
      {3, "synthesis_officer"},
      {4, "answering_officer"},
      {5, "leader"},
      {6, "supervisor"},
      {7, "denunciation_officer"},
  };
  for (const auto& [number, name] : stored) EXPECT_EQ(name_of(Role{number}), name);
  EXPECT_EQ(all_roles().size(), std::size(stored));
}

TEST(Roles, OnlyTheDenunciationOfficerOpensSealedIdentities) {
  for (Role role : all_roles()) {
    EXPECT_EQ(grants(role, Permission::open_sealed_identity), role == Role::denunciation_officer);
    EXPECT_EQ(grants(role, Permission::handle_denunciations), role == Role::denunciation_officer);
  }
}

TEST(Roles, TheAdministratorSeesNoCase) {
  EXPECT_FALSE(grants(Role::administrator, Permission::read_cases));
  EXPECT_TRUE(grants(Role::administrator, Permission::administer_accounts));
}

TEST(Principal, ARoleCountsAtItsUnitAndNowhereElse) {
  Principal officer = with({Role::answering_officer, the_commune, Reach::body});
  EXPECT_TRUE(officer.may(Permission::answer, the_commune));
  EXPECT_FALSE(officer.may(Permission::answer, elsewhere));
  EXPECT_FALSE(officer.may(Permission::register_cases, the_commune));
  EXPECT_TRUE(officer.may_somewhere(Permission::answer));
  EXPECT_FALSE(officer.may_everywhere(Permission::answer));
}

TEST(Principal, AnAreaReachesWhatIsBeneathIt) {
  const UnitId above[] = {the_province};
  EXPECT_TRUE(
      with({Role::leader, the_province, Reach::area}).may(Permission::direct, the_commune, above));
  EXPECT_FALSE(
      with({Role::leader, the_province, Reach::body}).may(Permission::direct, the_commune, above));
  EXPECT_TRUE(with({Role::leader, UnitId{}, Reach::body}).may(Permission::direct, elsewhere));
}

TEST(Principal, WithoutRolesNothingIsAllowed) {
  Principal nobody;
  for (const Permission& permission : shared_permissions())
    EXPECT_FALSE(nobody.may(permission, the_commune));
}

TEST(Principal, WhatActsOnTheNationIsGrantedEverywhereAlone) {
  const Principal of_the_commune = with({Role::administrator, the_commune, Reach::area});
  const Principal of_the_nation = with({Role::administrator, UnitId{}, Reach::area});
  EXPECT_FALSE(of_the_commune.may(Permission::administer_rules, the_commune));
  EXPECT_FALSE(of_the_commune.may_somewhere(Permission::administer_rules));
  EXPECT_TRUE(of_the_commune.where(Permission::administer_rules).empty());
  EXPECT_TRUE(of_the_commune.may(Permission::operate, the_commune));
  EXPECT_TRUE(of_the_nation.may_everywhere(Permission::administer_rules));
  EXPECT_TRUE(of_the_nation.may(Permission::administer_rules, the_commune));
}

}  // namespace
}  // namespace gandan::people
