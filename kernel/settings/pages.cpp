#include "kernel/settings/pages.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/settings/change.hpp"
#include "kernel/settings/page_models.hpp"
#include "kernel/settings/views/settings.hpp"

namespace gandan::settings {
namespace {

using http::Request;
using http::Response;

/// What the pages work with.
struct PageEnvironment {
  db::Database& database;
  Ids& ids;
  const Clock& clock;
  Holder& holder;
  Names names;
};

/// Whose value a page is about.
struct Subject {
  const Declared& setting;
  const units::Unit* province = nullptr;  ///< none: the installation

  [[nodiscard]] UnitId unit() const { return province != nullptr ? province->id : UnitId{}; }
  [[nodiscard]] std::string href() const {
    std::string path = "/admin/settings/" + std::string(setting.key);
    if (province != nullptr) path += "/" + std::to_string(province->id.value);
    return path;
  }
};

/// As people read it.
std::string in_words(const Value& value, const i18n::Locale& locale) {
  if (const auto* words = std::get_if<std::string>(&value))
    return words->empty() ? std::string(locale.tr(N_("empty"))) : *words;
  if (const bool* on = std::get_if<bool>(&value))
    return std::string(*on ? locale.tr(N_("on")) : locale.tr(N_("off")));
  return locale.number(std::get<std::int64_t>(value));
}

/// As it stands in its field.
std::string in_a_field(const Value& value) {
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  if (const bool* on = std::get_if<bool>(&value)) return *on ? "on" : "off";
  return std::to_string(std::get<std::int64_t>(value));
}

std::string note_of(const PageEnvironment& env, const Declared& setting,
                    const i18n::Locale& locale) {
  const auto now = env.holder.now();
  if (const Value in_force = env.holder.in_force(setting); in_force != now->of(setting))
    return locale.tr(N_("until the next start: {value}"), {{"value", in_words(in_force, locale)}});
  if (!setting.by_province) return {};
  std::int64_t differ = 0;
  for (const units::Unit& province : env.names()->provinces())
    differ += now->own(setting, province.id) ? 1 : 0;
  if (differ == 0) return {};
  return locale.ntr("{n} province has its own", "{n} provinces have their own", differ, {});
}

/// After a change: `?saved=` names the setting.
std::optional<pages::Flash> told_after_change(const PageEnvironment& env, const Request& request) {
  const Declared* setting = env.holder.find(request.query.get("saved"));
  if (setting == nullptr) return std::nullopt;
  const i18n::Locale& locale = pages::locale_of(request);
  return pages::Flash{std::string(setting->from_next_start
                                      ? locale.tr(N_("Saved. It counts from the next start."))
                                      : locale.tr(N_("Saved. It counts from now on.")))};
}

Response list(const PageEnvironment& env, Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  SettingsPage page{.frame = pages::frame_for(request, std::string(locale.tr(N_("Settings")))),
                    .settings = {},
                    .nothing = {.title = std::string(locale.tr(N_("There is nothing to set"))),
                                .text = std::string(locale.tr(N_("No part of this installation "
                                                                 "has a setting.")))}};
  page.frame.flash = told_after_change(env, request);
  page.frame.searches = false;
  const auto now = env.holder.now();
  for (const Declared& setting : env.holder.declared())
    page.settings.push_back({.name = std::string(locale.tr(setting.name)),
                             .meaning = std::string(locale.tr(setting.meaning)),
                             .href = Subject{setting}.href(),
                             .value = in_words(now->of(setting), locale),
                             .note = note_of(env, setting, locale)});
  return pages::render(request, views::settings_page, page);
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
    page.field.short_input = true;
  }
  void operator()(const Text& type) const {
    const auto longest = static_cast<std::int64_t>(type.longest);
    page.field.hint = locale.tr(N_("One line of at most {n} characters; it may be empty."),
                                {{"n", locale.number(longest)}});
    page.field.max_length = static_cast<int>(longest);
  }
  void operator()(const Switch&) const {
    page.options = {{"on", std::string(locale.tr("on"))}, {"off", std::string(locale.tr("off"))}};
  }
};

void fill_provinces(const PageEnvironment& env, const Declared& setting, const i18n::Locale& locale,
                    SettingPage& page) {
  const auto now = env.holder.now();
  for (const units::Unit& province : env.names()->provinces()) {
    const auto own = now->own(setting, province.id);
    page.provinces.push_back({.name = province.name,
                              .href = Subject{setting, &province}.href(),
                              .value = own ? in_words(*own, locale) : std::string()});
  }
}

/// With what is set, or with what was typed and what is wrong with it.
Response show(const PageEnvironment& env, Request& request, const Subject& subject,
              const std::string& wrong = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  const Declared& setting = subject.setting;
  std::string name(locale.tr(setting.name));
  SettingPage page{.frame = pages::frame_for(request, name),
                   .meaning = std::string(locale.tr(setting.meaning)),
                   .action = subject.href(),
                   .field = {.name = "value", .label = std::string(locale.tr("Value"))}};
  page.frame.trail = {{std::string(locale.tr("Settings")), "/admin/settings"}};
  if (subject.province != nullptr) {
    page.frame.trail.push_back({name, Subject{setting}.href()});
    page.frame.title += ": " + subject.province->name;
  } else if (setting.by_province) {
    fill_provinces(env, setting, locale, page);
  }
  std::visit(FieldOf{locale, page}, setting.type);
  const auto now = env.holder.now();
  page.field.value = request.form.has("value") ? std::string(request.form.get("value"))
                                               : in_a_field(now->of(setting, subject.unit()));
  page.field.error = wrong;
  for (pages::Option& option : page.options) option.chosen = option.value == page.field.value;
  if (now->own(setting, subject.unit()))
    page.reset = locale.tr(subject.province != nullptr ? N_("As everywhere") : N_("As usual"));
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
    case ChangeError::not_allowed:
    case ChangeError::of_no_province:
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
                  {.setting = subject.setting, .province = subject.unit(), .typed = typed});
  });
  if (!changed)
    return show(env, request, subject,
                explain(changed.error(), subject.setting, pages::locale_of(request)));
  env.holder.refresh();
  return Response::redirect("/admin/settings?saved=" + std::string(subject.setting.key));
}

