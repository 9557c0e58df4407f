#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/rooms.hpp"
#include "contexts/receptions/schedule/keep_page.hpp"
#include "contexts/receptions/views/places.hpp"

namespace gandan::receptions {
namespace {

desk::Link link_to_schedule() {
  return {.order = 36,
          .label = N_("Schedule of receptions"),
          .icon = "calendar",
          .href = "/desk/schedule",
          .section = "schedule",
          .is_for = [](const people::Principal& officer) {
            return officer.may_somewhere(keep_reception_schedule);
          }};
}

/// From the home page to where somebody hears one.
HomePart way_from_home(Services&) {
  return {HomePart::Where::body, 5,
          [](const http::Request&, html::Out& out) { views::home_receptions(out); }, true};
}

}  // namespace

void add_schedule(Module& module, Rooms& rooms) {
  module.ways.push_back(
      {Intent::place,
       30,
       {N_("Receptions of citizens"), "/receptions", "receptions"},
       N_("Where and when somebody hears you face to face, and on which days the head does.")});
  module.kept.push_back({"places of reception",
                         "select id from reception_places",
                         "reception_place",
                         {"reception_place.open"}});
  module.kept.push_back({"days on which heads receive",
                         "select id from reception_days",
                         "reception_day",
                         {"reception_day.publish"}});
  module.calendar = calendar_of_receptions;
  rooms.home.push_back(way_from_home);
  rooms.body_parts.push_back(receptions_of_body);
  rooms.place_parts.push_back(receptions_of_place);
  rooms.pages.push_back(add_place_pages);
  rooms.pages.push_back(add_schedule_pages);
  module.desk.links.push_back(link_to_schedule());
  module.desk.said = [others = module.desk.said](db::Tx& tx, const desk::Desk& at,
                                                 std::string_view done, std::string_view typed) {
    std::string said = said_of_schedule(at, done);
    return said.empty() && others ? others(tx, at, done, typed) : said;
  };
  module.written_at.push_back("/desk/schedule");
}

}  // namespace gandan::receptions
