// /admin/settings: what the installation has set; for a unit, what holds there and whose value it
// is.
#include <algorithm>

#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/settings/page_parts.hpp"
#include "kernel/settings/views/settings.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"

namespace gandan::settings {
namespace {

constexpr std::size_t most_found = 12;
constexpr std::size_t most_bodies_looked_at = 60;

bool may_set_at(db::Tx& tx, const http::Request& request, UnitId id) {
  const std::optional<UnitId> unit = id;
  return people::may_at(tx, people::principal(request), people::Permission::operate, {&unit, 1});
}

std::string note_of(const PageEnvironment& env, const Declared& setting,
                    const i18n::Locale& locale) {
  const auto now = env.holder.now();
  if (const Value in_force = env.holder.in_force(setting); in_force != now->of(setting))
    return locale.tr(N_("until the next start: {value}"),
                     {{"value", in_words(setting, in_force, locale)}});
  const auto differ = static_cast<std::int64_t>(now->units_with_own(setting).size());
  if (!setting.per_unit || differ == 0) return {};
  return locale.ntr("{n} unit has its own", "{n} units have their own", differ, {});
}

void fill_installation(const PageEnvironment& env, const i18n::Locale& locale, SettingsPage& page) {
  page.intro = locale.tr(
      N_("What this installation may choose for itself. What the law sets stands under Limits."));
  const auto now = env.holder.now();
  for (const Declared& setting : env.holder.declared())
    page.settings.push_back({.name = std::string(locale.tr(setting.name)),
                             .meaning = std::string(locale.tr(setting.meaning)),
                             .href = href_of(setting),
                             .value = in_words(setting, now->of(setting), locale),
                             .note = note_of(env, setting, locale)});
}

void fill_unit(const PageEnvironment& env, db::Tx& tx, const units::Unit& unit,
               const i18n::Locale& locale, SettingsPage& page) {
  page.frame.title += ": " + unit.name;
  page.intro = locale.tr(N_("What {unit} may choose for itself and for what is beneath it. Where "
                            "nothing is set, the value of the nearest above it counts."),
                         {{"unit", unit.name}});
  const auto now = env.holder.now();
  const Chain chain = chain_of(tx, unit.id, env.clock.today());
  for (const Declared& setting : env.holder.declared())
    if (setting.per_unit)
      page.settings.push_back({.name = std::string(locale.tr(setting.name)),
                               .meaning = std::string(locale.tr(setting.meaning)),
                               .href = href_of(setting, unit.id),
                               .value = in_words(setting, now->of(setting, chain), locale),
                               .note = now->own(setting, unit.id)
                                           ? std::string(locale.tr(N_("set here")))
                                           : source_in_words(tx, *now, setting, chain, locale)});
}

/// What the words are written as stands before what only resembles them: "Bộ Y tế" is not "Bờ Y".
int likeness(const units::Unit& unit, std::string_view words) {
  auto has = [&](text::Fold level) {
    return text::fold(unit.name, level).find(text::fold(words, level)) != std::string::npos;
  };
  if (unit.code == words) return 0;
  if (has(text::Fold::placement)) return 1;
  return has(text::Fold::markless) ? 2 : 3;
}

/// Of what the words may mean, those whose values the reader may set; best first.
std::vector<units::Unit> units_found(db::Tx& tx, const PageEnvironment& env,
                                     const http::Request& request, std::string_view words) {
  const Date today = env.clock.today();
  std::vector<units::Unit> found;
  auto take = [&](UnitId id) {
    const bool is_there = std::ranges::find(found, id, &units::Unit::id) != found.end();
    if (is_there || !may_set_at(tx, request, id)) return;
    if (auto unit = find_settable(tx, id, today)) found.push_back(std::move(*unit));
  };
  if (auto unit = units::find_unit(tx, words, today); unit && unit->code == words) take(unit->id);
  for (const units::Place& place : units::find_places(tx, words, today, most_found))
    for (const units::Share& share : place.now) take(share.unit);
  for (const units::Unit& body : units::find_bodies(tx, words, today, most_bodies_looked_at))
    take(body.id);
  std::ranges::stable_sort(found, {},
                           [&](const units::Unit& unit) { return likeness(unit, words); });
  if (found.size() > most_found) found.resize(most_found);
  return found;
}

/// Those at which the reader's roles stand.
std::vector<units::Unit> own_units(db::Tx& tx, const PageEnvironment& env,
                                   const http::Request& request) {
  std::vector<units::Unit> own;
  for (const people::Grant& grant : people::principal(request).where(people::Permission::operate))
    if (auto unit = find_settable(tx, grant.unit, env.clock.today()))
      own.push_back(std::move(*unit));
  return own;
}

/// Each with what it belongs to; where places and bodies stand together, also with which it is.
void name_units(db::Tx& tx, const std::vector<units::Unit>& units, const i18n::Locale& locale,
                SettingsPage& page) {
  const bool are_mixed = std::ranges::adjacent_find(units, std::ranges::not_equal_to(),
                                                    &units::Unit::kind) != units.end();
  for (const units::Unit& unit : units) {
    const auto above = unit.parent ? units::find_unit(tx, *unit.parent) : std::nullopt;
    std::string label = unit.name + (above ? ", " + above->name : "");
    if (are_mixed)
      label =
          locale.tr(unit.kind == units::UnitKind::body ? N_("{name} (body)") : N_("{name} (place)"),
                    {{"name", label}});
    page.units.push_back({std::move(label), href_of(unit.id)});
  }
}

/// The unit that the page is about: named in the address, the only one found, or the only one that
/// the reader has. `page.units` are those to choose from.
std::optional<units::Unit> unit_of(db::Tx& tx, const PageEnvironment& env,
                                   const http::Request& request, SettingsPage& page) {
  const i18n::Locale& locale = pages::locale_of(request);
  if (const auto at = parse_id<UnitId>(request.query.get("at")))
    return may_set_at(tx, request, *at) ? find_settable(tx, *at, env.clock.today()) : std::nullopt;
  const std::string_view words = request.query.get("unit");
  auto found = words.empty() ? own_units(tx, env, request) : units_found(tx, env, request, words);
  if (found.empty() && !words.empty()) {
    page.find.error = locale.tr(N_("No unit whose settings are yours has this name or code."));
    page.errors = {{page.find.name, page.find.error}};
  }
  if (found.size() == 1) return found.front();
  name_units(tx, found, locale, page);
  return std::nullopt;
}

SettingsPage empty_page(const PageEnvironment& env, const http::Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  SettingsPage page{.frame = pages::frame_for(request, std::string(locale.tr(N_("Settings")))),
                    .nothing = {.title = std::string(locale.tr(N_("There is nothing to set"))),
                                .text = std::string(
                                    locale.tr(N_("No part of this installation has a setting.")))},
                    .find = {.name = "unit",
                             .label = std::string(locale.tr(N_("Another place or body"))),
                             .hint = std::string(locale.tr(N_("Its name or its code."))),
                             .value = std::string(request.query.get("unit"))}};
  page.frame.flash = told_after_change(env, request);
  page.frame.searches = false;
  page.finds = std::ranges::any_of(env.holder.declared(), &Declared::per_unit);
  return page;
}

}  // namespace

http::Response show_list(const PageEnvironment& env, http::Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  (void)people::principal(request).where(people::Permission::operate);
  const bool of_installation =
      operates_everywhere(request) && !request.query.has("at") && request.query.get("unit").empty();
  SettingsPage page = empty_page(env, request);
  if (of_installation) {
    fill_installation(env, locale, page);
    return pages::render(request, views::settings_page, page);
  }
  const bool is_known = env.database.read([&](db::Tx& tx) {
    page = empty_page(env, request);
    const auto unit = unit_of(tx, env, request, page);
    if (unit) {
      page.frame.trail = {{page.frame.title, "/admin/settings"}};
      fill_unit(env, tx, *unit, locale, page);
    }
    return unit || !request.query.has("at");
  });
  if (!is_known) return http::Response::error(403);
  page.frame.has_errors = !page.errors.empty();
  return pages::render(request, views::settings_page, page, page.errors.empty() ? 200 : 422);
}

}  // namespace gandan::settings
