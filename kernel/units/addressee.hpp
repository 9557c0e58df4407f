// Whom a text asks: letters name a body in full, by an abbreviation, or by its kind alone where the
// place says which is meant.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// A body that serves the place of a text.
struct Serving {
  const Unit* body = nullptr;
  std::string area;  ///< the name of what it serves ("Xã Đồng Đăng"); empty for the whole nation
};

/// The body to which a text is addressed: the first behind words of address ("kính gửi", "đề
/// nghị"), by its name or by its kind ("UBND xã", "Sở Y tế"), else the first that its opening names
/// in full; of two at one place the longer name. nullptr where it names none of these.
[[nodiscard]] const Unit* addressee(std::string_view text, std::span<const Serving> bodies);

}  // namespace gandan::units
