#include "contexts/receptions/demo/demo.hpp"
#include "contexts/receptions/rooms.hpp"

namespace gandan::receptions {

void add_demo(Module& module, Rooms&) {
  module.demonstrate = load_reception_demo;
}

}  // namespace gandan::receptions
