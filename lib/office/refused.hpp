// How the readers stop: thrown inside of lib/office, caught where reading began.
#pragma once
#include "lib/office/office.hpp"

namespace gandan::office {

struct Refused {
  Problem problem;
};

[[noreturn]] inline void refuse(Problem problem) {
  throw Refused{problem};
}

}  // namespace gandan::office
