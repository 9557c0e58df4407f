#include "kernel/settings/pages.hpp"

#include <algorithm>

#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/settings/page_parts.hpp"
#include "kernel/settings/views/settings.hpp"

namespace gandan::settings {
namespace {

using http::Request;
using http::Response;

/// Whose value a page is about.
struct Subject {
  const Declared& setting;
  std::optional<units::Unit> at = {};  ///< none: the installation

  [[nodiscard]] UnitId unit() const { return at ? at->id : UnitId{}; }
};

/// As it stands in its field.
std::string in_a_field(const Value& value) {
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  if (const bool* on = std::get_if<bool>(&value)) return *on ? "on" : "off";
  return std::to_string(std::get<std::int64_t>(value));
}

/// The field of a setting, empty.
struct FieldOf {
  const i18n::Locale& locale;
  SettingPage& page;

  void operator()(const WholeNumber& type) const {
    page.field.hint = locale.tr(N_("A whole number from {least} to {most}; usually {usual}."),
                                {{"least", locale.number(type.least)},
                                 {"most", locale.number(type.most)},
                                 {"usual", locale.number(type.usual)}});
    if (*type.counts != '\0') page.field.label += " (" + std::string(locale.tr(type.counts)) + ")";
    page.field.short_input = true;
  }
  void operator()(const Text& type) const {
    const auto longest = static_cast<std::int64_t>(type.longest);
    page.field.hint = locale.tr(N_("One line of at most {n} characters; it may be empty."),
                                {{"n", locale.number(longest)}});
    page.field.max_length = static_cast<int>(longest);
    if (type.is_telephone) page.field.type = "tel";
  }
  void operator()(const Switch&) const {
    page.options = {{"on", std::string(locale.tr("on"))}, {"off", std::string(locale.tr("off"))}};
  }
};

/// Units with values of their own: of the installation all, and every province, so that it is found
/// without searching; of a unit those beneath it.
void fill_units(const PageEnvironment& env, db::Tx& tx, const Subject& subject,
                const i18n::Locale& locale, SettingPage& page) {
  const auto now = env.holder.now();
  std::vector<UnitId> shown;
  if (!subject.at)
    for (const units::Unit& province : env.names()->provinces()) shown.push_back(province.id);
  for (UnitId unit : now->units_with_own(subject.setting)) {
    const auto above = units::ancestors(tx, unit);
    const bool is_beneath = !subject.at || std::ranges::find(above, subject.unit()) != above.end();
    if (is_beneath && std::ranges::find(shown, unit) == shown.end()) shown.push_back(unit);
  }
  for (UnitId id : shown) {
    const auto unit = find_settable(tx, id, env.clock.today());
    if (!unit) continue;
    const auto own = now->own(subject.setting, id);
    page.units.push_back({.name = unit->name,
                          .href = href_of(subject.setting, id),
                          .value = own ? in_words(subject.setting, *own, locale)
                                   : subject.setting.for_itself ? std::string(locale.tr("empty"))
                                                                : std::string()});
  }
}

/// What holds for the subject, and the button that takes back what was set there.
void fill_value(const PageEnvironment& env, db::Tx& tx, const Request& request,
                const Subject& subject, SettingPage& page) {
  const i18n::Locale& locale = pages::locale_of(request);
  const auto now = env.holder.now();
  const Chain chain = subject.at ? chain_of(tx, subject.unit(), env.clock.today()) : Chain{};
  page.field.value = request.form.has("value") ? std::string(request.form.get("value"))
                                               : in_a_field(now->of(subject.setting, chain));
  for (pages::Option& option : page.options) option.chosen = option.value == page.field.value;
  if (!now->own(subject.setting, subject.unit())) {
    if (subject.at) page.inherited = source_in_words(tx, *now, subject.setting, chain, locale);
    return;
  }
  page.reset = subject.at
                   ? locale.tr(N_("Take back: {source}"),
                               {{"source", source_in_words(tx, *now, subject.setting,
                                                           std::span(chain).subspan(1), locale)}})
                   : std::string(locale.tr(N_("As usual")));
}

/// Only what the reader may open stands above the page.
void fill_trail(const Request& request, const Subject& subject, SettingPage& page) {
  const i18n::Locale& locale = pages::locale_of(request);
  page.frame.trail = {{std::string(locale.tr("Settings")),
                       subject.at ? href_of(subject.unit()) : "/admin/settings"}};
  if (!subject.at) return;
  if (operates_everywhere(request))
    page.frame.trail.push_back({page.frame.title, href_of(subject.setting)});
  page.frame.title += ": " + subject.at->name;
}

/// With what is set, or with what was typed and what is wrong with it.
Response show(const PageEnvironment& env, Request& request, const Subject& subject,
              const std::string& wrong = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  const Declared& setting = subject.setting;
  SettingPage page{.frame = pages::frame_for(request, std::string(locale.tr(setting.name))),
                   .meaning = std::string(locale.tr(setting.meaning)),
                   .action = href_of(setting, subject.unit()),
                   .field = {.name = "value", .label = std::string(locale.tr("Value"))}};
  fill_trail(request, subject, page);
  std::visit(FieldOf{locale, page}, setting.type);
  env.database.read([&](db::Tx& tx) {
    page.units.clear();
    fill_value(env, tx, request, subject, page);
    if (setting.per_unit) fill_units(env, tx, subject, locale, page);
  });
  page.field.error = wrong;
  if (!wrong.empty()) page.errors.push_back({page.field.name, wrong});
  page.frame.form = pages::PageForm{.id = "setting"};
  page.frame.has_errors = !wrong.empty();
  page.frame.searches = false;
  return pages::render(request, views::setting_page, page, wrong.empty() ? 200 : 422);
}

std::string explain(ChangeError error, const Declared& setting, const i18n::Locale& locale) {
  switch (error) {
    case ChangeError::no_number_within_bounds: {
      const auto& type = std::get<WholeNumber>(setting.type);
      return locale.tr(N_("Write a whole number from {least} to {most}."),
                       {{"least", locale.number(type.least)}, {"most", locale.number(type.most)}});
    }
    case ChangeError::no_line_so_short:
      return locale.tr(
          N_("Write one line of at most {n} characters."),
          {{"n", locale.number(static_cast<std::int64_t>(std::get<Text>(setting.type).longest))}});
    case ChangeError::neither_on_nor_off:
      return std::string(locale.tr(N_("Choose one of the two.")));
    case ChangeError::no_telephone:
      return std::string(
          locale.tr(N_("Write a telephone number: digits, with spaces between them.")));
    case ChangeError::not_allowed:
    case ChangeError::of_no_unit:
      break;  // no page offers it
  }
  return std::string(locale.tr(N_("This cannot be set here.")));
}

Response save(const PageEnvironment& env, Request& request, const Subject& subject) {
  if (pages::only_shows(request)) return show(env, request, subject);
  std::optional<std::string_view> typed = request.form.get("value");
  if (request.form.get("do") == "reset") typed.reset();
  const auto changed = env.database.write([&](db::Tx& tx) {
    return change(tx, env.ids, env.clock, people::principal(request),
                  {.setting = subject.setting, .unit = subject.unit(), .typed = typed});
  });
  if (!changed)
    return show(env, request, subject,
                explain(changed.error(), subject.setting, pages::locale_of(request)));
  env.holder.refresh();
  return Response::redirect((subject.at ? href_of(subject.unit()) + "&" : "/admin/settings?") +
                            "done=" + std::string(subject.setting.key));
}

using Answer = Response (*)(const PageEnvironment&, Request&, const Subject&);

Response of_installation(const PageEnvironment& env, Request& request, std::string_view key,
                         Answer answer) {
  const Declared* setting = env.holder.find(key);
  if (setting == nullptr) return Response::not_found();
  return answer(env, request, {*setting});
}

Response of_unit(const PageEnvironment& env, Request& request, std::string_view key,
                 std::int64_t number, Answer answer) {
  const Declared* setting = env.holder.find(key);
  if (setting == nullptr || !setting->per_unit) return Response::not_found();
  const std::optional<UnitId> id = UnitId{number};
  bool may_set = false;
  auto unit = env.database.read([&](db::Tx& tx) {
    may_set = people::may_at(tx, people::principal(request), people::Permission::operate, {&id, 1});
    return find_settable(tx, *id, env.clock.today());
  });
  if (!may_set) return Response::error(403);
  if (!unit) return Response::not_found();
  return answer(env, request, {*setting, std::move(unit)});
}

Response open(const PageEnvironment& env, Request& request, const Subject& subject) {
  return show(env, request, subject);
}

}  // namespace

void add_pages(http::App& app, db::Database& database, Ids& ids, const Clock& clock, Holder& holder,
               Names names) {
  const PageEnvironment env{database, ids, clock, holder, std::move(names)};
  using people::Permission, people::Where;
  const http::Policy operates = people::permission(Permission::operate, Where::everywhere);
  const http::Policy operates_there = people::permission(Permission::operate, Where::at_record);
  app.router.get("/admin/settings", people::permission(Permission::operate, Where::in_reach),
                 [env](Request& request) { return show_list(env, request); });
  app.router.get("/admin/settings/{key}", operates, [env](Request& request, std::string_view key) {
    return of_installation(env, request, key, open);
  });
  app.router.post("/admin/settings/{key}", operates, [env](Request& request, std::string_view key) {
    return of_installation(env, request, key, save);
  });
  app.router.get("/admin/settings/{key}/{unit}", operates_there,
                 [env](Request& request, std::string_view key, std::int64_t unit) {
                   return of_unit(env, request, key, unit, open);
                 });
  app.router.post("/admin/settings/{key}/{unit}", operates_there,
                  [env](Request& request, std::string_view key, std::int64_t unit) {
                    return of_unit(env, request, key, unit, save);
                  });
}

std::vector<pages::Fact> facts_in_force(const Holder& holder, const i18n::Locale& locale) {
  std::vector<pages::Fact> facts;
  for (const Declared& setting : holder.declared())
    facts.push_back({std::string(locale.tr(setting.name)),
                     in_words(setting, holder.in_force(setting), locale), href_of(setting)});
  return facts;
}

}  // namespace gandan::settings
