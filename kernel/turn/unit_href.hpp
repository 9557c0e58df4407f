// The addresses of the pages of bodies and places (kernel/site), for whoever names one.
#pragma once
#include <optional>
#include <string>

#include "kernel/units/units.hpp"

namespace gandan {

/// "/bodies/UBND-20"; empty where no body is given.
[[nodiscard]] std::string body_href(const units::Directory& directory, std::optional<UnitId> body);
/// "/places/20" or "/places/06184" of what exists today, "/places/id123" of what is no more: its
/// code may lead to another.
[[nodiscard]] std::string place_href(const units::Unit& area, Date today);
/// Of a province; empty where none is given.
[[nodiscard]] std::string place_href(const units::Directory& directory,
                                     std::optional<UnitId> place);

}  // namespace gandan
