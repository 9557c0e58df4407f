#include "kernel/pages/assets.hpp"

#include <stdexcept>

#include "web/assets.hpp"

namespace gandan::pages {

const http::Assets& assets() {
  static const http::Assets all(web::files());
  return all;
}

const std::string& asset(std::string_view name) {
  return assets().url(name);
}

std::string_view asset_text(std::string_view name) {
  for (const EmbeddedFile& file : web::files())
    if (file.name == name) return file.bytes;
  throw std::out_of_range(std::string(name));
}

std::string icon_href(std::string_view name) {
  static const std::string sprite = asset("icons.svg") + "#";
  return sprite + std::string(name);
}

}  // namespace gandan::pages
