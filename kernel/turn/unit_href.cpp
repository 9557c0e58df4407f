#include "kernel/turn/unit_href.hpp"

#include "kernel/units/bodies.hpp"

namespace gandan {

std::string body_href(const units::Directory& directory, std::optional<UnitId> body) {
  if (!body) return {};
  return "/bodies/" + units::address_code(directory, *body);
}

std::string place_href(const units::Unit& area, Date today) {
  const bool is_there = area.valid_from <= today && (!area.valid_to || *area.valid_to >= today);
  return "/places/" +
         (is_there && !area.code.empty() ? area.code : "id" + std::to_string(area.id.value));
}

std::string place_href(const units::Directory& directory, std::optional<UnitId> place) {
  if (!place) return {};
  // A province that is no more may have left its code to the one of today.
  const std::string_view code = directory.code(place);
  const units::Unit* named = code.empty() ? nullptr : directory.find_by_code(code);
  return "/places/" + (named != nullptr && named->id == *place
                           ? std::string(code)
                           : "id" + std::to_string(place->value));
}

}  // namespace gandan
