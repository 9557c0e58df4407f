// What the pages of settings share. Only for this module's .cpp files.
#pragma once
#include <string>

#include "kernel/pages/site.hpp"
#include "kernel/settings/change.hpp"
#include "kernel/settings/page_models.hpp"
#include "kernel/settings/pages.hpp"

namespace gandan::settings {

/// What the pages work with.
struct PageEnvironment {
  db::Database& database;
  Ids& ids;
  const Clock& clock;
  Holder& holder;
  Names names;
};

/// "/admin/settings/KEY", of a unit with its number behind.
[[nodiscard]] std::string href_of(const Declared& setting, UnitId unit = {});
/// The settings of a unit: "/admin/settings?at=7".
[[nodiscard]] std::string href_of(UnitId unit);
/// As people read it, with what it counts: "50 percent".
[[nodiscard]] std::string in_words(const Declared& setting, const Value& value,
                                   const i18n::Locale& locale);
/// After a change: `?saved=` names the setting.
[[nodiscard]] std::optional<pages::Flash> told_after_change(const PageEnvironment& env,
                                                            const http::Request& request);
/// Whether they may set something for the whole installation; for others there are their units.
[[nodiscard]] bool operates_everywhere(const http::Request& request);
/// "as everywhere", or "as in Tỉnh Lạng Sơn": whose value holds for whom the chain is of.
[[nodiscard]] std::string source_in_words(db::Tx& tx, const Values& values, const Declared& setting,
                                          std::span<const UnitId> chain,
                                          const i18n::Locale& locale);

/// GET /admin/settings: of the installation, or with `?at=` of a unit; `?unit=` finds one by words.
[[nodiscard]] http::Response show_list(const PageEnvironment& env, http::Request& request);

}  // namespace gandan::settings
