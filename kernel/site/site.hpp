// The pages that belong to no context, made of the parts that modules give.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "kernel/module/module.hpp"
#include "kernel/pages/site.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

/// Menus, search and where people write. Throws std::logic_error where two modules give a search.
[[nodiscard]] pages::Site site_of(std::span<const Module> modules);
/// What robots.txt says.
[[nodiscard]] std::string robots(std::span<const Module> modules);
/// All that can sign in where a demonstration runs.
[[nodiscard]] people::SignInOffers demo_sign_ins(std::span<const Module> modules);

/// /, /robots.txt, /help, /privacy, /accessibility, /keys, and in a demonstration /styleguide.
/// After the routes of all modules.
void add_pages(http::App& app, Services& services, std::span<const Module> modules);

}  // namespace gandan::site
