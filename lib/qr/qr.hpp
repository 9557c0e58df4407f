// QR codes (ISO/IEC 18004) as the path of an SVG, so that a page carries one without an image file.
#pragma once
#include <string>
#include <string_view>

namespace gandan::qr {

struct Code {
  int size = 0;      ///< modules a side, with the quiet zone around
  std::string path;  ///< of the dark modules, for <path d>: the module is the unit
};

/// Light modules that the standard wants on each side.
inline constexpr int quiet_zone = 4;

/// With error correction M. Throws std::runtime_error where the text is too long for any code.
[[nodiscard]] Code encode(std::string_view text);

}  // namespace gandan::qr