using Answer = Response (*)(const PageEnvironment&, Request&, const Subject&);

Response of_installation(const PageEnvironment& env, Request& request, std::string_view key,
                         Answer answer) {
  const Declared* setting = env.holder.find(key);
  if (setting == nullptr) return Response::not_found();
  return answer(env, request, {*setting});
}

Response of_province(const PageEnvironment& env, Request& request, std::string_view key,
                     std::int64_t unit, Answer answer) {
  const Declared* setting = env.holder.find(key);
  if (setting == nullptr || !setting->by_province) return Response::not_found();
  const auto names = env.names();
  for (const units::Unit& province : names->provinces())
    if (province.id.value == unit) return answer(env, request, {*setting, &province});
  return Response::not_found();
}

Response open(const PageEnvironment& env, Request& request, const Subject& subject) {
  return show(env, request, subject);
}

}  // namespace

void add_pages(http::App& app, db::Database& database, Ids& ids, const Clock& clock, Holder& holder,
               Names names) {
  const PageEnvironment env{database, ids, clock, holder, std::move(names)};
  const http::Policy operates =
      people::permission(people::Permission::operate, people::Where::everywhere);
  app.router.get("/admin/settings", operates,
                 [env](Request& request) { return list(env, request); });
  app.router.get("/admin/settings/{key}", operates, [env](Request& request, std::string_view key) {
    return of_installation(env, request, key, open);
  });
  app.router.post("/admin/settings/{key}", operates, [env](Request& request, std::string_view key) {
    return of_installation(env, request, key, save);
  });
  app.router.get("/admin/settings/{key}/{unit}", operates,
                 [env](Request& request, std::string_view key, std::int64_t unit) {
                   return of_province(env, request, key, unit, open);
                 });
  app.router.post("/admin/settings/{key}/{unit}", operates,
                  [env](Request& request, std::string_view key, std::int64_t unit) {
                    return of_province(env, request, key, unit, save);
                  });
}

std::vector<pages::Fact> facts_in_force(const Holder& holder, const i18n::Locale& locale) {
  std::vector<pages::Fact> facts;
  for (const Declared& setting : holder.declared())
    facts.push_back({std::string(locale.tr(setting.name)),
                     in_words(holder.in_force(setting), locale), Subject{setting}.href()});
  return facts;
}

}  // namespace gandan::settings
