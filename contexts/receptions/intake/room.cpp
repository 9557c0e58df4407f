#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_intake(Module&, Rooms&) {}

}  // namespace gandan::receptions
