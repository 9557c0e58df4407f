#include "lib/qr/qr.hpp"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace gandan::qr {

Code encode(std::string_view text) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> drawn(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
      QRcode_free);
  if (!drawn) throw std::runtime_error("this text fits no QR code");
  Code code{.size = drawn->width + 2 * quiet_zone, .path = {}};
  // A row's neighbouring dark modules are one rectangle: "M4,4h7v1h-7z".
  for (int y = 0; y < drawn->width; ++y)
    for (int x = 0; x < drawn->width; ++x) {
      auto is_dark = [&](int at) {
        return at < drawn->width && (drawn->data[y * drawn->width + at] & 1) != 0;
      };
      const int begin = x;
      while (is_dark(x)) ++x;
      if (x == begin) continue;
      const std::string length = std::to_string(x - begin);
      code.path += "M" + std::to_string(begin + quiet_zone) + "," + std::to_string(y + quiet_zone) +
                   "h" + length + "v1h-" + length + "z";
    }
  return code;
}

}  // namespace gandan::qr
