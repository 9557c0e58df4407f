// Which permissions the program has: those that its modules declare, and no others.
#pragma once
#include <iosfwd>
#include <span>

#include "kernel/module/module.hpp"
#include "lib/http/router.hpp"

namespace gandan::app {

/// Throws std::logic_error where two modules declare the same name, a declaration is not whole,
/// what opens something sealed is held by a role that one person gives, or a route or a menu asks
/// for what nobody declares, or asks at a unit for what acts on the nation.
void require_permissions(std::span<const Module> modules, const http::Router& router);

/// The table of `gandan roles`: of each role what it may do, where, and which module says so.
void print_roles(std::ostream& out, std::span<const Module> modules);

}  // namespace gandan::app
