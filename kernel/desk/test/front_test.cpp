// The first page of who directs or administers.
#include "kernel/desk/front.hpp"

#include <gmock/gmock.h>

#include "kernel/desk/test/notices.hpp"

namespace gandan::desk::test {
namespace {

Module with_front() {
  Module module = notices();
  module.administration = {
      {10, {.label = "Lamps", .href = "/admin/lamps"}},
      {20,
       {.label = "Wells",
        .href = "/admin/wells",
        .policy = people::permission(Permission::operate, people::Where::everywhere)}}};
  module.desk.front = {
      {.order = 10,
       .is_for = [](const people::Principal& who) { return who.may_somewhere(Permission::direct); },
       .read = [](db::Tx& tx, const Desk& desk) -> std::optional<Section> {
         const auto open = list_notices(tx, desk, 100).cards.size();
         if (open == 0) return std::nullopt;
         return Section{.title = "Notices that hang",
                        .sentence = std::to_string(open) + " of them.",
                        .lines = {{"The ferry", "late", "/desk?in=today&sought=ferry"}}};
       }}};
  return module;
}

class Front : public gandan::test::Site {
 protected:
  Front() : Site({with_front()}, {.units = false}) {}
  void hang() {
    db().write([](db::Tx& tx) {
      tx.run(insert_notice, {{"id", 1}, {"code", "TB-0000-0000-0001"}, {"text", "No ferry"}});
    });
  }
};
GANDAN_EACH_ENGINE(Front);

TEST_P(Front, TellsALeaderWhatModulesSayBesideTheirListAndNothingWhereNothingIsToBeSaid) {
  auto leader = officer(Role::leader);
  run({.as = &leader, .get = "/desk", .hides = {"Notices that hang", "Administration"}});
  hang();
  run({.as = &leader,
       .get = "/desk",
       .shows = {"<h2>Notices that hang</h2>", "1 of them.",
                 "href=\"/desk?in=today&amp;sought=ferry\"", "No ferry"},
       .hides = {"/admin/lamps"}});
  run({.as = &leader, .get = "/desk?in=today", .hides = {"Notices that hang"}});
}

TEST_P(Front, TellsWhoAdministersTheWaysThatAreTheirsInsteadOfAnEmptyQueue) {
  auto all = officer(Role::administrator);
  run({.as = &all,
       .get = "/desk",
       .shows = {"<h2>Administration</h2>", "href=\"/admin/lamps\"", "href=\"/admin/wells\""},
       .hides = {"This list is empty", "Nothing comes to you", "Notices that hang"}});
}

TEST_P(Front, IsNotForWhoWorksThroughAQueue) {
  hang();
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = "/desk",
       .shows = {"<h2>No ferry</h2>"},
       .hides = {"Notices that hang", "Administration"}});
}

}  // namespace
}  // namespace gandan::desk::test
