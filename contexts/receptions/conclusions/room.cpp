#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_conclusions(Module&, Rooms&) {}

}  // namespace gandan::receptions
