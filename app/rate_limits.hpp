// How much one address may ask for: settings that count from the next start.
#pragma once
#include <vector>

#include "kernel/settings/settings.hpp"
#include "lib/http/app.hpp"

namespace gandan::app {

/// Two for each class: how many at once, and how many a minute after that.
[[nodiscard]] std::vector<settings::Declared> rate_limit_settings();
/// What they come to for a server that starts now.
[[nodiscard]] std::vector<http::RateLimit> rate_limits(const settings::Holder& settings);

}  // namespace gandan::app
