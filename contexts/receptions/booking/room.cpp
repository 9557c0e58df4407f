#include "contexts/receptions/booking/api.hpp"
#include "contexts/receptions/booking/book_pages.hpp"
#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_booking(Module& module, Rooms& rooms) {
  module.ways.push_back({Intent::ask,
                         30,
                         {N_("Book a reception"), "/receptions", "bookings"},
                         N_("Be heard face to face: choose a place, a day and a time.")});
  module.records.push_back(kind_of_bookings());
  module.letters.push_back(letters_about_bookings());
  module.unread_by_robots.push_back("/bookings/");
  module.written_at.push_back("/receptions");
  rooms.pages.push_back(add_book_pages);
  rooms.pages.push_back(add_booking_page);
  rooms.pages.push_back(add_booking_api);
  rooms.jobs.push_back(add_booking_jobs);
}

}  // namespace gandan::receptions
