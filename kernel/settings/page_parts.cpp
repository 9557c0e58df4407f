#include "kernel/settings/page_parts.hpp"

#include "kernel/pages/names.hpp"
#include "kernel/people/policies.hpp"

namespace gandan::settings {

std::string href_of(const Declared& setting, UnitId unit) {
  std::string path = "/admin/settings/" + std::string(setting.key);
  if (unit) path += "/" + std::to_string(unit.value);
  return path;
}

std::string href_of(UnitId unit) {
  return "/admin/settings?at=" + std::to_string(unit.value);
}

std::string in_words(const Declared& setting, const Value& value, const i18n::Locale& locale) {
  if (const auto* words = std::get_if<std::string>(&value))
    return words->empty() ? std::string(locale.tr(N_("empty"))) : *words;
  if (const bool* on = std::get_if<bool>(&value))
    return std::string(*on ? locale.tr(N_("on")) : locale.tr(N_("off")));
  const char* counts = std::get<WholeNumber>(setting.type).counts;
  std::string number = locale.number(std::get<std::int64_t>(value));
  return *counts == '\0' ? number : number + " " + std::string(locale.tr(counts));
}

std::optional<pages::Flash> told_after_change(const PageEnvironment& env,
                                              const http::Request& request) {
  const Declared* setting = env.holder.find(request.query.get("done"));
  if (setting == nullptr) return std::nullopt;
  const i18n::Locale& locale = pages::locale_of(request);
  return pages::Flash{std::string(setting->from_next_start
                                      ? locale.tr(N_("Saved. It counts from the next start."))
                                      : locale.tr(N_("Saved. It counts from now on.")))};
}

bool operates_everywhere(const http::Request& request) {
  return people::principal(request).may_everywhere(people::Permission::operate);
}

std::string source_in_words(db::Tx& tx, const Values& values, const Declared& setting,
                            std::span<const UnitId> chain, const i18n::Locale& locale) {
  if (setting.for_itself) return std::string(locale.tr(N_("each has its own")));
  const auto source = values.source_of(setting, chain);
  const auto unit = source ? units::find_unit(tx, *source) : std::nullopt;
  if (!unit) return std::string(locale.tr(N_("as everywhere")));
  return locale.tr(N_("as in {unit}"), {{"unit", pages::in_sentence(locale, unit->name)}});
}

}  // namespace gandan::settings
