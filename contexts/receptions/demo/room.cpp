#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_demo(Module&, Rooms&) {}

}  // namespace gandan::receptions
