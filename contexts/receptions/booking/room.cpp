#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_booking(Module&, Rooms&) {}

}  // namespace gandan::receptions
