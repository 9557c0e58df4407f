#include "contexts/receptions/online/pages.hpp"
#include "contexts/receptions/rooms.hpp"
#include "kernel/desk/desk.hpp"

namespace gandan::receptions {

void add_online(Module& module, Rooms& rooms) {
  module.kept.push_back({"online receptions",
                         "select id from online_sessions",
                         "online_session",
                         {"online_session.plan"}});
  rooms.pages.push_back(add_online_pages);
  rooms.pages.push_back(add_online_desk);
  module.desk.said = [others = module.desk.said](db::Tx& tx, const desk::Desk& at,
                                                 std::string_view done, std::string_view typed) {
    std::string said = said_of_online(at, done);
    return said.empty() && others ? others(tx, at, done, typed) : said;
  };
}

}  // namespace gandan::receptions
