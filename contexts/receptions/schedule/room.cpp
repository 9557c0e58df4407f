#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_schedule(Module&, Rooms&) {}

}  // namespace gandan::receptions
