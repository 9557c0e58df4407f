#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_waiting(Module&, Rooms&) {}

}  // namespace gandan::receptions
