#include "contexts/receptions/rooms.hpp"
#include "contexts/receptions/waiting/pages.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::receptions {
namespace {

desk::Link link_to_waiting_rooms() {
  return {.order = 34,
          .label = N_("Waiting rooms"),
          .icon = "users",
          .href = "/desk/waiting",
          .section = "waiting",
          .is_for = [](const people::Principal& officer) {
            return officer.may_somewhere(receive_citizens);
          }};
}

}  // namespace

void add_waiting(Module& module, Rooms& rooms) {
  rooms.pages.push_back(add_waiting_pages);
  rooms.pages.push_back(add_board_pages);
  rooms.pages.push_back(add_door_pages);
  for (const char* path : {"/tickets/", "/receptions/*/door/", "/receptions/*/events"})
    module.unread_by_robots.push_back(path);
  module.kept.push_back(
      {"numbers of waiting rooms", "select id from tickets", "ticket", {"ticket.take"}});
  module.desk.links.push_back(link_to_waiting_rooms());
  module.desk.said = [others = module.desk.said](db::Tx& tx, const desk::Desk& at,
                                                 std::string_view done, std::string_view typed) {
    std::string said = said_of_waiting(at, done);
    return said.empty() && others ? others(tx, at, done, typed) : said;
  };
}

}  // namespace gandan::receptions
