#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_figures(Module&, Rooms&) {}

}  // namespace gandan::receptions
