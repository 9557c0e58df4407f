// What each room gives to the module (module.cpp puts it together), and where it adds its pages.
#pragma once
#include <vector>

#include "kernel/module/module.hpp"

namespace gandan::receptions {

/// Parts of a Module that are one function each: a room adds its own.
struct Rooms {
  std::vector<void (*)(http::App&, Services&)> pages = {};
  std::vector<void (*)(jobs::Registry&, Services&)> jobs = {};
  std::vector<std::vector<cli::Command> (*)(OpenServices)> commands = {};
  std::vector<HomePart (*)(Services&)> home = {};
  std::vector<UnitPart (*)(Services&)> body_parts = {}, place_parts = {};
};

/// A room puts what it has into `module` (boxes, links, ways, settings, invariants, kinds …) and
/// into `rooms`; it never replaces what another has put there.
void add_booking(Module& module, Rooms& rooms);      // booking/room.cpp
void add_book(Module& module, Rooms& rooms);         // book/room.cpp
void add_conclusions(Module& module, Rooms& rooms);  // conclusions/room.cpp
void add_schedule(Module& module, Rooms& rooms);     // schedule/room.cpp
void add_figures(Module& module, Rooms& rooms);      // figures/room.cpp
void add_intake(Module& module, Rooms& rooms);       // intake/room.cpp: import and export
void add_waiting(Module& module, Rooms& rooms);      // waiting/room.cpp
void add_online(Module& module, Rooms& rooms);       // online/room.cpp
void add_demo(Module& module, Rooms& rooms);         // demo/room.cpp

}  // namespace gandan::receptions
