// Cross-site request forgery: refuses what another site made a reader's browser send. No tokens, so
// that pages can be cached. The reasoning is in the README.
#pragma once
#include "lib/http/request.hpp"

namespace gandan::http {

/// Whether a request that would change something was made by a page of another site.
[[nodiscard]] bool is_forged(const Request& request);

}  // namespace gandan::http
