#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

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
  rooms.body_parts.push_back(receptions_of_body);
  rooms.place_parts.push_back(receptions_of_place);
  rooms.pages.push_back(add_place_pages);
}

}  // namespace gandan::receptions
