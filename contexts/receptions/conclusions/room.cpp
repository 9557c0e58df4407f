#include "contexts/receptions/conclusions/page.hpp"
#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_conclusions(Module& module, Rooms& rooms) {
  rooms.pages.push_back(add_conclude_page);
  module.written_at.push_back("/desk/receptions");
}

}  // namespace gandan::receptions
