// Permissions are what modules declare: what contradicts itself, or nobody declares, does not
// start.
#include "app/permissions.hpp"

#include <gmock/gmock.h>

#include <map>
#include <sstream>

#include "app/compose.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::app {
namespace {

using people::Permission;
using people::Role;
using testing::HasSubstr;

constexpr Permission ring{.name = "ring", .meaning = "ring the bell", .held_by = {Role::leader}};

std::vector<Module> with(std::vector<Permission> permissions) {
  std::vector<Module> all = modules();
  all.push_back({.name = "bells", .migrations = {}, .permissions = std::move(permissions)});
  return all;
}

http::Router asking(Permission permission, people::Where where) {
  http::Router router;
  router.get("/bells/{code}", people::permission(permission, where),
             [](http::Request&, std::string_view) { return http::Response::text("ding"); });
  return router;
}

/// Why the program does not start; empty where it does.
std::string refusal(const std::vector<Module>& all, const http::Router& router = {}) {
  try {
    require_permissions(all, router);
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return "";
}

TEST(DeclaredPermissions, OfThisProgramAndOfOneMoreModuleStart) {
  EXPECT_EQ(refusal(modules()), "");
  EXPECT_EQ(refusal(with({ring}), asking(ring, people::Where::at_record)), "");
}

TEST(DeclaredPermissions, OneThatNoModuleDeclaresIsRefusedWhereARouteAsksForIt) {
  EXPECT_THAT(refusal(modules(), asking(ring, people::Where::at_record)),
              HasSubstr("'ring' is asked for, and no module declares it"));
}

TEST(DeclaredPermissions, OneThatNoModuleDeclaresIsRefusedWhereAMenuAsksForIt) {
  std::vector<Module> all = with({});
  all.back().officer_menu = {{70,
                              {.label = "Bells",
                               .href = "/bells",
                               .policy = people::permission(ring, people::Where::in_reach)}}};
  EXPECT_THAT(refusal(all), HasSubstr("no module declares it"));
  all.back().permissions = {ring};
  EXPECT_EQ(refusal(all), "");
}

TEST(DeclaredPermissions, OneNameMeansOneThing) {
  EXPECT_THAT(refusal(with({ring, ring})), HasSubstr("is declared twice"));
  EXPECT_THAT(refusal(with({Permission::answer})), HasSubstr("is declared twice"));
  Permission wider = ring;
  wider.held_by = {Role::leader, Role::supervisor};
  EXPECT_THAT(refusal(with({ring}), asking(wider, people::Where::at_record)),
              HasSubstr("asked for otherwise"));
}

TEST(DeclaredPermissions, AreWhole) {
  Permission nobodys = ring, wordless = ring;
  nobodys.held_by = {};
  wordless.meaning = "";
  EXPECT_THAT(refusal(with({nobodys})), HasSubstr("held by no role"));
  EXPECT_THAT(refusal(with({wordless})), HasSubstr("no meaning"));
}

TEST(DeclaredPermissions, WhatIsSealedIsHeldOnlyByRolesThatTwoPersonsGive) {
  Permission sealed = ring;
  sealed.sealed = true;
  EXPECT_THAT(refusal(with({sealed})), HasSubstr("that one person gives"));
  sealed.held_by = {Role::denunciation_officer};
  EXPECT_EQ(refusal(with({sealed})), "");
}

TEST(DeclaredPermissions, WhatActsOnTheNationIsNotAskedForAtAUnit) {
  Permission national = ring;
  national.held = people::Held::nationwide;
  EXPECT_THAT(refusal(with({national}), asking(national, people::Where::at_record)),
              HasSubstr("acts on the nation"));
  EXPECT_EQ(refusal(with({national}), asking(national, people::Where::everywhere)), "");
}

/// As the roles were before permissions were declared by modules: nobody gained or lost an act.
TEST(DeclaredPermissions, RolesOfTheProgramHoldWhatTheyAlwaysHeld) {
  std::ostringstream out;
  print_roles(out, modules());
  std::map<std::string, std::vector<std::string>> held;
  std::istringstream lines(out.str());
  std::string role;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (line.starts_with("  "))
      held[role].push_back(first);
    else
      role = first;
  }
  const std::map<std::string, std::vector<std::string>> expected{
      {"administrator", {"administer_accounts", "administer_rules", "operate"}},
      {"reception_officer",
       {"read_cases", "register_cases", "route", "report", "receive_citizens", "read_receptions",
        "keep_reception_schedule", "conclude_receptions"}},
      {"synthesis_officer", {"read_cases", "register_cases", "route", "report", "synthesise"}},
      {"answering_officer", {"read_cases", "route", "answer", "report"}},
      {"leader",
       {"read_cases", "route", "answer", "direct", "report", "receive_citizens", "read_receptions",
        "keep_reception_schedule", "conclude_receptions"}},
      {"supervisor", {"read_cases", "report", "read_receptions"}},
      {"denunciation_officer",
       {"register_cases", "route", "handle_denunciations", "open_sealed_identity",
        "receive_citizens"}}};
  EXPECT_EQ(held, expected);
}

}  // namespace
}  // namespace gandan::app
