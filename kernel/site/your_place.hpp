// Where the reader lives: asked once, kept in a cookie that says the code of the place and nothing
// else, changed and forgotten at /where.
#pragma once
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/units/units.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::site {

/// Attaches what the cookie of this request names, as it is today (pages::your_place); nothing
/// where it names no place of today. App::admitted.
void attach_your_place(http::Request& request, const Services& services);
/// A year's cookie. `area` exists today.
void keep_your_place(http::Response& response, const units::Unit& area, Date today);
void forget_your_place(http::Response& response);

}  // namespace gandan::site
