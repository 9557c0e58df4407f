#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_book(Module&, Rooms&) {}

}  // namespace gandan::receptions
