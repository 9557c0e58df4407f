#include "kernel/people/roles.hpp"

#include <gtest/gtest.h>

#include "kernel/people/principal.hpp"

namespace gandan::people {
namespace {

constexpr UnitId the_province{1}, the_commune{2}, elsewhere{3};

Principal with(Grant grant) {
  return {.grants = {grant}};
}

TEST(Roles, EveryRoleAndPermissionHasItsOwnName) {
  for (Role role : all_roles()) EXPECT_EQ(role_named(name_of(role)), role);
  for (Permission permission : all_permissions())
    EXPECT_EQ(all_permissions()[static_cast<std::size_t>(permission)], permission);
  EXPECT_FALSE(role_named("nobody"));
  EXPECT_TRUE(permissions_of(Role{99}).empty());
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
  EXPECT_FALSE(officer.may(Permission::approve, the_commune));
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
  for (Permission permission : all_permissions()) EXPECT_FALSE(nobody.may(permission, the_commune));
}

}  // namespace
}  // namespace gandan::people
