// The pages that belong to no context, made of the parts that modules give.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "kernel/module/module.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/settings/settings.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

/// Whose site it is: under the name, on every page.
inline constexpr settings::Setting<settings::Text> place{
    .key = "site.place",
    .name = N_("Place under the name"),
    .meaning = N_("Stands under the name on every page: of which province, for example."),
    .type = {.usual = "", .longest = 60}};

/// Whose installation it is: at the foot of every page.
inline constexpr settings::Setting<settings::Text> owner{
    .key = "site.owner",
    .name = N_("Who runs this site"),
    .meaning = N_("Stands at the foot of every page: the body that answers for this installation."),
    .type = {.usual = "", .longest = 120}};

/// These, and how bodies are reached (kernel/contacts).
[[nodiscard]] std::vector<settings::Declared> own_settings();

/// Menus, search, the desk and where people write. The menu of residents is the intents into which
/// there is a way: of its own /where, /follow where codes stand on receipts, and /bodies where a
/// module counts what bodies owe; in that of officers stands /desk, where a module gives it a list.
/// Throws std::logic_error where two give a list of one
/// name, or where one of several that search gives no part to /search.
[[nodiscard]] pages::Site site_of(std::span<const Module> modules);
/// Their kinds of records. Throws std::logic_error where two have one name or prefix.
[[nodiscard]] records::Kinds records_of(std::span<const Module> modules);
/// Their indicators. Throws std::logic_error as indicators::check does.
[[nodiscard]] std::vector<indicators::Subject> indicators_of(std::span<const Module> modules);
/// What is attached to a request before its handler runs. `site` outlives it.
[[nodiscard]] pages::Reader reader_of(const http::Request& request, const pages::Site& site,
                                      const Services& services);
/// What robots.txt says.
[[nodiscard]] std::string robots(std::span<const Module> modules);
/// All that can sign in where a demonstration runs.
[[nodiscard]] people::SignInOffers demo_sign_ins(std::span<const Module> modules);

/// Those that have a search: /search stands where there are several.
[[nodiscard]] std::vector<const Module*> searching(std::span<const Module> modules);
/// Whether a module gives the officers' desk a list: then there is one.
[[nodiscard]] bool has_desk(std::span<const Module> modules);

/// /, /ways/{intent}, /bodies, /bodies/{code}, /places/{code}, /where, /robots.txt, /help,
/// /privacy, /privacy/data, /accessibility, /keys, where codes stand on receipts /follow, where
/// there is one /desk, /api/v1/openapi.json, where something is counted /reports and
/// /reports/{subject}, and in a demonstration /styleguide. After the routes of all modules.
void add_pages(http::App& app, Services& services, std::span<const Module> modules);

}  // namespace gandan::site
