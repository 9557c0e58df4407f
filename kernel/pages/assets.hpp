// The addresses of what web/ builds: style sheet, scripts, icons.
#pragma once
#include <string>
#include <string_view>

#include "lib/http/assets.hpp"

namespace gandan::pages {

/// All of web/dist, as built into the binary; the application adds its routes.
[[nodiscard]] const http::Assets& assets();
/// "/assets/1f3a9c0e5b7d2468/site.css"
[[nodiscard]] const std::string& asset(std::string_view name);
/// Its bytes, for what stands in a page itself.
[[nodiscard]] std::string_view asset_text(std::string_view name);
/// The address of one drawing in the sprite; names stand in web/icons/used.txt.
[[nodiscard]] std::string icon_href(std::string_view name);

}  // namespace gandan::pages
