// What the ledger lists, as a feed and as a file: the same address with ".atom" or ".csv".
#pragma once
#include "kernel/module/services.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::tasks {

/// As much as a feed reader wants; more is behind the link "next".
[[nodiscard]] http::Response feed_of(const http::Request& request, Services& services);
/// Days and names as machines read them, in no language.
[[nodiscard]] http::Response file_of(const http::Request& request, Services& services);

}  // namespace gandan::tasks
